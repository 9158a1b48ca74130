/** One event of `GET /v1/events`, with its number; `data` is JSON as the server wrote it. */
export interface StreamEvent {
  readonly number: number;
  readonly name: string;
  readonly data: string;
}

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline';

const NAMES = [
  'sync',
  'interaction-requested',
  'interaction-resolved',
  'interaction-rejected',
  'interaction-expired',
  'interaction-cancelled',
];
const LONGEST_PAUSE = 15_000;

/** A connection to the event stream that comes back by itself, right after the last event that it saw. */
export class EventStream {
  private source: EventSource | null = null;
  private last: number | null;
  private failures = 0;
  private timer = 0;
  private readonly onOnline = () => this.open();
  private readonly onOffline = () => this.onState('offline');

  constructor(
    lastNumber: number | null,
    private readonly onEvent: (event: StreamEvent) => void,
    private readonly onState: (state: Connection) => void,
  ) {
    this.last = lastNumber;
    window.addEventListener('online', this.onOnline);
    window.addEventListener('offline', this.onOffline);
    this.open();
  }

  close(): void {
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('offline', this.onOffline);
    window.clearTimeout(this.timer);
    this.source?.close();
  }

  private open(): void {
    window.clearTimeout(this.timer);
    this.source?.close();
    const source = new EventSource('/v1/events' + (this.last === null ? '' : `?lastEventId=${this.last}`));
    this.source = source;
    source.onopen = () => this.onState('live');
    source.onerror = () => this.onError(source);
    for (const name of NAMES) {
      source.addEventListener(name, (event: MessageEvent<string>) => this.take(name, event));
    }
  }

  private take(name: string, event: MessageEvent<string>): void {
    this.failures = 0; // a server that stops opens streams too, and ends them
    this.last = Number(event.lastEventId);
    this.onEvent({ number: this.last, name, data: event.data });
  }

  /** The browser's own retries end where the server answers anything but a stream, and know no backoff: ours do. */
  private onError(source: EventSource): void {
    source.close();
    this.onState(navigator.onLine ? 'reconnecting' : 'offline');
    const pause = Math.min(LONGEST_PAUSE, 500 * 2 ** this.failures++);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.open(), pause * (0.5 + Math.random() / 2));
  }
}
