import { workerFile } from '../workers/file';
import type { Credential } from './credential';
import { EventStream, type StreamEvent } from './event-stream';
import type { FromTab, FromWorker } from './messages';
import type { Connection } from './stream-machine';
import type { Sight, TabListener, TabSource } from './tab-stream';

const BEAT = 1_000;
/** Beats that a worker may leave unanswered. */
const PATIENCE = 1;
/** Every so many beats without an answer the tab joins anew. */
const REJOIN = 10;

/**
 * A tab's end of the stream that a worker holds for all tabs of a browser. A worker that falls silent has crashed:
 * the tab joins another. Where that does not answer either (a tab in whose process it lives is blocked), a tab that
 * can be seen has a stream of its own until the worker knows as much. Others wait: a browser has few connections to a
 * service.
 */
export class SharedStream implements TabSource {
  private port: MessagePort | null = null;
  private own: EventStream | null = null;
  private last: number | null = null;
  private unanswered = 0;
  private isWelcome = false;
  private sight: Sight = 'hidden';
  private timer = 0;

  /**
   * Where the browser has no worker for us, `onRefused` is told the last event that was heard; then this one is over.
   */
  constructor(
    private readonly address: string,
    private credential: Credential,
    private readonly listener: TabListener,
    private readonly onRefused: (last: number | null) => void,
  ) {
    this.comeBack();
  }

  look(sight: Sight): void {
    this.sight = sight;
    if (sight !== 'hidden') {
      this.say({ kind: 'nudge' });
      this.own?.nudge();
    }
  }

  offer(id: string, isSeen: boolean): void {
    if (this.own === null) {
      this.say({ kind: 'offer', id, isSeen });
    } else {
      this.listener.onTell(id);
    }
  }

  /** What the worker told of before is nobody's any more: only what follows its welcome counts. */
  renew(credential: Credential): void {
    this.credential = credential;
    this.last = null;
    this.isWelcome = false;
    this.say({ kind: 'renew', credential });
    if (this.own !== null) {
      this.own.close();
      this.listener.onState('connecting');
      this.standIn();
    }
  }

  leave(): void {
    self.clearInterval(this.timer);
    this.say({ kind: 'bye' });
    this.port?.close();
    this.own?.close();
    this.own = null;
  }

  comeBack(): void {
    this.timer = self.setInterval(() => this.beat(), BEAT);
    this.join();
  }

  private join(): void {
    this.unanswered = 0;
    this.isWelcome = false;
    this.port?.close();
    try {
      const worker = new SharedWorker(workerFile('stream'), { type: 'module', name: this.address });
      worker.onerror = () => this.onRefusal();
      worker.port.onmessage = (message: MessageEvent<FromWorker>) => this.hear(message.data);
      this.port = worker.port;
      this.hello();
    } catch {
      queueMicrotask(() => this.onRefusal()); // a browser that keeps nothing for the page may forbid it
    }
  }

  private onRefusal(): void {
    this.leave();
    this.onRefused(this.last);
  }

  private beat(): void {
    this.unanswered++;
    const isSilent = this.unanswered > PATIENCE;
    if ((isSilent && this.isWelcome) || this.unanswered > REJOIN) {
      this.rejoin();
    } else if (isSilent && this.own === null && this.sight !== 'hidden') {
      this.standIn();
    }
    this.say({ kind: 'ping' });
  }

  private rejoin(): void {
    this.join();
    if (this.own === null) {
      this.listener.onState('connecting');
    }
  }

  private standIn(): void {
    this.own = new EventStream(this.address, this.credential.token, this.last, {
      onEvent: (event) => this.accept(event),
      onState: (state) => this.listener.onState(state),
      onTime: (at) => this.listener.onTime(at),
    });
  }

  private hear(message: FromWorker): void {
    this.unanswered = 0;
    switch (message.kind) {
      case 'welcome':
        this.isWelcome = true;
        if (this.own === null || this.knowsAsMuch(message.state, message.sync?.number)) {
          this.follow(message);
        }
        break;
      case 'pong':
        if (this.own !== null && this.knowsAsMuch(message.state, message.number)) {
          this.hello();
        }
        break;
      case 'tell':
        this.listener.onTell(message.id);
        break;
      default:
        if (this.own === null && this.isWelcome) {
          this.take(message);
        }
    }
  }

  private knowsAsMuch(state: Connection, number: number | null | undefined): boolean {
    return state === 'live' && typeof number === 'number' && number >= (this.last ?? 0);
  }

  private follow({ state, sync, at }: Extract<FromWorker, { kind: 'welcome' }>): void {
    this.own?.close();
    this.own = null;
    if (at !== null) {
      this.listener.onTime(at);
    }
    this.listener.onState(state);
    if (sync !== null) {
      this.accept(sync);
    }
  }

  private take(message: Extract<FromWorker, { kind: 'event' | 'state' | 'time' }>): void {
    switch (message.kind) {
      case 'event':
        this.accept(message.event);
        break;
      case 'state':
        this.listener.onState(message.state);
        break;
      case 'time':
        this.listener.onTime(message.at);
    }
  }

  private accept(event: StreamEvent): void {
    this.last = event.number;
    this.listener.onEvent(event);
  }

  private hello(): void {
    this.say({ kind: 'hello', credential: this.credential });
  }

  private say(message: FromTab): void {
    this.port?.postMessage(message);
  }
}
