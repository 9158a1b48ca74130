import { isKeptNumber } from './json';

/** Who somebody is known to be; the name is for people to read, and decides nothing. */
export interface Identity {
  readonly id: string;
  readonly kind: 'person' | 'service' | 'anonymous';
  readonly name: string | null;
}

/** One question put to people, as the HTTP contract has it (section 2). */
export interface Interaction {
  readonly id: string;
  readonly type: string;
  readonly sessionId: string;
  readonly title: string | null;
  readonly data: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly responseSchema: unknown;
  readonly status: Status;
  readonly requestedAt: string;
  readonly requestedBy: Identity | null;
  readonly expiresAt: string;
  readonly onExpiry: { readonly resolve?: unknown; readonly reject?: string } | null;
  readonly decidedAt: string | null;
  readonly decidedBy: Identity | null;
  /** Whoever asked does not decide; a service of an older version does not say. */
  readonly separate?: boolean;
  readonly origin: Origin | null;
  readonly response: unknown;
  readonly reason: string | null;
}

export type Status = 'pending' | 'resolved' | 'rejected' | 'expired' | 'cancelled';
export type Origin = 'responder' | 'asker' | 'timeout' | 'session' | 'asker-lost';

export const ORIGINS: readonly Origin[] = ['responder', 'asker', 'timeout', 'session', 'asker-lost'];

/** Soonest deadline first, then oldest. */
export function byUrgency(one: Interaction, other: Interaction): number {
  return (
    compare(one.expiresAt, other.expiresAt) || compare(one.requestedAt, other.requestedAt) || compare(one.id, other.id)
  );
}

/** Its asker says that a yes is to be thought over: it is asked for twice. */
export function isGuarded(interaction: Interaction): boolean {
  return isHighRisk(interaction) || own(interaction.metadata, 'defaultToNo') === true;
}

export function isHighRisk(interaction: Interaction): boolean {
  const risk = riskOf(interaction);
  return risk === 'high' || risk === 'critical';
}

/** What the asker calls the risk; empty where it said nothing. */
export function riskOf(interaction: Interaction): string {
  const risk = own(interaction.metadata, 'riskLevel') ?? own(interaction.metadata, 'risk');
  return typeof risk === 'string' ? risk.toLowerCase() : '';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isKeptNumber(value);
}

/** A member that an object has itself: others are everybody's. What is no object has none. */
export function own(object: unknown, name: string): unknown {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
