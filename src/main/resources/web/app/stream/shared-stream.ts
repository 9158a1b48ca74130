import { EventStream, type Connection, type StreamEvent } from './event-stream';

const NAME = 'holdpoint-stream';
const BEAT = 10_000;
/** Timers of hidden tabs fire once a minute: a holder that is silent for longer than this is not there. */
const SILENCE = 90_000;

/** What tabs of one browser tell each other: a hint only, the server alone decides. */
type Message =
  | { readonly kind: 'event'; readonly event: StreamEvent; readonly previous: number | null }
  | { readonly kind: 'state'; readonly state: Connection }
  | { readonly kind: 'hello' }
  | { readonly kind: 'snapshot'; readonly sync: StreamEvent; readonly state: Connection };

export interface Listener {
  onEvent(event: StreamEvent): void;
  onState(state: Connection): void;
  /** All that is pending, as a `sync` with the number of the last event that was taken; null before the first. */
  snapshot(): StreamEvent | null;
}

/**
 * One event stream for all tabs of a browser: a Web Lock elects the tab that holds it, a BroadcastChannel relays what
 * it hears. When the holder closes, the next tab takes over after the last event that it saw itself, so that nothing is
 * missed. Without Web Locks (plain http beyond localhost) each tab has a stream of its own.
 */
export class SharedStream {
  private readonly channel = new BroadcastChannel(NAME);
  private hasStream = false;
  private isHolder = false;
  private last: number | null = null;
  private state: Connection = 'connecting';
  private hello = 0;
  private silence = 0;

  constructor(private readonly listener: Listener) {
    if (!('locks' in navigator)) {
      this.open();
      return;
    }
    this.channel.onmessage = (message: MessageEvent<Message>) => this.onMessage(message.data);
    void navigator.locks.request(NAME, () => {
      this.isHolder = true;
      this.open();
      window.setInterval(() => this.tell({ kind: 'state', state: this.state }), BEAT);
      return new Promise<never>(() => {});
    });
    this.sayHello();
    this.heard();
  }

  private open(): void {
    window.clearTimeout(this.hello);
    window.clearTimeout(this.silence);
    if (this.hasStream) {
      return;
    }
    this.hasStream = true;
    new EventStream(
      this.last,
      (event) => this.relay(event),
      (state) => {
        this.take(state);
        this.tell({ kind: 'state', state });
      },
    );
  }

  private relay(event: StreamEvent): void {
    const previous = this.last;
    this.last = event.number;
    this.listener.onEvent(event);
    this.tell({ kind: 'event', event, previous });
  }

  private tell(message: Message): void {
    if (this.isHolder || message.kind === 'hello') {
      this.channel.postMessage(message);
    }
  }

  private onMessage(message: Message): void {
    if (message.kind === 'hello') {
      const sync = this.listener.snapshot();
      if (sync !== null) {
        this.tell({ kind: 'snapshot', sync, state: this.state });
      }
    } else if (!this.hasStream) {
      this.heard();
      this.follow(message);
    }
  }

  private follow(message: Exclude<Message, { kind: 'hello' }>): void {
    switch (message.kind) {
      case 'state':
        this.take(message.state);
        break;
      case 'snapshot':
        window.clearTimeout(this.hello);
        this.take(message.state);
        if (this.last === null || message.sync.number >= this.last) {
          this.accept(message.sync);
        }
        break;
      case 'event':
        if (message.event.name === 'sync' || message.previous === this.last) {
          this.accept(message.event);
        } else if (this.last === null || message.event.number > this.last) {
          this.sayHello(); // something was missed: this tab was frozen, or began meanwhile
        }
    }
  }

  private accept(event: StreamEvent): void {
    this.last = event.number;
    this.listener.onEvent(event);
  }

  private sayHello(): void {
    window.clearTimeout(this.hello);
    this.tell({ kind: 'hello' });
    this.hello = window.setTimeout(() => this.sayHello(), 2_000);
  }

  /** The holder lives; if it falls silent, this tab opens a stream of its own. */
  private heard(): void {
    window.clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.open(), SILENCE);
  }

  private take(state: Connection): void {
    this.state = state;
    this.listener.onState(state);
  }
}
