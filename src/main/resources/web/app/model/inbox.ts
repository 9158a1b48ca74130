import { SharedStream, type Listener } from '../stream/shared-stream';
import type { Connection, StreamEvent } from '../stream/event-stream';
import { byUrgency, type Interaction } from './interaction';
import { readJson, writeJson } from './json';
import { list } from './api';

interface Sync {
  readonly pending: readonly Interaction[];
  readonly truncated: boolean;
}

/** How long an outcome stays in the list after it was settled, in milliseconds. */
const LINGER = 6_000;

/**
 * What is pending, and what was just decided, as the server said it. Dispatches `change` whenever it is another, and
 * `asked` (with the interaction) when something new is asked while the page is open.
 */
export class Inbox extends EventTarget implements Listener {
  connection: Connection = 'connecting';
  /** False until the first snapshot has come. */
  isLoaded = false;
  /** Grows with each `change`. */
  revision = 0;
  private number = 0;
  private isListing = false;
  private readonly known = new Map<string, Interaction>();
  private readonly leaving = new Set<string>();
  /** What was settled while the rest is listed: a page may be older than that. */
  private readonly settledMeanwhile = new Set<string>();

  start(): void {
    new SharedStream(this);
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
    this.number = event.number;
    if (event.name === 'sync') {
      this.replaceAll(readJson(event.data) as Sync);
    } else {
      this.take(readJson(event.data) as Interaction);
    }
    this.changed();
  }

  onState(state: Connection): void {
    if (this.connection !== state) {
      this.connection = state;
      this.changed();
    }
  }

  snapshot(): StreamEvent | null {
    const pending = this.items().filter((interaction) => interaction.status === 'pending');
    return this.isLoaded
      ? { number: this.number, name: 'sync', data: writeJson({ pending, truncated: false } satisfies Sync) }
      : null;
  }

  /** What an answer of the server told of an interaction, which may come before its event or after. */
  learn(settled: Interaction): void {
    this.settle(settled);
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
    if (sync.truncated) {
      void this.loadTheRest();
    }
  }

  /** A snapshot is cut at 1,000: what lies beyond it is listed, page by page. */
  private async loadTheRest(): Promise<void> {
    this.isListing = true;
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: '500' });
      if (cursor !== null) {
        query.set('cursor', cursor);
      }
      const page = await list(query);
      for (const interaction of page.items) {
        if (!this.known.has(interaction.id) && !this.settledMeanwhile.has(interaction.id)) {
          this.known.set(interaction.id, interaction);
        }
      }
      this.changed();
      cursor = page.nextCursor;
    } while (cursor !== null);
    this.isListing = false;
    this.settledMeanwhile.clear();
  }

  private take(interaction: Interaction): void {
    if (interaction.status !== 'pending') {
      this.settle(interaction);
    } else if (!this.known.has(interaction.id)) {
      this.known.set(interaction.id, interaction);
      this.dispatchEvent(new CustomEvent('asked', { detail: interaction }));
    }
  }

  private settle(settled: Interaction): void {
    if (this.isListing) {
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
