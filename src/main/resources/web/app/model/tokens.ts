import type { Permission } from './account';
import { call, problemOf, type FieldError } from './api';
import { textOf, type Identity } from './interaction';
import { readJson } from './json';

/** An access token as the service keeps it; what it is itself is shown once, when it is made. */
export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly sessions: readonly string[] | null;
  readonly types: readonly string[] | null;
  readonly person: { readonly name: string } | null;
  readonly createdAt: string;
  readonly createdBy: Identity | null;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  /** The token that begot it; null where none did. */
  readonly parent: string | null;
  /** The last characters of the token. */
  readonly ending: string;
}

/** A token in its place: below the one that begot it. */
export interface Placed {
  readonly record: TokenRecord;
  readonly depth: number;
  readonly parent: TokenRecord | null;
}

/** How long a token is good, as the contract has it, and in words. */
export const TERMS: readonly (readonly [string, string])[] = [
  ['PT1H', '1 hour'],
  ['P1D', '1 day'],
  ['P30D', '30 days'],
  ['P90D', '90 days'],
  ['P365D', '1 year'],
];

/** What a form says of a token, or of a link, that is to be made. */
export interface Wanted {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly sessions: string;
  readonly types: string;
  readonly expiresIn: string;
  readonly person: string;
}

export type Made<Answer> =
  | { readonly kind: 'made'; readonly answer: Answer }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'refused'; readonly detail: string };

/** Tokens that nobody begot, the newest first; below each what descends from it. */
export function inFamilies(records: readonly TokenRecord[]): Placed[] {
  const known = new Set<string | null>(records.map(({ id }) => id));
  const children = new Map<string | null, TokenRecord[]>();
  for (const record of [...records].sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))) {
    const parent = known.has(record.parent) ? record.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), record]);
  }
  const below = (parent: TokenRecord | null, depth: number): Placed[] =>
    (children.get(parent?.id ?? null) ?? []).flatMap((record) => [
      { record, depth, parent },
      ...below(record, depth + 1),
    ]);
  return below(null, 0);
}

/** All that descends from a token, as far as it is in the list. */
export function descendantsOf(record: TokenRecord, records: readonly TokenRecord[]): TokenRecord[] {
  return records
    .filter((one) => one.parent === record.id)
    .flatMap((child) => [child, ...descendantsOf(child, records)]);
}

/** The body that asks for a token. What is left empty is not limited. */
export function tokenBody(wanted: Wanted): object {
  const person = wanted.person.trim();
  return { ...linkBody(wanted), expiresIn: wanted.expiresIn, ...(person === '' ? {} : { person: { name: person } }) };
}

/** The body that asks for a sign-in link. */
export function linkBody({ name, permissions, sessions, types }: Wanted): object {
  return { name: name.trim(), permissions, ...listed('sessions', sessions), ...listed('types', types) };
}

/** What the service finds wrong with a member, whichever of its elements it is; `''`: with none that has a field. */
export function errorsAt(member: string, errors: readonly FieldError[], fields: readonly string[]): string[] {
  return errors
    .filter(({ pointer }) => {
      const at = pointer.split('/')[1] ?? '';
      return (fields.includes(at) ? at : '') === member;
    })
    .map(({ pointer, detail }) => (member === '' && pointer !== '' ? `${pointer}: ${detail}` : detail));
}

/** A command that uses a token for what it may do. */
export function curlWith(token: string, { permissions, sessions, types }: TokenRecord, page: string): string {
  const lines = [`HOLDPOINT_TOKEN='${token}'`, `curl -s -H "Authorization: Bearer $HOLDPOINT_TOKEN" \\`];
  const address = new URL('v1/interactions', page).href;
  if (!permissions.includes('ask')) {
    return [...lines, `  ${quoted(address)}`].join('\n');
  }
  const body = {
    type: types?.[0] ?? 'permission',
    sessionId: sessions?.[0]?.replace(/\*$/, 'first-steps') ?? 'first-steps',
    title: 'May I?',
  };
  return [
    ...lines,
    `  -H 'Content-Type: application/json' -H 'Prefer: wait=60' \\`,
    `  --data ${quoted(JSON.stringify(body))} \\`,
    `  ${quoted(address)}`,
  ].join('\n');
}

export async function tokens(): Promise<readonly TokenRecord[]> {
  const response = await call('v1/tokens');
  const answer = await bodyOf(response);
  if (!response.ok) {
    throw new Error(detailOf(answer, response.status));
  }
  return answer['items'] as readonly TokenRecord[];
}

/** One that is not there any more is revoked. */
export async function revoke(id: string): Promise<void> {
  const response = await call(`v1/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' });
  if (!response.ok && response.status !== 404) {
    throw new Error(detailOf(await bodyOf(response), response.status));
  }
}

export function makeToken(wanted: Wanted): Promise<Made<TokenRecord & { readonly token: string }>> {
  return make('v1/tokens', tokenBody(wanted));
}

export function makeLink(wanted: Wanted): Promise<Made<{ readonly url: string; readonly expiresAt: string }>> {
  return make('v1/sign-in-links', linkBody(wanted));
}

async function make<Answer>(path: string, body: object): Promise<Made<Answer>> {
  const response = await call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await bodyOf(response);
  if (response.ok) {
    return { kind: 'made', answer: answer as Answer };
  }
  const errors = answer['errors'] as readonly FieldError[] | undefined;
  return errors === undefined || errors.length === 0
    ? { kind: 'refused', detail: detailOf(answer, response.status) }
    : { kind: 'invalid', errors };
}

async function bodyOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    return readJson(await response.text()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function detailOf(answer: Readonly<Record<string, unknown>>, status: number): string {
  return textOf(answer['detail']) || textOf(answer['title']) || problemOf(answer) || String(status);
}

/** One a line, or with commas between them. */
function listed(member: string, text: string): object {
  const found = text
    .split(/[\n,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return found.length === 0 ? {} : { [member]: [...new Set(found)] };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
