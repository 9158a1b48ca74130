import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../../../../main/resources/web/app/cards/form/entries';
import { formOf } from '../../../../main/resources/web/app/cards/form/form-of';
import { initialOf } from '../../../../main/resources/web/app/cards/form/initial';
import { placed, pointerIn, problemsOf } from '../../../../main/resources/web/app/cards/form/problems';
import { readJson } from '../../../../main/resources/web/app/model/json';

/** What is wrong with what is typed into the only property of an object; null where nothing is. */
function problem(schema: object, entry?: Entry, isRequired = false): string | null {
  const form = formOf({ type: 'object', properties: { a: schema }, required: isRequired ? ['a'] : [] });
  return problemsOf(form, { a: entry }).get('/response/a') ?? null;
}

test('what is needed and missing is told, and what is not needed is not', () => {
  const missing = [
    [{ type: 'string' }, 'This is needed.'],
    [{ type: 'number' }, 'This is needed.'],
    [{ type: 'string', format: 'date' }, 'This is needed.'],
    [{}, 'This is needed.'],
    [{ enum: [1] }, 'Choose one.'],
    [{ type: ['string', 'number'] }, 'Choose one.'],
    [{ type: 'boolean' }, 'Choose yes or no.'],
    [{ const: true }, 'Choose one.'],
    [{ type: 'array', items: { enum: [1] } }, 'Choose what fits, or none of them.'],
    [{ type: 'array', items: { enum: [1, 2] }, minItems: 2 }, 'Choose at least 2.'],
    [{ type: 'array', items: { type: 'string' }, minItems: 1 }, 'Add at least 1.'],
    [{ type: 'array', items: { type: 'string' } }, null],
    [{ type: 'object' }, null],
    [{ type: ['string', 'null'] }, 'This is needed.'],
  ] as const;
  for (const [schema, words] of missing) {
    assert.equal(problem(schema, undefined, true), words, JSON.stringify(schema));
    assert.equal(problem(schema), null, JSON.stringify(schema));
  }
});

test('null and none of them are answers', () => {
  assert.equal(problem({ type: ['string', 'null'] }, null, true), null);
  assert.equal(problem({ type: 'array', items: { enum: [1] } }, [], true), null);
});

test('a text is measured in characters, not in units', () => {
  assert.equal(problem({ type: 'string', maxLength: 2 }, '👍👍'), null);
  assert.equal(problem({ type: 'string', maxLength: 2 }, 'abc'), 'Write 2 characters at most.');
  assert.equal(problem({ type: 'string', minLength: 2 }, '👍'), 'Write at least 2 characters.');
});

test('what cannot be of a format is told', () => {
  assert.equal(problem({ type: 'string', format: 'email' }, 'nobody'), 'This is no email.');
  assert.equal(problem({ type: 'string', format: 'email' }, 'a@example.org'), null);
  assert.equal(problem({ type: 'string', format: 'uri' }, 'example.org'), 'This is no uri.');
  assert.equal(problem({ type: 'string', format: 'uri' }, 'https://example.org/x'), null);
  assert.equal(problem({ type: 'string', format: 'date-time' }, 'tomorrow'), 'This is no date and time.');
});

test('a number is within its bounds, to the last digit', () => {
  const bounded = (schema: string, entry: string) => problem(readJson(schema) as object, entry);
  assert.match(problem({ type: 'number' }, '1,5') ?? '', /^This is no number/);
  assert.equal(problem({ type: 'number' }, '1e400'), null);
  assert.equal(problem({ type: 'integer' }, '1.5'), 'A whole number is needed.');
  assert.equal(problem({ type: 'integer' }, '1.0'), null);
  assert.equal(problem({ type: 'number', minimum: 1 }, '0.5'), 'At least 1.');
  assert.equal(problem({ type: 'number', exclusiveMinimum: 1 }, '1.0'), 'More than 1.');
  assert.equal(problem({ type: 'number', exclusiveMaximum: 1 }, '1'), 'Less than 1.');
  assert.equal(bounded('{"type":"number","maximum":1.0}', '1'), null);
  assert.equal(bounded('{"type":"number","maximum":1.0}', '1.00000000000000000001'), '1.0 at most.');
  assert.equal(bounded('{"type":"integer","maximum":9007199254740993}', '9007199254740993'), null);
  assert.equal(
    bounded('{"type":"integer","maximum":9007199254740992}', '9007199254740993'),
    '9007199254740992 at most.',
  );
});

test('of several choices enough are made, and not too many', () => {
  const schema = { type: 'array', items: { enum: [1, 2, 3] }, minItems: 2, maxItems: 2 };
  assert.equal(problem(schema, ['1']), 'Choose at least 2.');
  assert.equal(problem(schema, ['1', '2']), null);
  assert.equal(problem(schema, ['1', '2', '3']), 'Choose 2 at most.');
});

test('an object that is not needed and empty needs nothing inside', () => {
  const inner = { type: 'object', properties: { b: { type: 'string' }, c: { type: 'string' } }, required: ['c'] };
  const form = formOf({ type: 'object', properties: { a: inner } });
  assert.deepEqual([...problemsOf(form, {})], []);
  assert.deepEqual([...problemsOf(form, { a: { b: 'x' } })], [['/response/a/c', 'This is needed.']]);
});

test('a problem is told at the pointer of its field', () => {
  const form = formOf({
    type: 'array',
    items: { type: 'object', properties: { 'b/c': { type: 'integer' }, 'd~': { type: ['boolean', 'string'] } } },
  });
  const typed = [{ 'b/c': '1' }, { 'b/c': 'x' }];
  assert.deepEqual([...problemsOf(form, typed).keys()], ['/response/1/b~1c']);
  assert.equal(pointerIn('/response', 'a/b~'), '/response/a~1b~0');
});

test('what the server says stands at the innermost field that it is about', () => {
  const form = formOf({
    type: 'object',
    properties: {
      hosts: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
      tell: { type: 'array', items: { enum: ['a', 'b'] } },
      then: { oneOf: [{ type: 'object', properties: { n: { type: 'number' } } }, { type: 'string' }] },
      args: { type: 'object' },
    },
  });
  const typed = { hosts: [{ name: 'x' }], tell: ['"a"'], then: { which: '0', inner: { n: '1' } }, args: '{}' };
  const errors = [
    ['/response/hosts/0/name', 'one'],
    ['/response/hosts/0/name', 'two'],
    ['/response/tell/0', 'three'],
    ['/response/then/n', 'four'],
    ['/response/args/a/b', 'five'],
    ['/response/other', 'six'],
    ['/sessionId', 'seven'],
  ] as const;
  assert.deepEqual(
    Object.fromEntries(
      placed(
        form,
        typed,
        errors.map(([pointer, detail]) => ({ pointer, detail })),
      ),
    ),
    {
      '/response/hosts/0/name': 'one; two',
      '/response/tell': '/0: three',
      '/response/then/n': 'four',
      '/response/args': '/a/b: five',
      '/response': '/other: six; /sessionId: seven',
    },
  );
});

test('nothing is wrong with a form as it begins, but for what is needed', () => {
  const form = formOf({
    type: 'object',
    properties: { a: { type: 'integer', default: 3 }, b: { type: 'object', default: { c: 1 } } },
    required: ['a', 'b'],
  });
  assert.deepEqual([...problemsOf(form, initialOf(form))], []);
});
