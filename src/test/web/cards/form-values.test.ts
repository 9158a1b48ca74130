import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provide } from '../testing/browser';
import { formOf, pointerOf, type Field } from '../../../main/resources/web/app/cards/form-model';
import { initialOf, problemsOf, responseOf, type Typed } from '../../../main/resources/web/app/cards/form-values';
import { readJson } from '../../../main/resources/web/app/model/json';

/** As an input of a browser, which knows what an address is. */
class Input {
  type = 'text';
  value = '';
  get validity() {
    return { valid: this.type !== 'email' || this.value.includes('@') };
  }
}
provide({ document: { createElement: () => new Input() } });

function form(properties: object, required: readonly string[] = []): Field {
  return formOf({ type: 'object', properties, required })!;
}

function response(field: Field, typed: Typed): unknown {
  return responseOf(field, typed, pointerOf);
}

/** What is wrong with this value of a property of this schema; null where nothing is. */
function problem(schema: object, value: unknown, isRequired = false): string | null {
  const field = form({ a: schema }, isRequired ? ['a'] : []);
  return problemsOf(field, { '/response/a': value }, pointerOf)['/response/a'] ?? null;
}

test('a form begins with the defaults of its schema', () => {
  const field = form({
    a: { type: 'string', default: 'x' },
    b: { type: 'integer', default: 3 },
    c: { type: 'boolean', default: true },
    d: { enum: [1, 2], default: 2 },
    e: { type: 'string' },
    f: { type: 'object', properties: { g: { type: 'string', default: 'y' } } },
  });
  assert.deepEqual(initialOf(field, pointerOf), {
    '/response/a': 'x',
    '/response/b': '3',
    '/response/c': true,
    '/response/d': 2,
    '/response/f/g': 'y',
  });
});

test('a default that kept its literal is typed as it was written', () => {
  const field = formOf(readJson('{"type":"object","properties":{"a":{"type":"number","default":1.50}}}'))!;
  assert.deepEqual(initialOf(field, pointerOf), { '/response/a': '1.50' });
});

test('what nobody filled in is left out', () => {
  const field = form({ a: { type: 'string' }, b: { type: 'number' }, c: { type: 'boolean' }, d: { enum: [1] } });
  assert.deepEqual(response(field, { '/response/a': '', '/response/b': '' }), {});
});

test('what is needed is there: an empty text, no, nothing chosen', () => {
  const properties = { a: { type: 'string' }, b: { type: 'boolean' }, c: { type: 'array', items: { enum: [1] } } };
  const field = form(properties, ['a', 'b', 'c']);
  assert.deepEqual(response(field, { '/response/a': '' }), { a: '', b: false, c: [] });
});

test('values are of the type that the schema says', () => {
  const field = form({ a: { type: 'string' }, b: { type: 'number' }, c: { type: 'boolean' }, d: { enum: [null, 2] } });
  const typed = { '/response/a': '7', '/response/b': '7', '/response/c': true, '/response/d': null };
  assert.deepEqual(response(field, typed), { a: '7', b: 7, c: true, d: null });
});

test('an object inside is left out where it is empty and not needed', () => {
  const inner = { type: 'object', properties: { b: { type: 'string' } } };
  assert.deepEqual(response(form({ a: inner }), {}), {});
  assert.deepEqual(response(form({ a: inner }, ['a']), {}), { a: {} });
  assert.deepEqual(response(form({ a: inner }), { '/response/a/b': 'x' }), { a: { b: 'x' } });
});

test('what is needed and missing is told', () => {
  assert.equal(problem({ type: 'string' }, '', true), 'This is needed.');
  assert.equal(problem({ enum: [1] }, undefined, true), 'This is needed.');
  assert.equal(problem({ type: 'string' }, ''), null);
  assert.equal(problem({ type: 'boolean' }, undefined, true), null);
});

test('a text is measured in characters, not in units', () => {
  assert.equal(problem({ type: 'string', maxLength: 2 }, '👍👍'), null);
  assert.equal(problem({ type: 'string', maxLength: 2 }, 'abc'), '2 characters at most.');
  assert.equal(problem({ type: 'string', minLength: 2 }, '👍'), 'At least 2 characters are needed.');
});

test('a text of a format is judged by the browser', () => {
  assert.equal(problem({ type: 'string', format: 'email' }, 'nobody'), 'This is no email.');
  assert.equal(problem({ type: 'string', format: 'email' }, 'a@example.org'), null);
});

test('a number is within its bounds', () => {
  assert.equal(problem({ type: 'number' }, '1,5'), 'This is no number.');
  assert.equal(problem({ type: 'number' }, '1e999'), 'This is no number.');
  assert.equal(problem({ type: 'integer' }, '1.5'), 'A whole number is needed.');
  assert.equal(problem({ type: 'integer' }, '15e-1'), 'A whole number is needed.');
  assert.equal(problem({ type: 'number', minimum: 1 }, '1'), null);
  assert.equal(problem({ type: 'number', minimum: 1 }, '0.5'), 'At least 1.');
  assert.equal(problem({ type: 'number', maximum: 1 }, '1'), null);
  assert.equal(problem({ type: 'number', maximum: 1 }, '1.5'), '1 at most.');
  assert.equal(problem({ type: 'number', exclusiveMinimum: 1 }, '1'), 'More than 1.');
  assert.equal(problem({ type: 'number', exclusiveMaximum: 1 }, '1'), 'Less than 1.');
});

test('a bound that kept its literal bounds too', () => {
  const schema = readJson('{"type":"number","minimum":1.0,"maximum":1e1}') as object;
  assert.equal(problem(schema, '0.5'), 'At least 1.');
  assert.equal(problem(schema, '10.5'), '10 at most.');
  assert.equal(problem(schema, '2'), null);
});

test('of several choices enough are made, and not too many', () => {
  const schema = { type: 'array', items: { enum: [1, 2, 3] }, minItems: 2, maxItems: 2 };
  assert.equal(problem(schema, undefined), null);
  assert.equal(problem(schema, [], true), 'Choose at least 2.');
  assert.equal(problem(schema, [1]), 'Choose at least 2.');
  assert.equal(problem(schema, [1, 2]), null);
  assert.equal(problem(schema, [1, 2, 3]), 'Choose 2 at most.');
});

test('a problem is told at the pointer of its field', () => {
  const inner = { type: 'object', properties: { 'b/c': { type: 'integer' } } };
  assert.deepEqual(problemsOf(form({ a: inner }), { '/response/a/b~1c': 'x' }, pointerOf), {
    '/response/a/b~1c': 'This is no number.',
  });
});
