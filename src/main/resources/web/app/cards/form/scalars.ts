import { own, textOf } from '../../model/interaction';
import { isKeptNumber, writeJson } from '../../model/json';
import type { Bound, Field, Shared } from './field';
import { isMoment, isPicked } from './moments';
import type { Schema } from './schema';

/** A text that may be longer than this has room for many lines. */
const SHORT = 120;
/** A default that is longer than this would show its beginning only in one line. */
const ONE_LINE = 60;
const LONG_FORMATS: readonly string[] = ['textarea', 'multiline', 'multi-line', 'text', 'markdown', 'html', 'code'];
const BOUNDS: readonly Bound[] = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

export function momentOrText(schema: Schema, shared: Shared): Field {
  const format = textOf(own(schema, 'format'));
  const pattern = textOf(own(schema, 'pattern'));
  const initial = textOf(shared.initial);
  const isSecret = own(schema, 'writeOnly') === true || format === 'password';
  if (isPicked(format) && !isSecret && (initial === '' || isMoment(initial, format))) {
    return { ...shared, kind: 'moment', picked: format, pattern };
  }
  const [least, most] = [countOf(schema, 'minLength'), countOf(schema, 'maxLength')];
  const input = format === 'email' ? 'email' : format === 'uri' ? 'url' : 'text';
  const isMany =
    (most ?? 0) > SHORT ||
    (least ?? 0) > ONE_LINE ||
    LONG_FORMATS.includes(format.toLowerCase()) ||
    textOf(own(schema, 'contentMediaType')).startsWith('text/');
  const isTooLong = initial.length > ONE_LINE || initial.includes('\n');
  const isLong = !isSecret && (isTooLong || (isMany && input === 'text'));
  return { ...shared, kind: 'text', input, isLong, isSecret, format, pattern, least, most };
}

export function numberOf(schema: Schema, shared: Shared, isInteger: boolean): Field {
  const isSecret = own(schema, 'writeOnly') === true;
  const bounds = BOUNDS.map((bound) => [bound, literalOf(own(schema, bound))] as const).filter(([, one]) => one !== '');
  return { ...shared, kind: 'number', isInteger, isSecret, bounds: Object.fromEntries(bounds) };
}

export function booleanOf(shared: Shared): Field {
  return { ...shared, kind: 'yes-no' };
}

/** A number as it is written; empty where it is none. */
export function literalOf(value: unknown): string {
  return typeof value === 'number' || isKeptNumber(value) ? writeJson(value) : '';
}

/** How many a schema allows, or asks for. */
export function countOf(schema: Schema, keyword: string): number | undefined {
  const literal = literalOf(own(schema, keyword));
  return literal === '' ? undefined : Number(literal);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
