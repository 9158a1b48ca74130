import { access } from './access';
import { readJson, writeJson } from './json';
import { textOf, type Interaction } from './interaction';
import { session } from './session';
import { asksToSignIn } from './sign-in';

export type Verb = 'resolve' | 'reject' | 'cancel';

export interface FieldError {
  /** A JSON Pointer into the request's body. */
  readonly pointer: string;
  readonly detail: string;
}

/** What the server said of an attempt to settle. */
export type SettleAnswer =
  | { readonly kind: 'won'; readonly interaction: Interaction }
  | { readonly kind: 'lost'; readonly interaction: Interaction }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'refused'; readonly problem: string; readonly detail: string };

/** Nothing is known of what was sent: it may have arrived or not. The same key makes it safe to send it again. */
export class UnknownOutcome extends Error {}

/** The service asked who is calling, and did nothing. */
export class SignedOut extends Error {}

export interface Page {
  readonly items: readonly Interaction[];
  readonly nextCursor: string | null;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Sends one decision once. Throws {@link UnknownOutcome} where no answer of the service came, {@link SignedOut} where
 * it asked who sends it.
 */
export async function settle(id: string, verb: Verb, body: object, key: string): Promise<SettleAnswer> {
  let status: number;
  let answer: Record<string, unknown>;
  try {
    const response = await call(`v1/interactions/${encodeURIComponent(id)}/${verb}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${key}"` },
      body: writeJson(body),
      signal: AbortSignal.timeout(15_000),
    });
    status = response.status;
    answer = readJson(await response.text()) as Record<string, unknown>;
  } catch (failure) {
    throw failure instanceof SignedOut ? failure : new UnknownOutcome(String(failure));
  }
  if (status === 200) {
    return { kind: 'won', interaction: answer as unknown as Interaction };
  }
  if (status === 409) {
    return { kind: 'lost', interaction: answer['interaction'] as Interaction };
  }
  const detail = textOf(answer['detail']) || textOf(answer['title']) || String(status);
  if (status >= 500) {
    throw new UnknownOutcome(detail);
  }
  const errors = (answer['errors'] ?? []) as FieldError[];
  return errors.length > 0 && (status === 422 || status === 400)
    ? { kind: 'invalid', errors }
    : { kind: 'refused', problem: problemOf(answer), detail };
}

/** The name of a problem, as the contract has it (`own-request`); empty where it has none. */
export function problemOf(answer: Readonly<Record<string, unknown>>): string {
  return textOf(answer['type']).replace(/^urn:holdpoint:problem:/, '');
}

/** Null where there is no such interaction, and never was one with an id of that form. */
export async function find(id: string): Promise<Interaction | null> {
  if (!ID.test(id)) {
    return null;
  }
  const response = await call(`v1/interactions/${id}`);
  return response.status === 404 ? null : (readJson(await bodyOf(response)) as Interaction);
}

export async function list(query: URLSearchParams): Promise<Page> {
  return read(`v1/interactions?${query}`) as Promise<Page>;
}

/** Where the export of a list is, in a format that the service knows. */
export function exportAddress(query: URLSearchParams, format: 'csv' | 'jsonl'): string {
  return `v1/export?format=${format}&${query}`;
}

/** What the file of an export is called, as the service calls it. */
export function exportName(format: 'csv' | 'jsonl'): string {
  return `holdpoint-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}.${format}`;
}

export interface Tally {
  readonly requested: number;
  readonly pending: number;
  readonly resolved: number;
  readonly rejected: number;
  readonly expired: number;
  readonly cancelled: number;
}

export interface Statistics {
  readonly pending: number;
  readonly sessions: number;
  readonly waiters: number;
  readonly tabs: number;
  readonly types: Readonly<Record<string, Tally>>;
}

export interface Bucket {
  readonly at: string;
  readonly requested: number;
  readonly resolved: number;
  readonly rejected: number;
  readonly expired: number;
  readonly cancelled: number;
  readonly decisionMillis: { readonly p50: number | null; readonly p90: number | null; readonly p99: number | null };
}

/** How many ended in a bucket, however they did. */
export function settled(bucket: Bucket): number {
  return bucket.resolved + bucket.rejected + bucket.expired + bucket.cancelled;
}

export async function statistics(): Promise<Statistics> {
  return JSON.parse(await text('v1/statistics')) as Statistics;
}

export async function timeline(query: URLSearchParams): Promise<{ readonly buckets: readonly Bucket[] }> {
  return JSON.parse(await text(`v1/statistics/timeline?${query}`)) as { buckets: Bucket[] };
}

async function read(path: string): Promise<unknown> {
  return readJson(await text(path));
}

async function text(path: string): Promise<string> {
  return bodyOf(await call(path));
}

/** Every call of the page: to where the page is from, be it below a path, and never led to another place. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...(init.headers as Record<string, string> | undefined), ...session.headers };
  const response = await fetch(path, { ...init, headers, redirect: 'manual' });
  const isSignedOut = asksToSignIn(response);
  access.become(isSignedOut);
  if (isSignedOut) {
    throw new SignedOut('Sign in again');
  }
  return response;
}

async function bodyOf(response: Response): Promise<string> {
  if (!response.ok) {
    throw new Error(await failureOf(response));
  }
  return response.text();
}

/** Why there is no answer, in words. */
export async function failureOf(response: Response): Promise<string> {
  return `${response.status}: ${detailOf(await response.text())}`;
}

function detailOf(body: string): string {
  try {
    return String((JSON.parse(body) as { detail?: string }).detail);
  } catch {
    return 'the answer could not be read';
  }
}
