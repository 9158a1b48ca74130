import { readJson, writeJson } from '../model/json';
import type { StreamEvent } from './event-stream';

interface Sync {
  readonly pending: readonly { readonly id: string }[];
  readonly truncated: boolean;
}

/** What is pending, as a stream told it: so that a tab that comes later need not ask the server. */
export class Ledger {
  /** That of the last event; null before the first. */
  number: number | null = null;
  private isTruncated = false;
  /** Texts, as the server wrote them, oldest first. */
  private readonly pending = new Map<string, string>();

  take(event: StreamEvent): void {
    this.number = event.number;
    if (event.name === 'sync') {
      const { pending, truncated } = readJson(event.data) as Sync;
      this.isTruncated = truncated;
      this.pending.clear();
      pending.forEach((interaction) => this.pending.set(interaction.id, writeJson(interaction)));
      return;
    }
    const { id } = JSON.parse(event.data) as { id: string };
    if (event.name === 'interaction-requested') {
      this.pending.set(id, event.data);
    } else {
      this.pending.delete(id);
    }
  }

  /** All that is pending, as the server would tell it at the last event that was taken; null before the first. */
  sync(): StreamEvent | null {
    return this.number === null
      ? null
      : {
          number: this.number,
          name: 'sync',
          data: `{"pending":[${[...this.pending.values()].join(',')}],"truncated":${this.isTruncated}}`,
        };
  }
}
