import { isObject, own, textOf, type Identity } from './interaction';

export type Permission = 'ask' | 'decide' | 'read' | 'manage';

/** How much the service has to know of who calls. */
export type AccessMode = 'local' | 'required' | 'open';

/** Who the reader is to the service, and what that lets them do; as `GET /v1/me` tells it. */
export interface Account {
  /** Null where anybody may do anything (`open`). */
  readonly caller: Identity | null;
  readonly tenant: string;
  readonly permissions: readonly Permission[];
  /** Only these sessions, or those that begin so (`ci-*`); null where it is all. */
  readonly sessions: readonly string[] | null;
  readonly types: readonly string[] | null;
  readonly via: 'link' | 'provider' | 'token' | 'none';
  readonly expiresAt: string | null;
  readonly access: AccessMode;
}

/** Where people sign in with an account that they have elsewhere. */
export interface Provider {
  readonly name: string;
  readonly href: string;
}

/** What is known of who the reader is. */
export type Standing =
  /** The service has not answered yet. */
  | { readonly kind: 'asked' }
  /** It does not tell: one of an older version, or something else before it that asks who calls. */
  | { readonly kind: 'untold' }
  | { readonly kind: 'known'; readonly account: Account }
  /** Nobody is signed in. */
  | { readonly kind: 'nobody'; readonly access: AccessMode; readonly providers: readonly Provider[] };

/** What an answer to the question who the reader is says by itself; null where it says nothing: it is asked again. */
export function standingOf(status: number, body: unknown): Standing | null {
  const access = accessOf(body);
  if (status === 200 && access !== null && Array.isArray(own(body, 'permissions'))) {
    const account = body as Account;
    const isNobody = account.caller === null && access !== 'open';
    return isNobody ? { kind: 'nobody', access, providers: [] } : { kind: 'known', account };
  }
  if (status === 401 && access !== null) {
    return { kind: 'nobody', access, providers: providersOf(own(body, 'providers')) };
  }
  return status === 429 || status >= 500 ? null : { kind: 'untold' };
}

/**
 * What is known after an answer. Whose session is over stays who they were: what they have before them is still theirs,
 * and they are told to sign in again. Who signed out is nobody at once, before any answer.
 */
export function after(before: Standing, answer: Standing): Standing {
  return before.kind === 'known' && answer.kind !== 'known' ? before : answer;
}

function accessOf(body: unknown): AccessMode | null {
  const access = own(body, 'access');
  return access === 'local' || access === 'required' || access === 'open' ? access : null;
}

/** A link that leads to a script is none. */
function providersOf(providers: unknown): Provider[] {
  const all = Array.isArray(providers) ? (providers as unknown[]) : [];
  return all
    .filter(isObject)
    .map((provider) => ({ name: textOf(own(provider, 'name')), href: textOf(own(provider, 'href')) }))
    .filter(({ name, href }) => name !== '' && href !== '' && !/^\s*(?!https?:)[a-z][a-z0-9+.-]*:/i.test(href));
}
