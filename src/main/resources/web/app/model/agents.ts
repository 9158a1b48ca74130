import { own, textOf, type Interaction } from './interaction';

/** Ways in which somebody's agent asks, as the view that connects one offers them. */
export type ClientName = 'claude-code' | 'codex' | 'gemini' | 'mcp' | 'script';

const HOOKED: readonly ClientName[] = ['claude-code', 'codex', 'gemini'];

/** What agents are called by people, by the name that their dialect has in `metadata.agent`. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['claude-code', 'Claude Code'],
  ['codex', 'Codex'],
  ['gemini', 'Gemini CLI'],
  ['mcp', 'an MCP client'],
]);

/** Which agent asks, as it says itself; empty where it says nothing. */
export function agentOf({ metadata }: Interaction): string {
  const agent = textOf(own(metadata, 'agent'));
  return KNOWN.get(agent) ?? agent;
}

/** Which agent of that agent asks: its kind, and its id where it tells one; empty where it says nothing. */
export function subagentOf({ metadata }: Interaction): string {
  const kind = textOf(own(metadata, 'subagent')) || textOf(own(metadata, 'agent_type'));
  const id = textOf(own(metadata, 'agent_id'));
  return kind === '' || id === '' ? kind + id : `${kind} (${id})`;
}

/** In which ways a question came. A call over MCP can be that of an agent that is known by name. */
export function clientsOf({ metadata }: Interaction): readonly ClientName[] {
  const agent = textOf(own(metadata, 'agent'));
  const hooked = HOOKED.filter((client) => client === agent);
  const isOverMcp = agent === 'mcp' || own(metadata, 'mcp') !== undefined;
  const all: readonly ClientName[] = isOverMcp ? [...hooked, 'mcp'] : hooked;
  return all.length === 0 ? ['script'] : all;
}

/** Which clients have asked, and their first question, since somebody began to look. */
export class FirstAsks {
  private readonly firsts = new Map<ClientName, Interaction>();
  private old: ReadonlySet<string> = new Set();

  /** Takes what there is; true where a client is new by it. */
  see(interactions: readonly Interaction[]): boolean {
    const before = this.firsts.size;
    for (const interaction of interactions.filter(({ id }) => !this.old.has(id))) {
      for (const client of clientsOf(interaction)) {
        if (!this.firsts.has(client)) this.firsts.set(client, interaction);
      }
    }
    return this.firsts.size > before;
  }

  /** From now on only what is not among these counts. */
  restart(interactions: readonly Interaction[]): void {
    this.old = new Set(interactions.map(({ id }) => id));
    this.firsts.clear();
  }

  of(client: ClientName): Interaction | null {
    return this.firsts.get(client) ?? null;
  }
}
