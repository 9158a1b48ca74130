import type { Field } from './field';

/**
 * What is typed into a field, as it is typed: texts, numbers and JSON as texts, options by their keys. Undefined or an
 * empty text where nothing is, null where null is the answer.
 */
export type Entry = undefined | null | boolean | string | readonly Entry[] | Entries;
export interface Entries {
  readonly [name: string]: Entry;
}

/** Where something is typed, from the whole form inwards. */
export type Path = readonly (string | number)[];

/** What is typed, with something else in one place. */
export function put(entry: Entry, path: Path, value: Entry): Entry {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value;
  }
  if (typeof step === 'number') {
    const items = itemsOf(entry);
    return items.with(step, put(items[step], rest, value));
  }
  return { ...membersOf(entry), [step]: put(memberOf(entry, step), rest, value) };
}

export function memberOf(entry: Entry, name: string): Entry {
  const members = membersOf(entry);
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function membersOf(entry: Entry): Entries {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? (entry as Entries) : {};
}

export function itemsOf(entry: Entry): Entry[] {
  return Array.isArray(entry) ? [...(entry as readonly Entry[])] : [];
}

export function textIn(entry: Entry): string {
  return typeof entry === 'string' ? entry : '';
}

/** Which of several shapes is chosen; undefined where none is. */
export function chosenOf<T>(alternatives: readonly T[], entry: Entry): T | undefined {
  const which = textIn(memberOf(entry, 'which'));
  return which === '' ? undefined : alternatives[Number(which)];
}

/** What is typed, without what is not to be kept. */
export function withoutSecrets(field: Field, entry: Entry): Entry {
  switch (field.kind) {
    case 'text':
    case 'number':
      return field.isSecret ? undefined : entry;
    case 'group':
      return entry === null || entry === undefined
        ? entry
        : Object.fromEntries(
            field.members.map(({ name, field: inner }) => [name, withoutSecrets(inner, memberOf(entry, name))]),
          );
    case 'list':
      return Array.isArray(entry) ? itemsOf(entry).map((item) => withoutSecrets(field.item, item) ?? '') : entry;
    case 'variants': {
      const alternative = chosenOf(field.alternatives, entry);
      return alternative === undefined
        ? entry
        : put(entry, ['inner'], withoutSecrets(alternative, memberOf(entry, 'inner')));
    }
    default:
      return entry;
  }
}
