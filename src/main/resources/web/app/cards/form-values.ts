import { isKeptNumber, writeJson, written } from '../model/json';
import type { Field, Schema } from './form-model';

/** What is typed, by the pointer of its field: texts, booleans, or the values that are chosen. */
export type Typed = Readonly<Record<string, unknown>>;

/** What a form holds before anybody typed. */
export function initialOf(field: Field, key: (path: readonly string[]) => string): Record<string, unknown> {
  if (field.kind === 'group') {
    return Object.assign({}, ...field.fields.map((inner) => initialOf(inner, key))) as Record<string, unknown>;
  }
  const { initial, path } = field.common;
  if (initial === undefined) {
    return {};
  }
  const isText = field.kind === 'text' || field.kind === 'number';
  return { [key(path)]: isText ? written(initial) : initial };
}

/** The response that a form makes; members that nobody filled in are left out. */
export function responseOf(field: Field, typed: Typed, key: (path: readonly string[]) => string): unknown {
  const value = typed[key(field.common.path)];
  switch (field.kind) {
    case 'group': {
      const members = field.fields
        .map((inner) => [inner.common.path.at(-1)!, responseOf(inner, typed, key)] as const)
        .filter(([, part]) => part !== undefined);
      return members.length > 0 || field.common.isRequired ? Object.fromEntries(members) : undefined;
    }
    case 'text':
      return value === undefined || (value === '' && !field.common.isRequired) ? undefined : written(value);
    case 'number':
      return value === undefined || value === '' ? undefined : Number(value);
    case 'yes-no':
      return value === undefined && field.common.isRequired ? false : value;
    case 'choices':
      return value === undefined && field.common.isRequired ? [] : value;
    default:
      return value;
  }
}

/** What is wrong with what is typed, by pointer; the server judges by the whole schema, patterns included. */
export function problemsOf(
  field: Field,
  typed: Typed,
  key: (path: readonly string[]) => string,
): Record<string, string> {
  if (field.kind === 'group') {
    return Object.assign({}, ...field.fields.map((inner) => problemsOf(inner, typed, key))) as Record<string, string>;
  }
  const pointer = key(field.common.path);
  const problem = problemOf(field, typed[pointer]);
  return problem === null ? {} : { [pointer]: problem };
}

function problemOf(field: Exclude<Field, { kind: 'group' }>, value: unknown): string | null {
  const isEmpty = value === undefined || value === '';
  if (isEmpty && field.kind !== 'choices') {
    return field.common.isRequired && field.kind !== 'yes-no' ? 'This is needed.' : null;
  }
  switch (field.kind) {
    case 'text':
      return textProblem(field, String(value));
    case 'number':
      return numberProblem(field, Number(value));
    case 'choices': {
      const chosen = Array.isArray(value) ? value.length : 0;
      const { minItems, maxItems } = bounds(field.schema);
      if (chosen === 0 && !field.common.isRequired) return null;
      if (minItems !== undefined && chosen < minItems) return `Choose at least ${minItems}.`;
      return maxItems !== undefined && chosen > maxItems ? `Choose ${maxItems} at most.` : null;
    }
    default:
      return null;
  }
}

function textProblem(field: Extract<Field, { kind: 'text' }>, value: string): string | null {
  const { minLength, maxLength } = bounds(field.schema);
  const length = Array.from(value).length;
  if (minLength !== undefined && length < minLength) return `At least ${minLength} characters are needed.`;
  if (maxLength !== undefined && length > maxLength) return `${maxLength} characters at most.`;
  const probe = document.createElement('input');
  probe.type = field.inputType;
  probe.value = value;
  return probe.validity.valid && probe.value === value ? null : `This is no ${String(field.schema['format'])}.`;
}

function numberProblem(field: Extract<Field, { kind: 'number' }>, value: number): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = bounds(field.schema);
  if (!Number.isFinite(value)) return 'This is no number.';
  if (field.isInteger && !Number.isInteger(value)) return 'A whole number is needed.';
  if (minimum !== undefined && value < minimum) return `At least ${minimum}.`;
  if (maximum !== undefined && value > maximum) return `${maximum} at most.`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `More than ${exclusiveMinimum}.`;
  return exclusiveMaximum !== undefined && value >= exclusiveMaximum ? `Less than ${exclusiveMaximum}.` : null;
}

/** The numbers of a schema, also those that kept their literals. */
function bounds(schema: Schema): Record<string, number> {
  const numbers = Object.entries(schema).filter(([, value]) => typeof value === 'number' || isKeptNumber(value));
  return Object.fromEntries(numbers.map(([keyword, value]) => [keyword, Number(writeJson(value))]));
}
