import type { ClientName } from './agents';
import { quoted } from './shell';

/** Stands where the token would, until one is made. */
export const NO_TOKEN = 'YOUR_TOKEN';

/** Something to paste, and where. */
export interface Paste {
  /** What it is, shortly: its name for who does not see it, and the end of what its button says. */
  readonly what: string;
  readonly where: string;
  readonly text: string;
}

/** A way to connect a client. */
export interface Way {
  readonly client: ClientName;
  readonly title: string;
  /** What is asked of people from then on. */
  readonly does: string;
  readonly pastes: readonly Paste[];
  /** What else has to be known. */
  readonly notes: readonly string[];
}

/**
 * Where the service is called from outside, without a slash at its end: as it is configured, which the frame of the
 * page says, else as this page is.
 */
export function serviceAddress(configured: string | null, page: string): string {
  const address = configured === null || configured === '' ? new URL('.', page).href : configured;
  return address.replace(/\/+$/, '');
}

/** What all that is pasted below reads: where the service is, and by what the agent is known there. */
export function environment(address: string, token: string | null): string {
  return [`export HOLDPOINT_URL=${quoted([address])}`, `export HOLDPOINT_TOKEN='${token ?? NO_TOKEN}'`].join('\n');
}

/** All ways, for a service at this address. No secret is in them. */
export function ways(address: string): readonly Way[] {
  return [
    {
      client: 'claude-code',
      title: 'Claude Code',
      does: 'What it would ask about by itself waits here, with its questions and plans.',
      pastes: [
        hook('claude-code'),
        {
          what: 'settings',
          where:
            'Without that command, into ~/.claude/settings.json; each call of the tools in it waits here then. ' +
            'Start Claude Code where HOLDPOINT_TOKEN is set.',
          text: JSON.stringify(httpHook(address), null, 2),
        },
      ],
      notes: ['Use one of the two. `holdpoint connect claude-code --remove` takes it out again.'],
    },
    {
      client: 'codex',
      title: 'Codex',
      does: 'Each call of a tool waits here.',
      pastes: [hook('codex')],
      notes: ['Codex runs a hook only after you trusted it: start codex, say /hooks. Until then it is not in the way.'],
    },
    {
      client: 'gemini',
      title: 'Gemini CLI',
      does: 'Calls of tools that change something wait here.',
      pastes: [hook('gemini')],
      notes: [],
    },
    {
      client: 'mcp',
      title: 'Any MCP client',
      does: 'It gets the tools ask_human, request_approval and check. They gate nothing: the model asks when it likes.',
      pastes: [
        {
          what: 'command',
          where:
            'For Claude Code, in a terminal; it keeps the name of the token and not the token. ' +
            'Start it where HOLDPOINT_TOKEN is set.',
          text: `claude mcp add --transport http holdpoint ${quoted([`${address}/mcp`])} \
--header 'Authorization: Bearer \${HOLDPOINT_TOKEN}'`,
        },
        {
          what: 'settings',
          where: 'For a project, into its .mcp.json; no secret stands in it, and a call may be held for a day:',
          text: JSON.stringify(mcpServer(address), null, 2),
        },
        { what: 'address', where: 'For all others, over Streamable HTTP with that header:', text: `${address}/mcp` },
      ],
      notes: [],
    },
    {
      client: 'script',
      title: 'A script or a program',
      does: 'It goes on only if somebody says yes. Silence is never one.',
      pastes: [
        {
          what: 'command',
          where: 'With the command holdpoint:',
          text: 'holdpoint ask "Deploy 4.2 to production?" && deploy',
        },
        {
          what: 'request',
          where: 'Without it, by HTTP; this one waits for a minute:',
          text: [
            `curl -s -H "Authorization: Bearer $HOLDPOINT_TOKEN" \\`,
            `  -H 'Content-Type: application/json' -H 'Prefer: wait=60' \\`,
            `  --data '{"type":"permission","sessionId":"first-steps","title":"May I?"}' \\`,
            `  "$HOLDPOINT_URL/v1/interactions"`,
          ].join('\n'),
        },
      ],
      notes: [],
    },
  ];
}

/** A command hook, which fails closed, and whether it does. */
function hook(agent: ClientName): Paste {
  return {
    what: 'command',
    where:
      'In the same terminal, with the command holdpoint, which is the service’s own binary. It shows what it changes:',
    text: `holdpoint connect ${agent}\nholdpoint doctor`,
  };
}

/** A hook that Claude Code calls by HTTP, and that blocks where it fails. */
function httpHook(address: string): object {
  return {
    hooks: {
      PreToolUse: [
        {
          matcher: 'Bash|Edit|Write|NotebookEdit|WebFetch|mcp__.*|ExitPlanMode|AskUserQuestion',
          hooks: [
            {
              type: 'http',
              url: `${address}/v1/agents/claude-code/hook?wait=590`,
              headers: { Authorization: 'Bearer $HOLDPOINT_TOKEN' },
              allowedEnvVars: ['HOLDPOINT_TOKEN'],
              timeout: 600,
              onFailure: 'block',
            },
          ],
        },
      ],
    },
  };
}

function mcpServer(address: string): object {
  return {
    mcpServers: {
      holdpoint: {
        type: 'http',
        url: `${address}/mcp`,
        headers: { Authorization: 'Bearer ${HOLDPOINT_TOKEN}' },
        timeout: 86_400_000,
      },
    },
  };
}
