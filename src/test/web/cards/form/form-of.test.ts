import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field } from '../../../../main/resources/web/app/cards/form/field';
import { formOf } from '../../../../main/resources/web/app/cards/form/form-of';
import { limitsOf } from '../../../../main/resources/web/app/cards/form/words';
import { readJson } from '../../../../main/resources/web/app/model/json';

/** The field of the only property of an object. */
function fieldOf(schema: unknown, more: object = {}): Field {
  const form = formOf({ type: 'object', properties: { a: schema }, ...more });
  assert.equal(form.kind, 'group');
  return form.members[0]!.field;
}

function kindsOf(schemas: readonly (readonly [unknown, Field['kind']])[]): void {
  for (const [schema, kind] of schemas) {
    assert.equal(fieldOf(schema).kind, kind, JSON.stringify(schema));
  }
}

test('each type has its field', () => {
  kindsOf([
    [{ type: 'string' }, 'text'],
    [{ type: 'number' }, 'number'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'boolean' }, 'yes-no'],
    [{ type: 'null' }, 'choice'],
    [{ enum: ['a', 1, null] }, 'choice'],
    [{ type: 'array', items: { enum: ['a'] } }, 'choices'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'array', items: { type: 'object', properties: { b: {} } } }, 'list'],
    [{ type: 'object', properties: { b: { type: 'string' } } }, 'group'],
    [{ type: 'string', format: 'date' }, 'moment'],
    [{ type: 'string', format: 'time' }, 'moment'],
    [{ type: 'string', format: 'date-time' }, 'moment'],
    [{ type: ['string', 'integer'] }, 'variants'],
  ]);
});

test('a whole answer may be any of these, too', () => {
  assert.equal(formOf({ type: 'boolean' }).kind, 'yes-no');
  assert.equal(formOf({ type: 'string', title: 'Why?' }).label, 'Why?');
  assert.equal(formOf({ type: 'array', items: { type: 'number' } }).kind, 'list');
  assert.equal(formOf({ oneOf: [{ const: 1 }, { const: 2 }] }).kind, 'choice');
});

test('what no field can be is JSON by itself, and the rest stays a form', () => {
  kindsOf([
    [{}, 'json'],
    [true, 'json'],
    [{ type: 'object' }, 'json'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'json'],
    [{ type: 'array' }, 'json'],
    [{ type: 'array', prefixItems: [{ type: 'string' }] }, 'json'],
    [{ $ref: '#/$defs/missing' }, 'json'],
    [{ $ref: 'https://example.com/other' }, 'json'],
    [{ allOf: [{ type: 'string' }, { type: 'boolean' }] }, 'json'],
    [{ allOf: [{ minimum: 1 }, { minimum: 2 }] }, 'json'],
  ]);
  const form = formOf({ type: 'object', properties: { a: { type: 'string' }, b: {} } });
  assert.deepEqual(form.kind === 'group' && form.members.map(({ field }) => field.kind), ['text', 'json']);
});

test('a schema that is none is answered as JSON as a whole', () => {
  assert.equal(formOf(null).kind, 'json');
  assert.equal(formOf({}).kind, 'json');
});

test('keywords that a form does not know, and those that the server judges, change nothing', () => {
  kindsOf([
    [{ type: 'string', 'x-widget': 'fancy', nullable: true, contentEncoding: 'base64', deprecated: true }, 'text'],
    [{ type: 'object', properties: { b: {} }, not: {}, if: {}, then: {}, dependentRequired: {} }, 'group'],
    [{ type: 'object', properties: { b: {} }, additionalProperties: { type: 'string' }, minProperties: 1 }, 'group'],
    [{ type: 'object', properties: { b: {}, c: {} }, oneOf: [{ required: ['b'] }, { required: ['c'] }] }, 'group'],
    [{ type: 'array', items: { type: 'string' }, contains: { const: 'a' }, uniqueItems: true }, 'list'],
    [{ type: 'string', anyOf: [{ minLength: 5 }, { pattern: 'x' }] }, 'text'],
  ]);
});

test('a field is called by its own title, else by its name, else by what it refers to', () => {
  const $defs = { address: { type: 'string', title: 'Address', description: 'Where' } };
  const form = (schema: object) => fieldOf(schema, { $defs });
  assert.equal(form({ type: 'string', title: 'Version' }).label, 'Version');
  assert.equal(form({ type: 'string' }).label, 'a');
  assert.equal(form({ $ref: '#/$defs/address' }).label, 'a');
  assert.equal(form({ $ref: '#/$defs/address' }).hint, 'Where');
  assert.equal(form({ $ref: '#/$defs/address', title: 'Home', description: 'Mine' }).label, 'Home');
  assert.equal(form({ $ref: '#/$defs/address', description: 'Mine' }).hint, 'Mine');
  assert.equal(formOf({ $ref: '#/$defs/address', $defs }).label, 'Address');
});

test('a field is needed where its object says so, also one that is not described', () => {
  assert.equal(fieldOf({ type: 'string' }, { required: ['a'] }).isRequired, true);
  assert.equal(fieldOf({ type: 'string' }).isRequired, false);
  const form = formOf({ type: 'object', properties: {}, required: ['toString'] });
  assert.deepEqual(form.kind === 'group' && form.members.map(({ name, field }) => [name, field.kind]), [
    ['toString', 'json'],
  ]);
});

test('null beside one other schema is an answer of its own', () => {
  for (const schema of [
    { type: ['string', 'null'] },
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
    { oneOf: [{ const: null }, { type: 'string' }] },
    { anyOf: [{ type: ['string', 'null'] }] },
    { title: 'A', anyOf: [{ enum: [null] }, { type: 'string', maxLength: 5 }] },
  ]) {
    const field = fieldOf(schema);
    assert.deepEqual([field.kind, field.isNullable], ['text', true], JSON.stringify(schema));
  }
  const choice = fieldOf({ anyOf: [{ enum: ['a', 'b'] }, { type: 'null' }] });
  assert.deepEqual([choice.kind, choice.isNullable], ['choice', true]);
  const either = fieldOf({ type: ['string', 'number', 'null'] });
  assert.deepEqual([either.kind, either.isNullable], ['variants', true]);
});

test('options are told apart, and each has a name', () => {
  const field = fieldOf({
    oneOf: [
      { const: 1, title: 'Other' },
      { const: 2, title: 'Other' },
      { const: 'x', title: '  ' },
      { const: '' },
      { const: 'y' },
      { const: 'y', title: 'Once more' },
    ],
  });
  const labels = field.kind === 'choice' ? field.options.map(({ label }) => label) : [];
  assert.deepEqual(labels, ['Other (1)', 'Other (2)', 'x', '""', 'Once more']);
});

test('an option keeps the literal of its number', () => {
  const field = fieldOf(readJson('{"enum":[1.0,2.50]}'));
  assert.deepEqual(field.kind === 'choice' && field.options.map(({ key }) => key), ['1.0', '2.50']);
});

test('a value that cannot be otherwise is no question, but yes is nobody else’s to say', () => {
  const required = { required: ['a'] };
  assert.equal(fieldOf({ const: 'v1' }, required).kind, 'constant');
  assert.equal(fieldOf({ const: 'v1', default: 'v1' }).kind, 'constant');
  assert.equal(fieldOf({ const: 'v1' }).kind, 'choice');
  assert.equal(fieldOf({ const: true }, required).kind, 'choice');
  assert.equal(fieldOf({ const: true, default: true }, required).kind, 'choice');
  assert.equal(fieldOf({ type: 'string', readOnly: true, default: 'x' }, required).kind, 'constant');
  assert.equal(fieldOf({ type: 'string', readOnly: true }).kind, 'constant');
  assert.equal(fieldOf({ type: 'string', readOnly: true }, required).kind, 'text');
});

test('what combines objects is one form of all their members, asked as strictly as all of them do', () => {
  const form = formOf({
    allOf: [
      { type: 'object', properties: { a: { type: 'number' }, b: { type: 'string' } }, required: ['a'] },
      { properties: { a: { minimum: 1, type: 'integer' }, c: {} }, required: ['c'], additionalProperties: false },
    ],
  });
  assert.equal(form.kind, 'group');
  const [a, b, c] = form.members.map(({ field }) => field);
  assert.deepEqual([a?.kind, b?.kind, c?.kind], ['number', 'text', 'json']);
  assert.deepEqual([a?.isRequired, b?.isRequired, c?.isRequired], [true, false, true]);
  assert.equal(limitsOf(a!), 'A whole number, at least 1');
});

test('what refers to itself is a form as far as it goes, and JSON from there', () => {
  const form = formOf({ type: 'object', properties: { name: { type: 'string' }, next: { $ref: '#' } } });
  assert.deepEqual(form.kind === 'group' && form.members.map(({ field }) => field.kind), ['text', 'json']);
});

test('a text has many lines where it may be long, or its default has some, or would not be seen whole', () => {
  const isLong = (schema: object) => {
    const field = fieldOf({ type: 'string', ...schema });
    return field.kind === 'text' && field.isLong;
  };
  assert.equal(isLong({}), false);
  assert.equal(isLong({ maxLength: 120 }), false);
  assert.equal(isLong({ maxLength: 121 }), true);
  assert.equal(isLong({ default: 'a\nb' }), true);
  assert.equal(isLong({ default: 'x'.repeat(61) }), true);
  assert.equal(isLong({ format: 'textarea' }), true);
  assert.equal(isLong({ contentMediaType: 'text/markdown' }), true);
  assert.equal(isLong({ format: 'uri', maxLength: 2083 }), false);
  assert.equal(isLong({ format: 'password', maxLength: 200 }), false);
});

test('what is written only is secret', () => {
  for (const schema of [
    { type: 'string', writeOnly: true },
    { type: 'string', format: 'password' },
  ]) {
    const field = fieldOf(schema);
    assert.equal(field.kind === 'text' && field.isSecret, true);
  }
});

test('a picker is offered where it can show the default', () => {
  kindsOf([
    [{ type: 'string', format: 'date', default: '2026-11-25' }, 'moment'],
    [{ type: 'string', format: 'date', default: 'today' }, 'text'],
    [{ type: 'string', format: 'date-time', default: '2026-11-25T10:00:00+01:00' }, 'moment'],
    [{ type: 'string', format: 'date-time', default: '2026-11-25 10:00' }, 'text'],
  ]);
});

test('limits are told in words', () => {
  const limits = [
    [{ type: 'integer', minimum: 1, maximum: 5 }, 'A whole number, 1 to 5'],
    [{ type: 'number', exclusiveMinimum: 0 }, 'More than 0'],
    [{ type: 'number', maximum: 1, multipleOf: 0.25 }, 'At most 1, a multiple of 0.25'],
    [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'A whole number'],
    [{ type: 'string', maxLength: 80 }, 'At most 80 characters'],
    [{ type: 'string', minLength: 1, maxLength: 1 }, 'Exactly 1 character'],
    [{ type: 'string', minLength: 2, maxLength: 4 }, '2 to 4 characters'],
    [{ type: 'string', minLength: 0 }, ''],
    [{ type: 'array', items: { enum: [1, 2, 3] }, minItems: 1, maxItems: 2 }, '1 to 2 of them'],
    [{ type: 'array', items: { type: 'string' }, minItems: 3 }, 'At least 3 of them'],
    [{ type: 'boolean' }, ''],
  ] as const;
  for (const [schema, words] of limits) {
    assert.equal(limitsOf(fieldOf(schema)), words, JSON.stringify(schema));
  }
  assert.equal(limitsOf(fieldOf(readJson('{"type":"number","minimum":0.0,"maximum":1.0}'))), '0.0 to 1.0');
});

test('members that are called as every object has some are members like any other', () => {
  const form = formOf(
    JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"boolean"}}}'),
  );
  assert.deepEqual(form.kind === 'group' && form.members.map(({ name, field }) => [name, field.kind]), [
    ['__proto__', 'text'],
    ['constructor', 'yes-no'],
  ]);
  assert.equal(formOf({ $ref: '#/constructor' }).kind, 'json');
});

test('references that make an endless tree of little text are followed as far as there is room', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => {
      const next = { $ref: `#/$defs/d${index + 1}` };
      return [`d${index}`, { type: 'object', properties: { a: next, b: next, c: { allOf: [next, next] } } }];
    }),
  );
  const form = formOf({ $ref: '#/$defs/d0', $defs: { ...doubling, d40: { type: 'string' } } });
  assert.equal(form.kind, 'group');
  assert.ok(count(form) <= 10_000, `${count(form)} fields`);
});

test('five thousand members are as many fields', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [`f${index}`, { type: 'boolean' }]),
  );
  const form = formOf({ type: 'object', properties });
  assert.equal(form.kind === 'group' && form.members.every(({ field }) => field.kind === 'yes-no'), true);
  assert.equal(count(form), 5_001);
});

function count(field: Field): number {
  return field.kind === 'group' ? field.members.reduce((sum, member) => sum + count(member.field), 1) : 1;
}
