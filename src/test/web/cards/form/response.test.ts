import assert from 'node:assert/strict';
import { test } from 'node:test';
import { put, withoutSecrets, type Entry } from '../../../../main/resources/web/app/cards/form/entries';
import { hasSecrets } from '../../../../main/resources/web/app/cards/form/field';
import { formOf } from '../../../../main/resources/web/app/cards/form/form-of';
import { initialOf } from '../../../../main/resources/web/app/cards/form/initial';
import { responseOf } from '../../../../main/resources/web/app/cards/form/response';
import { readJson, writeJson } from '../../../../main/resources/web/app/model/json';

function objectOf(properties: object, required: readonly string[] = []) {
  return formOf({ type: 'object', properties, required });
}

/** What is sent of a form where this is typed; as JSON, which numbers keep their literals in. */
function sent(form: ReturnType<typeof formOf>, typed: Entry = initialOf(form)): string {
  return writeJson(responseOf(form, typed));
}

test('a form begins with its defaults, and sends them', () => {
  const form = formOf(
    readJson(`{"type":"object","properties":{
      "a":{"type":"string","default":"x"},"b":{"type":"integer","default":3},"c":{"type":"boolean","default":true},
      "d":{"enum":[1.0,2.0],"default":2.0},"e":{"type":"string"},"f":{"type":"number","default":9007199254740993},
      "g":{"type":"object","properties":{"h":{"type":"string","default":"y"}}},
      "i":{"type":"array","items":{"type":"number"},"default":[1.50,2]},
      "j":{"type":"array","items":{"enum":["p","q"]},"default":["q"]},
      "k":{"additionalProperties":true,"type":"object","default":{"l":1.0}},
      "m":{"type":["string","null"],"default":null}}}`),
  );
  assert.equal(
    sent(form),
    '{"a":"x","b":3,"c":true,"d":2.0,"f":9007199254740993,"g":{"h":"y"},"i":[1.50,2],"j":["q"],"k":{"l":1.0},"m":null}',
  );
});

test('what nobody filled in is left out, needed or not', () => {
  const properties = {
    a: { type: 'string' },
    b: { type: 'number' },
    c: { type: 'boolean' },
    d: { enum: [1] },
    e: { type: 'array', items: { enum: [1] } },
    f: { type: 'string', format: 'date' },
    g: { type: ['string', 'number'] },
  };
  assert.equal(sent(objectOf(properties)), '{}');
  assert.equal(sent(objectOf(properties, Object.keys(properties))), '{}');
  assert.equal(sent(objectOf(properties), { a: '', b: ' ', f: '' }), '{}');
});

test('an empty text is sent where it is the default, and a default that was cleared is not', () => {
  assert.equal(sent(objectOf({ a: { type: 'string', default: '' } })), '{"a":""}');
  assert.equal(sent(objectOf({ a: { type: 'string', default: 'x' } }), { a: '' }), '{}');
  assert.equal(sent(objectOf({ a: { type: 'array', items: { type: 'string' }, default: [] } })), '{"a":[]}');
});

test('a number is sent as it was typed', () => {
  const form = objectOf({ a: { type: 'number' } });
  for (const literal of ['1.0', '-0', '1e400', '9007199254740993', '0.10']) {
    assert.equal(sent(form, { a: ` ${literal} ` }), `{"a":${literal}}`);
  }
  assert.equal(sent(form, { a: '1,5' }), '{}');
});

test('an object inside is left out where it is empty and not needed', () => {
  const inner = { type: 'object', properties: { b: { type: 'string' }, c: { const: 'x' } }, required: ['c'] };
  assert.equal(sent(objectOf({ a: inner })), '{}');
  assert.equal(sent(objectOf({ a: inner }, ['a'])), '{"a":{"c":"x"}}');
  assert.equal(sent(objectOf({ a: inner }), { a: { b: 'x' } }), '{"a":{"b":"x","c":"x"}}');
});

test('what is chosen is sent in the order of the options, as the values that they are', () => {
  const form = objectOf({ a: { type: 'array', items: { enum: ['x', 1, { y: true }] } } });
  assert.equal(sent(form, { a: ['{"y":true}', '"x"'] }), '{"a":["x",{"y":true}]}');
});

test('JSON that is needed begins with an example or with nothing in it, and is sent as it stands', () => {
  const object = { type: 'object' };
  assert.equal(sent(objectOf({ a: object }, ['a'])), '{"a":{}}');
  assert.equal(sent(objectOf({ a: object })), '{}');
  assert.equal(sent(objectOf({ a: { ...object, examples: [{ b: 1 }] } }, ['a'])), '{"a":{"b":1}}');
  assert.equal(sent(objectOf({ a: { ...object, examples: [{ b: 1 }] } })), '{}');
  assert.equal(sent(objectOf({ a: {} }), { a: '[1.0]' }), '{"a":[1.0]}');
});

test('a default finds the shape that it has', () => {
  const shapes = [
    { type: 'object', properties: { kind: { const: 'a' }, n: { type: 'number' } }, required: ['kind', 'n'] },
    { type: 'object', properties: { kind: { const: 'b' }, n: { type: 'number' } }, required: ['kind', 'n'] },
    { type: 'array', items: { type: 'string' } },
    { type: 'string' },
  ];
  for (const value of ['{"kind":"b","n":1.0}', '["x"]', '"text"']) {
    const form = formOf({ oneOf: shapes, default: readJson(value) });
    assert.equal(sent(form), value);
  }
});

test('something is put where it was typed, whatever a member is called', () => {
  assert.deepEqual(put({ a: [{ b: 'x' }, { b: 'y' }] }, ['a', 1, 'b'], 'z'), { a: [{ b: 'x' }, { b: 'z' }] });
  assert.deepEqual(put(undefined, ['a', 'b'], 'x'), { a: { b: 'x' } });
  const odd = put({}, ['__proto__', 'constructor'], 'x');
  assert.equal(JSON.stringify(odd), '{"__proto__":{"constructor":"x"}}');
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
  assert.equal(({} as Record<string, unknown>).constructor, Object);
});

test('what is secret is not kept, wherever it stands', () => {
  const secret = { type: 'string', writeOnly: true };
  const form = objectOf({
    a: secret,
    b: { type: 'array', items: { type: 'object', properties: { c: secret, d: { type: 'string' } } } },
    e: { oneOf: [{ type: 'object', properties: { f: secret } }, { type: 'number' }] },
    g: { type: 'string' },
  });
  const typed = { a: 'S', b: [{ c: 'S', d: 'd' }], e: { which: '0', inner: { f: 'S' } }, g: 'g' };
  assert.equal(hasSecrets(form), true);
  assert.equal(JSON.stringify(withoutSecrets(form, typed)), '{"b":[{"d":"d"}],"e":{"which":"0","inner":{}},"g":"g"}');
  assert.equal(hasSecrets(objectOf({ a: { type: 'string' } })), false);
});
