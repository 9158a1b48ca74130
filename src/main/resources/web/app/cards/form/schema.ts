import { isObject, own } from '../../model/interaction';
import { writeJson } from '../../model/json';

/** A JSON Schema that is an object. Only its own members count: a property may be called as every object has one. */
export type Schema = Readonly<Record<string, unknown>>;

/** A schema with what it refers to and what it combines put into it; `trail` are the schemas that led to it. */
export interface Plain {
  readonly schema: Schema;
  readonly trail: readonly Schema[];
}

/** How many schemas are read of a document; one of 64 KiB that refers to nothing has fewer. */
const MOST_STEPS = 12_000;

/** What only the server judges: a form asks the same with it and without it. */
const OF_THE_SERVER: readonly string[] = [
  ...['not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'dependencies', 'patternProperties'],
  ...['propertyNames', 'contains', 'minContains', 'maxContains', 'uniqueItems', 'additionalProperties'],
  ...['unevaluatedProperties', 'unevaluatedItems', 'minProperties', 'maxProperties'],
];
/** What a form is drawn of: where two schemas for one value differ in it, neither can be drawn. */
const DRAWN: readonly string[] = [
  ...['const', 'enum', 'oneOf', 'anyOf', 'items', 'prefixItems', 'format', 'pattern', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'type'],
];

export function without(schema: Schema, ...keywords: readonly string[]): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword)));
}

/** Reads the schemas of one document. What it may do is bounded: references can make little text an endless tree. */
export class SchemaReader {
  private steps = MOST_STEPS;

  constructor(private readonly root: unknown) {}

  /**
   * A schema made plain; null where it cannot be: it is no object, it leads back to itself or out of the document, what
   * it combines collides, or too much was read already. What stands outside goes before what is referred to.
   */
  plain(schema: unknown, trail: readonly Schema[]): Plain | null {
    if (!isObject(schema) || trail.includes(schema) || this.steps-- <= 0) {
      return null;
    }
    const ref = own(schema, '$ref');
    const allOf = own(schema, 'allOf');
    const parts = [
      ...(ref === undefined ? [] : [target(this.root, ref)]),
      ...(Array.isArray(allOf) ? (allOf as unknown[]) : []),
    ];
    let made: Plain = { schema: without(schema, '$ref', 'allOf'), trail: [...trail, schema] };
    for (const part of parts) {
      const inner = this.plain(part, made.trail);
      const merged = inner && merge(made.schema, inner.schema);
      if (inner === null || merged === null) {
        return null;
      }
      made = { schema: merged, trail: [...new Set([...made.trail, ...inner.trail])] };
    }
    return made;
  }
}

/** What a JSON Pointer of the document leads to. */
function target(root: unknown, ref: unknown): unknown {
  if (typeof ref !== 'string' || !/^#(\/|$)/.test(ref)) {
    return undefined;
  }
  const tokens = ref.split('/').slice(1);
  return tokens.reduce<unknown>(
    (found, token) => (Array.isArray(found) ? found[Number(token)] : own(found, unescaped(token))),
    root,
  );
}

function unescaped(token: string): string {
  try {
    return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return token;
  }
}

/** One schema that asks what two ask; null where they collide. */
function merge(one: Schema, other: Schema): Schema | null {
  const members = new Map(Object.entries(one));
  for (const [keyword, value] of Object.entries(other)) {
    const before = members.get(keyword);
    const both = before === undefined ? value : together(keyword, before, value);
    if (both === undefined) {
      return null;
    }
    members.set(keyword, both);
  }
  return Object.fromEntries(members);
}

function together(keyword: string, one: unknown, other: unknown): unknown {
  if (writeJson(one) === writeJson(other) || OF_THE_SERVER.includes(keyword)) {
    return one;
  }
  if (keyword === 'properties' && isObject(one) && isObject(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return Object.fromEntries(names.map((name) => [name, both(own(one, name), own(other, name))]));
  }
  if (keyword === 'required' && Array.isArray(one) && Array.isArray(other)) {
    return [...new Set([...(one as unknown[]), ...(other as unknown[])])];
  }
  if (keyword === 'type' && [one, other].every((type) => type === 'number' || type === 'integer')) {
    return 'integer';
  }
  return DRAWN.includes(keyword) ? undefined : one;
}

function both(one: unknown, other: unknown): unknown {
  return one === undefined ? other : other === undefined ? one : { allOf: [one, other] };
}
