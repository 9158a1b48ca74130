import { isObject, own } from './interaction';

/** At most so many characters of a reader's words go into a response, which has a limit of its own. */
export const MOST_WORDS = 100_000;
/** At most so many go into a reason, as the contract has it. */
export const MOST_REASON = 2_000;

/** How long words are, as the contract counts: in characters of Unicode. */
export function charactersOf(words: string): number {
  return Array.from(words).length;
}

const NAMES = ['message', 'feedback', 'reason', 'comment'];

/** The member of a response that takes a reader's words, by its schema; null where it has room for none. */
export function wordsMember(schema: unknown, usual: string): string | null {
  if (!isObject(schema)) {
    return usual;
  }
  const properties = own(schema, 'properties');
  const known = [usual, ...NAMES].find((name) => (own(properties, name) ?? false) !== false);
  return known ?? (admits(schema, usual) ? usual : null);
}

/** The same for words with an allow: a schema may take them with a denial alone. */
export function allowWordsMember(schema: unknown): string | null {
  const member = wordsMember(schema, 'message');
  const isMeant = own(own(own(own(schema, 'if'), 'properties'), 'behavior'), 'const') === 'allow';
  const hasRoom = member !== null && own(own(own(schema, 'then'), 'properties'), member) !== false;
  return isMeant && !hasRoom ? null : member;
}

/** Whether a response may have this member at all: where an asker's wire cannot carry it, its schema says `false`. */
export function admits(schema: unknown, member: string): boolean {
  const said = own(own(schema, 'properties'), member);
  return said === undefined ? own(schema, 'additionalProperties') !== false : said !== false;
}

/** Whether a member of a response may be this: one of those that its schema lists, where it lists any. */
export function admitsValue(schema: unknown, member: string, value: string): boolean {
  const listed = own(own(own(schema, 'properties'), member), 'enum');
  return admits(schema, member) && (!Array.isArray(listed) || listed.includes(value));
}

/** Whether a response of this shape is what a schema asks for: its own member stands among the properties. */
export function expects(schema: unknown, member: string): boolean {
  if (!isObject(schema)) {
    return true;
  }
  const properties = own(schema, 'properties');
  return properties === undefined || (isObject(properties) && Object.hasOwn(properties, member));
}
