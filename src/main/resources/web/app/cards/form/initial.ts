import { isObject, own } from '../../model/interaction';
import { writeJson, written } from '../../model/json';
import type { Entry } from './entries';
import type { Field } from './field';
import { literalOf } from './scalars';

/** What stands in a form before anybody typed. */
export function initialOf(field: Field): Entry {
  return field.kind === 'group' && field.initial === undefined ? entryOf(field, {}) : entryOf(field, field.initial);
}

/** A value as if it had been typed. */
export function entryOf(field: Field, value: unknown): Entry {
  if (value === undefined || value === null) {
    return value === null && field.isNullable ? null : undefined;
  }
  switch (field.kind) {
    case 'text':
    case 'moment':
      return written(value);
    case 'number':
      return literalOf(value);
    case 'yes-no':
      return typeof value === 'boolean' ? value : undefined;
    case 'choice':
      return field.options.find((option) => option.key === writeJson(value))?.key;
    case 'choices': {
      const keys = Array.isArray(value) ? value.map((one) => writeJson(one)) : [];
      return keys.filter((key) => field.options.some((option) => option.key === key));
    }
    case 'group':
      return Object.fromEntries(
        field.members.map((member) => {
          const inner = own(value, member.name);
          return [member.name, inner === undefined ? initialOf(member.field) : entryOf(member.field, inner)];
        }),
      );
    case 'list':
      return Array.isArray(value) ? value.map((one) => entryOf(field.item, one) ?? '') : undefined;
    case 'variants': {
      const which = field.alternatives.findIndex((alternative) => fits(alternative, value));
      return which < 0 ? undefined : { which: String(which), inner: entryOf(field.alternatives[which]!, value) };
    }
    case 'json':
      return writeJson(value, 2);
    case 'constant':
      return undefined;
  }
}

/** Whether a value looks like what a field is for. */
function fits(field: Field, value: unknown): boolean {
  switch (field.kind) {
    case 'group':
      return (
        isObject(value) &&
        field.members.every(({ name, field: inner }) => {
          const member = own(value, name);
          return member === undefined ? !inner.isRequired : fits(inner, member);
        })
      );
    case 'list':
    case 'choices':
      return Array.isArray(value);
    case 'text':
    case 'moment':
      return typeof value === 'string';
    case 'number':
      return literalOf(value) !== '';
    case 'constant':
      return writeJson(value) === writeJson(field.value);
    case 'json':
      return true;
    default:
      return entryOf(field, value) !== undefined;
  }
}
