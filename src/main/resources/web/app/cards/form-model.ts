import { isObject, textOf } from '../model/interaction';

/** A field of a form, made from a part of a JSON Schema. `path` is its place in the response. */
export type Field =
  | { readonly kind: 'group'; readonly common: Common; readonly fields: readonly Field[] }
  | { readonly kind: 'text'; readonly common: Common; readonly inputType: InputType; readonly schema: Schema }
  | { readonly kind: 'number'; readonly common: Common; readonly isInteger: boolean; readonly schema: Schema }
  | { readonly kind: 'yes-no'; readonly common: Common }
  | { readonly kind: 'choice'; readonly common: Common; readonly values: readonly unknown[] }
  | { readonly kind: 'choices'; readonly common: Common; readonly values: readonly unknown[]; readonly schema: Schema };

type InputType = 'text' | 'email' | 'url' | 'date';

export interface Common {
  readonly path: readonly string[];
  readonly label: string;
  readonly hint: string;
  readonly isRequired: boolean;
  readonly initial: unknown;
}
export type Schema = Readonly<Record<string, unknown>>;

const DEEPEST = 4;
const MOST_FIELDS = 60;
const ANNOTATIONS = [
  'title',
  'description',
  'default',
  'examples',
  '$schema',
  '$id',
  '$comment',
  'deprecated',
  'readOnly',
];
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  object: ['type', 'properties', 'required', 'additionalProperties'],
  string: ['type', 'enum', 'format', 'pattern', 'minLength', 'maxLength'],
  number: ['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'enum'],
  boolean: ['type'],
  array: ['type', 'items', 'uniqueItems', 'minItems', 'maxItems'],
};
const INPUT_TYPES: Readonly<Record<string, InputType>> = { email: 'email', uri: 'url', date: 'date' };

/** The form of a schema; null where the schema is beyond a form, which is then answered as JSON. */
export function formOf(schema: unknown): Field | null {
  const field = isObject(schema) && schema['type'] === 'object' ? group(schema, common(schema, [], true)) : null;
  return field !== null && count(field) <= MOST_FIELDS ? field : null;
}

function fieldOf(schema: unknown, path: readonly string[], isRequired: boolean): Field | null {
  if (!isObject(schema) || path.length > DEEPEST) {
    return null;
  }
  const shared = common(schema, path, isRequired);
  if (Array.isArray(schema['enum']) && isOnly(schema, ['type', 'enum'])) {
    return { kind: 'choice', common: shared, values: schema['enum'] };
  }
  switch (schema['type']) {
    case 'object':
      return group(schema, shared);
    case 'string': {
      const format = textOf(schema['format']);
      return isOnly(schema, KNOWN['string']!)
        ? { kind: 'text', common: shared, inputType: INPUT_TYPES[format] ?? 'text', schema }
        : null;
    }
    case 'integer':
    case 'number':
      return isOnly(schema, KNOWN['number']!)
        ? { kind: 'number', common: shared, isInteger: schema['type'] === 'integer', schema }
        : null;
    case 'boolean':
      return isOnly(schema, KNOWN['boolean']!) ? { kind: 'yes-no', common: shared } : null;
    case 'array': {
      const items = schema['items'];
      return isOnly(schema, KNOWN['array']!) &&
        isObject(items) &&
        Array.isArray(items['enum']) &&
        isOnly(items, ['type', 'enum'])
        ? { kind: 'choices', common: shared, values: items['enum'], schema }
        : null;
    }
    default:
      return null;
  }
}

function group(schema: Schema, shared: Common): Field | null {
  const properties = schema['properties'];
  const isPlain = isOnly(schema, KNOWN['object']!) && typeof (schema['additionalProperties'] ?? true) === 'boolean';
  if (!isPlain || !isObject(properties)) {
    return null;
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const isComplete = required.every((name) => typeof name === 'string' && Object.hasOwn(properties, name));
  const fields = Object.entries(properties).map(([name, part]) =>
    fieldOf(part, [...shared.path, name], required.includes(name)),
  );
  return isComplete && fields.length > 0 && fields.every((field) => field !== null)
    ? { kind: 'group', common: shared, fields }
    : null;
}

function common(schema: Schema, path: readonly string[], isRequired: boolean): Common {
  return {
    path,
    label: textOf(schema['title']) || (path.at(-1) ?? ''),
    hint: textOf(schema['description']),
    isRequired,
    initial: schema['default'],
  };
}

function isOnly(schema: Schema, keywords: readonly string[]): boolean {
  return Object.keys(schema).every((keyword) => keywords.includes(keyword) || ANNOTATIONS.includes(keyword));
}

function count(field: Field): number {
  return field.kind === 'group' ? field.fields.reduce((sum, inner) => sum + count(inner), 0) : 1;
}

/** The pointer of a field into the request, as the server names it. */
export function pointerOf(path: readonly string[]): string {
  return ['/response', ...path.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}
