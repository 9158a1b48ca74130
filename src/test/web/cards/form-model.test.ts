import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formOf, pointerOf, type Field } from '../../../main/resources/web/app/cards/form-model';

/** The form of an object with one property; its only field. */
function fieldOf(schema: unknown, more: object = {}): Field | null {
  const form = formOf({ type: 'object', properties: { a: schema }, ...more });
  return form?.kind === 'group' ? (form.fields[0] ?? null) : null;
}

function nested(depth: number): unknown {
  return depth === 0 ? { type: 'string' } : { type: 'object', properties: { a: nested(depth - 1) } };
}

test('each type has its field', () => {
  const kinds = [
    [{ type: 'string' }, 'text'],
    [{ type: 'number' }, 'number'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'boolean' }, 'yes-no'],
    [{ enum: ['a', 1, null] }, 'choice'],
    [{ type: 'string', enum: ['a'] }, 'choice'],
    [{ type: 'array', items: { enum: ['a'] } }, 'choices'],
    [{ type: 'object', properties: { b: { type: 'string' } } }, 'group'],
  ] as const;
  for (const [schema, kind] of kinds) {
    assert.equal(fieldOf(schema)?.kind, kind, JSON.stringify(schema));
  }
});

test('a field is called by its title, else by its name, and has its description and its default', () => {
  const { common } = fieldOf({ type: 'string', title: 'Version', description: 'of the release', default: '1' })!;
  assert.deepEqual(common, {
    path: ['a'],
    label: 'Version',
    hint: 'of the release',
    isRequired: false,
    initial: '1',
  });
  assert.equal(fieldOf({ type: 'string' })?.common.label, 'a');
});

test('a field is needed where its object says so', () => {
  assert.equal(fieldOf({ type: 'string' }, { required: ['a'] })?.common.isRequired, true);
  assert.equal(fieldOf({ type: 'string' }, { required: [] })?.common.isRequired, false);
});

test('formats that a browser knows have an input of their own', () => {
  const types = ['email', 'uri', 'date', 'uuid'].map((format) => {
    const field = fieldOf({ type: 'string', format });
    return field?.kind === 'text' ? field.inputType : null;
  });
  assert.deepEqual(types, ['email', 'url', 'date', 'text']);
});

test('what a form cannot keep is answered as JSON', () => {
  const beyond = {
    'a schema that is no object': { type: 'string' },
    'any JSON': true,
    none: null,
    'an object without properties': { type: 'object' },
    'an empty object': { type: 'object', properties: {} },
    'a combination': { type: 'object', properties: { a: { type: 'string' } }, oneOf: [] },
    'a reference': { type: 'object', properties: { a: { $ref: '#/$defs/a' } } },
    'two types': { type: 'object', properties: { a: { type: ['string', 'null'] } } },
    'a list of texts': { type: 'object', properties: { a: { type: 'array', items: { type: 'string' } } } },
    'members of a schema': { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: {} },
    'a member that is needed and not described': {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['toString'],
    },
    'one field of many': { type: 'object', properties: { a: { type: 'string' }, b: { not: {} } } },
  };
  for (const [name, schema] of Object.entries(beyond)) {
    assert.equal(formOf(schema), null, name);
  }
});

test('a form has four levels and sixty fields at most', () => {
  assert.notEqual(formOf(nested(4)), null);
  assert.equal(formOf(nested(5)), null);
  const fields = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, { type: 'boolean' }]));
  assert.notEqual(formOf({ type: 'object', properties: fields(60) }), null);
  assert.equal(formOf({ type: 'object', properties: fields(61) }), null);
});

test('a pointer leads into the response, with what is special in names escaped', () => {
  assert.equal(pointerOf([]), '/response');
  assert.equal(pointerOf(['a/b', 'c~d']), '/response/a~1b/c~0d');
});
