import type { StreamEvent } from '../stream/event-stream';
import type { Connection } from '../stream/stream-machine';
import type { Crowd, Offers, TabListener } from '../stream/tab-stream';
import { access } from './access';
import { list } from './api';
import { setClock } from './clock';
import { byUrgency, type Interaction } from './interaction';
import { readJson } from './json';
import { pause } from './pause';

interface Sync {
  readonly pending: readonly Interaction[];
  readonly truncated: boolean;
}

/** How long an outcome stays in the list after it was settled, in milliseconds. */
const LINGER = 6_000;
/** After this, in milliseconds, a page that could not be loaded is asked for again. */
const RETRY = 5_000;

/**
 * What is pending, and what was just decided, as the server said it. Dispatches `change` whenever it is another, and
 * `tell` (with the interaction) when something new is asked and this tab is the one that tells its reader.
 */
export class Inbox extends EventTarget implements TabListener {
  connection: Connection = 'connecting';
  /** Tabs that get in each other's way; null where they do not. */
  crowd: Crowd | null = null;
  /** False until the first snapshot has come. */
  isLoaded = false;
  /** Grows with each `change`. */
  revision = 0;
  private stream: Offers | null = null;
  /** The listing of the rest that is under way. */
  private listing: object | null = null;
  private readonly known = new Map<string, Interaction>();
  private readonly leaving = new Set<string>();
  /** What was settled while the rest is listed: a page may be older than that. */
  private readonly settledMeanwhile = new Set<string>();

  /** From now on it hears what the stream tells. */
  start(open: (listener: TabListener) => Offers): void {
    this.stream = open(this);
  }

  /** Pending ones, and outcomes that still linger, soonest deadline first. */
  items(): Interaction[] {
    return [...this.known.values()].sort(byUrgency);
  }

  pendingCount(): number {
    return this.known.size - this.leaving.size;
  }

  get(id: string): Interaction | undefined {
    return this.known.get(id);
  }

  onEvent(event: StreamEvent): void {
    if (event.name === 'sync') {
      this.replaceAll(readJson(event.data) as Sync);
    } else {
      this.take(readJson(event.data) as Interaction);
    }
    this.changed();
  }

  onState(state: Connection): void {
    if (state === 'live' || state === 'signed-out') {
      access.become(state === 'signed-out');
    }
    if (this.connection !== state) {
      this.connection = state;
      this.changed();
    }
  }

  onTime(at: number): void {
    setClock(at);
  }

  onTell(id: string): void {
    const interaction = this.known.get(id);
    if (interaction?.status === 'pending') {
      this.dispatchEvent(new CustomEvent('tell', { detail: interaction }));
    }
  }

  onCrowd(crowd: Crowd | null): void {
    if (this.crowd?.count !== crowd?.count || this.crowd?.isWaiting !== crowd?.isWaiting) {
      this.crowd = crowd;
      this.changed();
    }
  }

  /** What an answer of the server told of an interaction, which may come before its event or after. */
  learn(settled: Interaction): void {
    this.settle(settled);
    this.changed();
  }

  /** Nobody is signed in any more: what was shown is not for whoever comes next. */
  forget(): void {
    this.known.clear();
    this.leaving.clear();
    this.listing = null;
    this.isLoaded = false;
    this.changed();
  }

  private replaceAll(sync: Sync): void {
    const now = new Set(sync.pending.map((interaction) => interaction.id));
    for (const [id, known] of this.known) {
      if (known.status === 'pending' && !now.has(id)) {
        this.known.delete(id); // settled while nobody told: the history has it
      }
    }
    for (const interaction of sync.pending) {
      if (this.known.get(interaction.id)?.status !== interaction.status && !this.leaving.has(interaction.id)) {
        this.known.set(interaction.id, interaction);
      }
    }
    this.isLoaded = true;
    this.listing = null;
    if (sync.truncated) {
      void this.loadTheRest();
    }
  }

  /** A snapshot is cut at 1,000: what lies beyond it is listed, page by page, as often as it takes. */
  private async loadTheRest(): Promise<void> {
    const listing = (this.listing = {});
    for (let cursor: string | null = ''; cursor !== null && this.listing === listing;) {
      try {
        cursor = await this.loadPage(cursor);
      } catch {
        await pause(RETRY);
      }
    }
    if (this.listing === listing) {
      this.listing = null;
      this.settledMeanwhile.clear();
    }
  }

  /** Gives the cursor of the next page; the first has none. */
  private async loadPage(cursor: string): Promise<string | null> {
    const page = await list(new URLSearchParams({ limit: '500', ...(cursor === '' ? {} : { cursor }) }));
    for (const interaction of page.items) {
      if (!this.known.has(interaction.id) && !this.settledMeanwhile.has(interaction.id)) {
        this.known.set(interaction.id, interaction);
      }
    }
    this.changed();
    return page.nextCursor;
  }

  private take(interaction: Interaction): void {
    if (interaction.status !== 'pending') {
      this.settle(interaction);
    } else if (!this.known.has(interaction.id)) {
      this.known.set(interaction.id, interaction);
      this.stream?.offer(interaction.id);
    }
  }

  private settle(settled: Interaction): void {
    if (this.listing !== null) {
      this.settledMeanwhile.add(settled.id);
    }
    if (!this.known.has(settled.id) || this.leaving.has(settled.id)) {
      return;
    }
    this.known.set(settled.id, settled);
    this.leaving.add(settled.id);
    window.setTimeout(() => {
      this.known.delete(settled.id);
      this.leaving.delete(settled.id);
      this.changed();
    }, LINGER);
  }

  private changed(): void {
    this.revision++;
    this.dispatchEvent(new Event('change'));
  }
}

export const inbox = new Inbox();
