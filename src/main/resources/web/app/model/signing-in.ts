import { standingOf, type Account } from './account';
import { access } from './access';
import { own, textOf } from './interaction';
import { readJson } from './json';
import { me } from './me';
import { session } from './session';

/** Why a link did not sign anybody in. */
export type Failure = 'spent' | 'later' | 'unreached' | 'refused';

export type SigningPhase =
  | { readonly kind: 'asking' }
  /** Somebody is signed in already. */
  | { readonly kind: 'doubtful'; readonly account: Account }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly detail: string }
  | { readonly kind: 'over' };

/**
 * From a link's secret to somebody who is signed in; asked first where it would be in the place of another. Dispatches
 * `change`.
 */
export class SigningIn extends EventTarget {
  phase: SigningPhase = { kind: 'asking' };

  constructor(private readonly secret: string) {
    super();
  }

  /** Finds out whether somebody is signed in, and goes on where nobody is. */
  async start(): Promise<void> {
    if (this.secret === '') {
      this.fail('spent');
      return;
    }
    await me.settled();
    const { account } = me;
    if (account !== null && account.via !== 'none' && !access.isSignedOut) {
      this.become({ kind: 'doubtful', account });
    } else {
      await this.send();
    }
  }

  /** Takes the link. */
  async send(): Promise<void> {
    this.become({ kind: 'sending' });
    try {
      const response = await post('v1/sign-in', { secret: this.secret }, {});
      const text = await response.text();
      await this.onAnswer(response.status, text);
    } catch {
      this.fail('unreached');
    }
  }

  /** Leaves it: whoever is signed in stays so. */
  leave(): void {
    this.become({ kind: 'over' });
  }

  private async onAnswer(status: number, text: string): Promise<void> {
    const body = status === 200 ? (readJson(text) as { readonly token?: string }) : {};
    const standing = standingOf(status, body);
    if (standing?.kind === 'known') {
      const before = session.headers;
      session.signIn(body.token ?? null);
      me.take(standing);
      this.become({ kind: 'over' });
      await endSession(before);
    } else if (status === 401 || status === 429) {
      this.fail(status === 401 ? 'spent' : 'later');
    } else {
      this.fail('refused', detailOf(text) || `The service answered ${status}.`);
    }
  }

  private fail(failure: Failure, detail = ''): void {
    this.become({ kind: 'failed', failure, detail });
  }

  private become(phase: SigningPhase): void {
    this.phase = phase;
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * Signs out, in all tabs of the browser; with a provider, there too, where this tab goes. Throws where the service
 * could not be reached: nobody is signed out then.
 */
export async function signOut(): Promise<void> {
  const answer = await post('v1/sign-out', {}, session.headers);
  session.signOut();
  const elsewhere = answer.headers.get('Location');
  if (elsewhere !== null && /^https?:/i.test(elsewhere)) location.assign(elsewhere);
}

/** The session in whose place another is ends: nobody could end it later. That of a cookie the service replaced. */
async function endSession(headers: Readonly<Record<string, string>>): Promise<void> {
  if (headers['Authorization'] !== undefined) {
    await post('v1/sign-out', {}, headers).catch(() => {}); // it ends by itself, then
  }
}

function post(path: string, body: object, headers: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(15_000),
  });
}

function detailOf(text: string): string {
  try {
    return textOf(own(JSON.parse(text), 'detail'));
  } catch {
    return '';
  }
}
