import type { Credential } from '../stream/credential';
import { newKey } from './keys';

const PREFIX = 'holdpoint.session ';

interface Turn {
  readonly mark: string;
  readonly isSignedIn: boolean;
}

/**
 * What this browser shows to the service to be known. Over plain http it is a token, kept for the address below which
 * the page lies: another service at the same host has its own. Over https it is a cookie, which no script sees.
 * Dispatches `change`, with whether somebody signed in or out, in all tabs of the browser.
 */
export class Session extends EventTarget {
  token: string | null = null;
  private mark: string | null = null;
  private name = PREFIX;
  private channel: BroadcastChannel | null = null;

  /** From now on it has what is kept, and hears what other tabs do. */
  start(): void {
    this.name = PREFIX + new URL('.', location.href).pathname;
    this.token = read(this.name);
    this.channel = new BroadcastChannel(this.name);
    this.channel.onmessage = ({ data }: MessageEvent<Turn>) => this.become(null, data);
    window.addEventListener('storage', (event) => {
      if (event.key === this.name || event.key === null) this.reread();
    });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.reread());
  }

  get headers(): Readonly<Record<string, string>> {
    return this.token === null ? {} : { Authorization: `Bearer ${this.token}` };
  }

  get credential(): Credential {
    return { token: this.token, mark: this.token ?? this.mark };
  }

  /** Somebody signed in, in this tab; without a token it was a cookie that the service set. */
  signIn(token: string | null): void {
    this.turn(token, true);
  }

  signOut(): void {
    this.turn(null, false);
  }

  /** A token is told to the others by its being kept, so that they have it when they hear of it. */
  private turn(token: string | null, isSignedIn: boolean): void {
    const turn = { mark: newKey(), isSignedIn };
    if (token === null && this.token === null) {
      this.channel?.postMessage(turn satisfies Turn);
    }
    write(this.name, token);
    this.become(token, turn);
  }

  private reread(): void {
    const token = read(this.name);
    if (token !== this.token) {
      this.become(token, { mark: newKey(), isSignedIn: token !== null });
    }
  }

  private become(token: string | null, { mark, isSignedIn }: Turn): void {
    this.token = token;
    this.mark = mark;
    this.dispatchEvent(new CustomEvent('change', { detail: isSignedIn }));
  }
}

export const session = new Session();

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // the browser forbids it: who signs in is known in that tab, until it is loaded anew
  }
}

function write(name: string, token: string | null): void {
  try {
    if (token === null) localStorage.removeItem(name);
    else localStorage.setItem(name, token);
  } catch {
    // it holds for this tab then
  }
}
