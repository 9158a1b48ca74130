import { isObject, own, textOf } from '../../model/interaction';
import { writeJson } from '../../model/json';
import type { Field, Shared } from './field';
import { optionsAmong, optionsOf } from './options';
import { booleanOf, countOf, listOf, momentOrText, numberOf } from './scalars';
import { SchemaReader, without, type Plain, type Schema } from './schema';

const DEEPEST = 8;
const MOST_FIELDS = 6_000;
/** What a schema has that says what a value looks like, beside what it asks of it. */
const SHAPE: readonly string[] = ['type', 'properties', 'items', 'prefixItems', '$ref', 'allOf', 'const', 'enum'];
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  object: 'Fields',
  array: 'List',
};

/** Where a field stands, and what it is called unless its schema says so itself. */
interface Place {
  readonly name: string;
  readonly isRequired: boolean;
  readonly depth: number;
  /** The schemas around it, and those that led to them. */
  readonly trail: readonly Schema[];
}

/** The form of a schema; what of it no field can be is a field of JSON. */
export function formOf(schema: unknown): Field {
  return new FormMaker(schema).field(schema, { name: '', isRequired: true, depth: 0, trail: [] });
}

/** Makes the fields of one document. What it makes is bounded: references can make little text an endless tree. */
class FormMaker {
  private readonly reader: SchemaReader;
  private left = MOST_FIELDS;

  constructor(root: unknown) {
    this.reader = new SchemaReader(root);
  }

  field(raw: unknown, place: Place): Field {
    const plain = this.reader.plain(raw, place.trail);
    const shared = sharedOf(raw, plain?.schema ?? raw, place);
    const isDrawn = plain !== null && place.depth <= DEEPEST && this.left-- > 0;
    return (isDrawn ? this.drawn(plain, shared, place) : null) ?? json(shared, plain?.schema ?? raw);
  }

  private drawn(plain: Plain, shared: Shared, place: Place): Field | null {
    const { schema } = plain;
    if (own(schema, 'readOnly') === true && (shared.initial !== undefined || !shared.isRequired)) {
      return { ...shared, kind: 'constant', value: shared.initial };
    }
    if (Object.hasOwn(schema, 'const')) {
      return constant(schema['const'], shared);
    }
    if (Array.isArray(own(schema, 'enum'))) {
      return { ...shared, kind: 'choice', options: optionsOf(schema) };
    }
    const keyword = ['oneOf', 'anyOf'].find((one) => Array.isArray(own(schema, one)));
    const alternatives = keyword === undefined ? [] : listOf(schema[keyword]);
    if (keyword === undefined || (hasShape(schema) && !alternatives.some(hasShape))) {
      return this.typed(plain, shared, place);
    }
    return this.alternatives({ ...plain, schema: without(schema, keyword) }, alternatives, shared, place);
  }

  /** One of several schemas: options, the one that is there beside null, or shapes to choose from. */
  private alternatives(base: Plain, among: readonly unknown[], shared: Shared, place: Place): Field | null {
    const plains = among.map((one) => this.reader.plain(one, base.trail)?.schema ?? {});
    const isNullable = shared.isNullable || plains.some(isNull);
    const others = among.filter((_, index) => !isNull(plains[index]!));
    const schemas = plains.filter((one) => !isNull(one));
    const options = optionsAmong(schemas);
    if (options !== null) {
      return options.length === 0 ? null : { ...shared, isNullable, kind: 'choice', options };
    }
    if (others.length === 1) {
      const only = { allOf: [without(base.schema, 'title'), others[0]] };
      const field = this.field(only, { ...place, name: shared.label, trail: base.trail });
      return { ...field, isNullable: isNullable || field.isNullable };
    }
    const common = without(base.schema, 'title', 'description', 'default', 'examples');
    const names = apart(schemas.map(nameOf));
    const alternatives = others.map((one, index) =>
      this.field(
        { allOf: [common, one] },
        { name: names[index]!, isRequired: true, depth: place.depth + 1, trail: base.trail },
      ),
    );
    return { ...shared, isNullable, kind: 'variants', alternatives };
  }

  private typed(plain: Plain, shared: Shared, place: Place): Field | null {
    const { schema } = plain;
    const types = typesOf(schema);
    const named = types.filter((type) => type !== 'null');
    const nullable = { ...shared, isNullable: shared.isNullable || named.length < types.length };
    if (named.length > 1) {
      const base = { ...plain, schema: without(schema, 'type') };
      return this.alternatives(
        base,
        named.map((type) => ({ type })),
        nullable,
        place,
      );
    }
    switch (named[0]) {
      case 'object':
        return this.group(plain, nullable, place);
      case 'array':
        return this.list(plain, nullable, place);
      case 'string':
        return momentOrText(schema, nullable);
      case 'number':
      case 'integer':
        return numberOf(schema, nullable, named[0] === 'integer');
      case 'boolean':
        return booleanOf(nullable);
      default:
        return types.includes('null') ? constant(null, shared) : null;
    }
  }

  /** Null where an object may have any members: what they are called cannot be asked by fields. */
  private group({ schema, trail }: Plain, shared: Shared, place: Place): Field | null {
    const properties = own(schema, 'properties');
    const required = listOf(own(schema, 'required')).filter((name) => typeof name === 'string');
    const names = [...new Set([...(isObject(properties) ? Object.keys(properties) : []), ...required])];
    const isOpen = names.length === 0 && !isObject(properties) && own(schema, 'additionalProperties') !== false;
    const hasOthers = isObject(shared.initial) && Object.keys(shared.initial).some((name) => !names.includes(name));
    if (isOpen || hasOthers) {
      return null;
    }
    const members = names.map((name) => {
      const isRequired = required.includes(name);
      return { name, field: this.field(own(properties, name), { name, isRequired, depth: place.depth + 1, trail }) };
    });
    return { ...shared, kind: 'group', members };
  }

  private list({ schema, trail }: Plain, shared: Shared, place: Place): Field | null {
    const items = own(schema, 'items');
    if (!isObject(items) || Object.hasOwn(schema, 'prefixItems')) {
      return null;
    }
    const item = this.field(items, { name: '', isRequired: true, depth: place.depth + 1, trail });
    const bounds = { least: countOf(schema, 'minItems'), most: countOf(schema, 'maxItems') };
    return item.kind === 'choice' && !item.isNullable
      ? { ...shared, ...bounds, kind: 'choices', options: item.options }
      : { ...shared, ...bounds, kind: 'list', item };
  }
}

/** A schema's own title goes before the name that it stands under, that of a schema that it refers to comes after. */
function sharedOf(raw: unknown, schema: unknown, place: Place): Shared {
  return {
    label: textOf(own(raw, 'title')) || place.name || textOf(own(schema, 'title')),
    hint: textOf(own(schema, 'description')),
    isRequired: place.isRequired,
    isNullable: false,
    initial: own(schema, 'default'),
    examples: listOf(own(schema, 'examples')),
  };
}

/** A value that cannot be otherwise. But yes is the reader's to say, and so is whether it is there at all. */
function constant(value: unknown, shared: Shared): Field {
  if (typeof value === 'boolean' || (!shared.isRequired && shared.initial === undefined)) {
    const label = value === true ? 'Yes' : value === false ? 'No' : '';
    return { ...shared, kind: 'choice', options: optionsAmong([{ const: value, title: label }])! };
  }
  return { ...shared, kind: 'constant', value };
}

/** Where an answer is needed, there is something to begin with. */
function json(shared: Shared, schema: unknown): Field {
  const [example] = shared.examples;
  const shape: Readonly<Record<string, string>> = { object: '{}', array: '[]' };
  const template = example === undefined ? (shape[typesOf(schema)[0] ?? ''] ?? '') : writeJson(example, 2);
  return { ...shared, kind: 'json', schema, template: shared.isRequired ? template : '' };
}

/** The types that a schema names, or is about. */
function typesOf(schema: unknown): readonly string[] {
  const type = own(schema, 'type');
  const has = (...keywords: readonly string[]) => keywords.some((one) => own(schema, one) !== undefined);
  if (type !== undefined) {
    return [...new Set(Array.isArray(type) ? type : [type])].filter((one) => typeof one === 'string');
  }
  return has('properties', 'required')
    ? ['object']
    : has('items', 'prefixItems')
      ? ['array']
      : has('minLength', 'maxLength', 'pattern', 'format')
        ? ['string']
        : has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')
          ? ['number']
          : [];
}

function hasShape(schema: unknown): boolean {
  return SHAPE.some((keyword) => own(schema, keyword) !== undefined);
}

function isNull(schema: Schema): boolean {
  const values = own(schema, 'enum');
  return (
    own(schema, 'type') === 'null' ||
    own(schema, 'const') === null ||
    (Array.isArray(values) && values.length === 1 && values[0] === null)
  );
}

/** What one of several shapes is called: by its title, by the constant that tells it from the others, by its type. */
function nameOf(schema: Schema): string {
  const title = textOf(own(schema, 'title'));
  const properties = own(schema, 'properties');
  const constants = isObject(properties) ? Object.values(properties).map((property) => own(property, 'const')) : [];
  const told = constants.find((value) => typeof value === 'string');
  return (
    [title, told, TYPE_NAMES[typesOf(schema)[0] ?? '']].find((name) => name !== undefined && name !== '') ?? 'JSON'
  );
}

/** Names that are there twice are numbered. */
function apart(names: readonly string[]): string[] {
  return names.map((name, index) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${index + 1})`,
  );
}
