import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { list } from '../model/api';
import { historyQuery } from '../model/history';
import { inbox } from '../model/inbox';
import type { Interaction } from '../model/interaction';
import { current } from '../model/route';
import { Watching } from '../parts/watching';

/** How many are loaded at a time. */
const PAGE = 50;
/** How long a filter must stand still before the list is asked for, in milliseconds. */
const STILL = 250;

/**
 * What was decided, as far as it was loaded for the filters in the URL. A page of a search may be short, for the
 * service looks at so much for each: it is asked on until enough was found, all was seen, or the reader has enough.
 */
export class HistoryPages implements ReactiveController {
  items: readonly Interaction[] = [];
  isLoading = true;
  failure = '';
  /** Something was decided since the list was asked for. */
  isStale = false;
  private next: string | null = null;
  /** Numbers what is being loaded: an answer to anything earlier is dropped. */
  private loading = 0;
  private timer = 0;
  private asked = '';
  private pendingBefore = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
    new Watching(host, this.onInbox, this.onRoute);
  }

  get hasMore(): boolean {
    return this.next !== null;
  }

  hostConnected(): void {
    void this.load();
  }

  hostDisconnected(): void {
    window.clearTimeout(this.timer);
    this.stop();
  }

  /** Loads the list from its beginning. */
  async load(): Promise<void> {
    this.asked = historyQuery(current()).toString();
    this.isStale = false;
    this.next = null;
    await this.read([]);
  }

  /** Loads what comes after it. */
  async more(): Promise<void> {
    await this.read(this.items);
  }

  /** Leaves it at what was found. */
  stop(): void {
    this.loading++;
    this.isLoading = false;
    this.host.requestUpdate();
  }

  private async read(before: readonly Interaction[]): Promise<void> {
    const loading = ++this.loading;
    const query = new URLSearchParams(this.asked);
    query.set('limit', String(PAGE));
    let found = before;
    this.isLoading = true;
    this.host.requestUpdate();
    try {
      do {
        if (this.next !== null) query.set('cursor', this.next);
        const page = await list(query);
        if (loading !== this.loading) return;
        found = [...found, ...page.items];
        this.items = found;
        this.next = page.nextCursor;
        this.failure = '';
        this.host.requestUpdate();
      } while (this.next !== null && found.length < before.length + PAGE);
    } catch (failure) {
      if (loading !== this.loading) return;
      this.failure = failure instanceof Error ? failure.message : String(failure);
    }
    this.isLoading = false;
    this.host.requestUpdate();
  }

  private readonly onRoute = () => {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (historyQuery(current()).toString() !== this.asked) void this.load();
    }, STILL);
    this.host.requestUpdate();
  };

  private readonly onInbox = () => {
    const now = inbox.pendingCount();
    this.isStale ||= now < this.pendingBefore;
    this.pendingBefore = now;
    this.host.requestUpdate();
  };
}
