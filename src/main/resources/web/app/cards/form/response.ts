import { jsonError, readJson } from '../../model/json';
import { chosenOf, itemsOf, memberOf, textIn, type Entry } from './entries';
import type { Field, JsonField } from './field';
import { isNumber } from './numbers';

/** Whether nobody has filled in anything, and nothing was there. */
export function isBlank(field: Field, entry: Entry): boolean {
  if (entry === null && field.isNullable) {
    return false;
  }
  switch (field.kind) {
    case 'group':
      return field.members.every((member) => isBlank(member.field, memberOf(entry, member.name)));
    case 'list':
    case 'choices':
      return itemsOf(entry).length === 0 && !(Array.isArray(entry) && isEmptyList(field.initial));
    case 'variants':
      return chosenOf(field.alternatives, entry) === undefined;
    case 'yes-no':
      return typeof entry !== 'boolean';
    case 'choice':
      return !field.options.some((option) => option.key === entry);
    case 'constant':
      return true;
    case 'json':
      return textIn(entry).trim() === '' || entry === field.template;
    default:
      return textIn(entry) === '' && !(entry === '' && field.initial === '');
  }
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The text that stands in a field of JSON. */
export function jsonIn(field: JsonField, entry: Entry): string {
  return entry === null ? '' : ((entry as string | undefined) ?? field.template);
}

/** The answer that is typed; undefined where a field is left out. Numbers are as they were typed. */
export function responseOf(field: Field, entry: Entry): unknown {
  if (entry === null && field.isNullable) {
    return null;
  }
  if (field.kind === 'constant') {
    return field.isRequired || field.initial !== undefined ? field.value : undefined;
  }
  if (isBlank(field, entry) && !field.isRequired) {
    return undefined;
  }
  switch (field.kind) {
    case 'group':
      return Object.fromEntries(
        field.members
          .map(({ name, field: inner }) => [name, responseOf(inner, memberOf(entry, name))] as const)
          .filter(([, value]) => value !== undefined),
      );
    case 'list':
      return itemsOf(entry).map((item) => responseOf(field.item, item) ?? null);
    case 'choices': {
      const chosen = new Set(itemsOf(entry));
      return Array.isArray(entry)
        ? field.options.filter(({ key }) => chosen.has(key)).map(({ value }) => value)
        : undefined;
    }
    case 'choice':
      return field.options.find(({ key }) => key === entry)?.value;
    case 'variants': {
      const alternative = chosenOf(field.alternatives, entry);
      return alternative && responseOf(alternative, memberOf(entry, 'inner'));
    }
    case 'number': {
      const text = textIn(entry).trim();
      return isNumber(text) ? readJson(text) : undefined;
    }
    case 'json': {
      const text = jsonIn(field, entry);
      return jsonError(text) === null ? readJson(text) : undefined;
    }
    case 'yes-no':
      return typeof entry === 'boolean' ? entry : undefined;
    default:
      return isBlank(field, entry) ? undefined : textIn(entry);
  }
}
