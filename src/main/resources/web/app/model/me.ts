import { access } from './access';
import { after, standingOf, type Account, type Standing } from './account';
import { readJson } from './json';
import { pause } from './pause';
import { session } from './session';

/** After this, in milliseconds, the service is asked again where it could not answer. */
const RETRY = 5_000;

/**
 * Who the reader is. Dispatches `change`; and `another` where it is somebody else than it was in this tab, whose
 * questions, words and decisions are not theirs.
 */
export class Me extends EventTarget {
  standing: Standing = { kind: 'asked' };
  /** Who it was last, whether or not they have signed out since. */
  private last: string | null = null;
  /** The reading that is under way; what an earlier one is answered counts no more. */
  private reading: Promise<void> | null = null;

  /** From now on it is asked for whenever it may have changed. */
  start(): void {
    session.addEventListener('change', (event) => {
      if (!(event as CustomEvent<boolean>).detail) this.leave();
      void this.read();
    });
    access.addEventListener('change', () => {
      if (!access.isSignedOut && this.reading === null) void this.read();
    });
    window.addEventListener('pageshow', ({ persisted }) => persisted && void this.read());
    void this.read();
  }

  get account(): Account | null {
    return this.standing.kind === 'known' ? this.standing.account : null;
  }

  /** Null where nobody is known, or anybody is. */
  get id(): string | null {
    return this.account?.caller?.id ?? null;
  }

  /** Asks the service who it is. */
  read(): Promise<void> {
    const reading: Promise<void> = this.ask(() => this.reading === reading).finally(() => {
      if (this.reading === reading) this.reading = null;
    });
    this.reading = reading;
    return reading;
  }

  /** Over when no answer is awaited. */
  async settled(): Promise<void> {
    while (this.reading !== null) {
      await this.reading;
    }
  }

  /** What an answer said, be it to another question. */
  take(answer: Standing): void {
    const standing = after(this.standing, answer);
    const isSame = JSON.stringify(standing) === JSON.stringify(this.standing);
    this.standing = standing;
    if (answer.kind === 'known' || answer.kind === 'nobody') {
      access.become(answer.kind === 'nobody');
    }
    if (isSame) {
      return;
    }
    const who = nameIn(this.account);
    if (who !== null && this.last !== null && who !== this.last) {
      this.dispatchEvent(new Event('another'));
    }
    this.last = who ?? this.last;
    this.dispatchEvent(new Event('change'));
  }

  private leave(): void {
    const mode = this.account?.access ?? 'required';
    this.standing = { kind: 'asked' };
    this.take({ kind: 'nobody', access: mode, providers: [] });
  }

  private async ask(isAwaited: () => boolean): Promise<void> {
    await Promise.resolve(); // its caller has it by then
    while (isAwaited()) {
      const answer = await answered();
      if (answer !== null) {
        if (isAwaited()) this.take(answer);
        return;
      }
      await pause(RETRY);
    }
  }
}

export const me = new Me();

/** A person of one tenant is nobody in another. */
function nameIn(account: Account | null): string | null {
  return account?.caller == null ? null : `${account.tenant} ${account.caller.id}`;
}

/** Null where no answer came that says anything. */
async function answered(): Promise<Standing | null> {
  try {
    const signal = AbortSignal.timeout(15_000);
    const response = await fetch('v1/me', { headers: session.headers, redirect: 'manual', cache: 'no-store', signal });
    if (response.type === 'opaqueredirect') return { kind: 'untold' };
    const text = await response.text();
    return standingOf(response.status, bodyOf(text));
  } catch {
    return null;
  }
}

function bodyOf(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return null; // a page of a proxy
  }
}
