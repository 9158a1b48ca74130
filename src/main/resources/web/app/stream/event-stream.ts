import { asksToSignIn } from '../model/sign-in';
import { EventReader, type Frame } from './event-reader';
import { StreamMachine, type Connection } from './stream-machine';

/** One event of `GET /v1/events` that has a number; `data` is JSON as the server wrote it. */
export interface StreamEvent {
  readonly number: number;
  readonly name: string;
  readonly data: string;
}

export interface StreamListener {
  onEvent(event: StreamEvent): void;
  onState(state: Connection): void;
  /** The server's time, in milliseconds, as it was told now. */
  onTime(at: number): void;
}

/** How a connection ended, or that there was none: it was asked who it is, or whoever that is may hear nothing. */
type End = 'over' | 'signed-out' | 'refused';

/** Those that the page knows; others may come with a later version of the service. */
const NAMES = new Set([
  'sync',
  'interaction-requested',
  'interaction-resolved',
  'interaction-rejected',
  'interaction-expired',
  'interaction-cancelled',
]);

/**
 * A connection to the event stream that comes back by itself, right after the last event that it heard. It is one
 * caller's: who signs in anew hears from another.
 */
export class EventStream {
  private readonly machine: StreamMachine;
  private state: Connection = 'connecting';
  private request = new AbortController();
  private timer = 0;
  private readonly onOnline = () => this.follow(this.machine.onOnline(now()));
  private readonly onOffline = () => this.follow(this.machine.onOffline(now()));

  constructor(
    private readonly address: string,
    private readonly token: string | null,
    last: number | null,
    private readonly listener: StreamListener,
  ) {
    this.machine = new StreamMachine(last, navigator.onLine, Math.random);
    self.addEventListener('online', this.onOnline);
    self.addEventListener('offline', this.onOffline);
    this.follow(this.machine.start(now()));
  }

  /** Somebody looks: where it waits before it comes back, it does not wait any longer. */
  nudge(): void {
    this.follow(this.machine.onNudge(now()));
  }

  close(): void {
    self.removeEventListener('online', this.onOnline);
    self.removeEventListener('offline', this.onOffline);
    self.clearTimeout(this.timer);
    this.request.abort();
  }

  /** Does what the machine wants, and tells what it says. */
  private follow(wantsToOpen = false): void {
    if (wantsToOpen) {
      this.request.abort();
      this.request = new AbortController();
      void this.read(this.request.signal);
    }
    self.clearTimeout(this.timer);
    this.timer = self.setTimeout(() => this.follow(this.machine.onTime(now())), this.machine.due - now());
    if (this.state !== this.machine.state) {
      this.state = this.machine.state;
      this.listener.onState(this.state);
    }
  }

  private async read(signal: AbortSignal): Promise<void> {
    const end = await this.readToTheEnd(signal).catch((): End => 'over'); // a connection that broke has ended
    if (signal.aborted) return;
    switch (end) {
      case 'signed-out':
        this.machine.onSignedOut(now());
        break;
      case 'refused':
        this.machine.onRefused(now());
        break;
      default:
        this.machine.onEnd(now());
    }
    this.follow();
  }

  private async readToTheEnd(signal: AbortSignal): Promise<End> {
    const { last } = this.machine;
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (last !== null) {
      headers['Last-Event-ID'] = String(last);
    }
    if (this.token !== null) {
      headers['Authorization'] = `Bearer ${this.token}`;
    }
    const response = await fetch(this.address, { headers, signal, cache: 'no-store', redirect: 'manual' });
    const isStream = response.ok && response.headers.get('Content-Type')?.startsWith('text/event-stream');
    if (!isStream) {
      await response.body?.cancel();
      return asksToSignIn(response) ? 'signed-out' : response.status === 403 ? 'refused' : 'over';
    }
    const pieces = response.body!.getReader();
    const events = new EventReader();
    for (let piece = await pieces.read(); !piece.done && !signal.aborted; piece = await pieces.read()) {
      this.take(events, piece.value);
    }
    return 'over';
  }

  private take(events: EventReader, piece: Uint8Array): void {
    this.machine.onBytes(now());
    const { frames, retry } = events.read(piece);
    if (retry !== null) {
      this.machine.onRetry(retry);
    }
    frames.forEach((frame) => this.hear(frame));
    this.follow();
  }

  private hear({ name, data, lastId }: Frame): void {
    this.machine.onEvent(lastId === '' ? null : Number(lastId));
    if (name === 'alive') {
      this.listener.onTime(Date.parse((JSON.parse(data) as { at: string }).at));
    } else if (NAMES.has(name)) {
      this.listener.onEvent({ number: Number(lastId), name, data });
    }
  }
}

function now(): number {
  return performance.now();
}
