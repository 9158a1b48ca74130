import type { Credential } from './credential';
import { EventStream, type StreamEvent, type StreamListener } from './event-stream';
import { Ledger } from './ledger';
import type { FromTab, FromWorker } from './messages';
import { Spokesman } from './spokesman';
import type { Connection } from './stream-machine';

/** The worker's end of the line to a tab. */
export interface Port {
  onmessage: ((message: MessageEvent<FromTab>) => void) | null;
  postMessage(message: FromWorker): void;
}

/** Nobody tells of a tab that crashed. One that says nothing for longer than this gets nothing more until it does. */
const GONE = 150_000;

/** One event stream for all tabs of a browser, in a worker: a tab that comes later is told what it missed. */
export class Exchange implements StreamListener {
  /** Null until the first tab has said who asks. */
  private stream: EventStream | null = null;
  private mark: string | null = null;
  private ledger = new Ledger();
  private readonly spokesman = new Spokesman<Port>((port, id) => port.postMessage({ kind: 'tell', id }));
  /** The tabs, and when each of them was heard. */
  private readonly tabs = new Map<Port, number>();
  private state: Connection = 'connecting';
  /** By how much the server's clock is ahead of the worker's, which never goes back. */
  private ahead: number | null = null;

  constructor(private readonly address: string) {}

  join(port: Port): void {
    port.onmessage = ({ data }) => this.hear(port, data);
  }

  onEvent(event: StreamEvent): void {
    this.ledger.take(event);
    this.tellAll({ kind: 'event', event });
  }

  onState(state: Connection): void {
    this.state = state;
    this.tellAll({ kind: 'state', state });
  }

  onTime(at: number): void {
    this.ahead = at - performance.now();
    this.tabs.forEach((heardAt, port) => {
      if (heardAt + GONE < performance.now()) {
        this.tabs.delete(port);
      }
    });
    this.tellAll({ kind: 'time', at });
  }

  private hear(port: Port, message: FromTab): void {
    if (message.kind === 'bye') {
      this.tabs.delete(port);
      return;
    }
    if ('credential' in message) {
      this.listenAs(message.credential);
    }
    const isKnown = this.tabs.has(port);
    this.tabs.set(port, performance.now());
    if (!isKnown || 'credential' in message) {
      this.welcome(port);
    }
    switch (message.kind) {
      case 'ping':
        port.postMessage({ kind: 'pong', state: this.state, number: this.ledger.number });
        break;
      case 'nudge':
        this.stream?.nudge();
        break;
      case 'offer':
        this.spokesman.offer(port, message.id, message.isSeen);
    }
  }

  /** Somebody else may see something else: what was heard before is forgotten. */
  private listenAs({ token, mark }: Credential): void {
    if (this.stream !== null && (mark === null || mark === this.mark)) {
      return;
    }
    this.stream?.close();
    this.mark = mark;
    this.ledger = new Ledger();
    this.onState('connecting');
    this.stream = new EventStream(this.address, token, null, this);
  }

  private welcome(port: Port): void {
    const at = this.ahead === null ? null : this.ahead + performance.now();
    port.postMessage({ kind: 'welcome', state: this.state, sync: this.ledger.sync(), at });
  }

  private tellAll(message: FromWorker): void {
    this.tabs.forEach((_heardAt, port) => port.postMessage(message));
  }
}
