/**
 * How things stand with the service. `live`: what it says arrives, and has arrived within the last 35 s.
 * `signed-out`: it wants to know who is asking. `refused`: who is asking may see nothing. `offline`: the browser says
 * that it has no network.
 */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'signed-out' | 'refused';

/** The service shows every 15 s that it lives: a stream that is silent for longer than two of these is dead. */
const SILENCE = 35_000;
/** A service that is there begins to answer at once; a connection that was kept open may be dead. */
const ANSWER = 10_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const SIGN_IN_PAUSE = 15_000;
/** Permissions change seldom, and each try is told in the service's log. */
const REFUSED_PAUSE = 5 * 60_000;

/**
 * When to connect, and what may be said of it. Pure: times are handed in, in milliseconds of a clock that never goes
 * back. A method that returns true wants a connection to be opened, right after the event `last`, in place of any
 * that is open.
 */
export class StreamMachine {
  state: Connection = 'connecting';
  /** When `onTime` has something to do. */
  due = 0;
  private isOpen = false;
  private failures = 0;
  private retry = 0;

  constructor(
    /** The number of the last event that was heard. */
    public last: number | null,
    private isOnline: boolean,
    private readonly random: () => number,
  ) {}

  start(now: number): boolean {
    return this.open(now);
  }

  /** Something came, be it a part of an event. */
  onBytes(now: number): void {
    this.due = now + SILENCE;
  }

  /** An event came; `number` is null where it has none. */
  onEvent(number: number | null): void {
    this.last = number ?? this.last;
    this.failures = 0;
    this.state = 'live';
  }

  /** The service said how long to wait before coming back. */
  onRetry(millis: number): void {
    this.retry = millis;
  }

  /** The connection ended, or there was none. */
  onEnd(now: number): void {
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.failures++) * (0.5 + this.random() / 2);
    this.wait(now, Math.max(this.retry, pause), this.isOnline ? 'reconnecting' : 'offline');
  }

  onSignedOut(now: number): void {
    this.wait(now, SIGN_IN_PAUSE, 'signed-out');
  }

  onRefused(now: number): void {
    this.wait(now, REFUSED_PAUSE, 'refused');
  }

  onTime(now: number): boolean {
    if (now < this.due) {
      return false;
    }
    return this.isOpen ? this.openAnew(now) : this.open(now);
  }

  /** Somebody looks, or has signed in: a pause is over. */
  onNudge(now: number): boolean {
    return this.isOpen ? this.onTime(now) : this.open(now);
  }

  onOnline(now: number): boolean {
    this.isOnline = true;
    return !this.isOpen && this.open(now);
  }

  /** Whether the service is still reached shows only a connection anew: on this machine itself it may be. */
  onOffline(now: number): boolean {
    this.isOnline = false;
    if (this.isOpen) {
      return this.openAnew(now);
    }
    this.state = 'offline';
    return false;
  }

  private open(now: number): true {
    this.isOpen = true;
    this.due = now + ANSWER;
    return true;
  }

  private openAnew(now: number): true {
    this.state = this.state === 'live' ? 'reconnecting' : this.state;
    return this.open(now);
  }

  private wait(now: number, pause: number, state: Connection): void {
    this.isOpen = false;
    this.due = now + pause;
    this.state = state;
  }
}
