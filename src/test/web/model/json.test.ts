import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKeptNumber, jsonError, readJson, writeJson, written } from '../../../main/resources/web/app/model/json';

test('a number whose literal a double would change is written as it was read', () => {
  const json = '[1.0,12345678901234567890,1e400,0.10,-0]';
  assert.equal(writeJson(readJson(json)), json);
});

test('a number that a double keeps is a number', () => {
  assert.deepEqual(readJson('{"a":[1,2.5,-3],"b":"1.0"}'), { a: [1, 2.5, -3], b: '1.0' });
  assert.equal(isKeptNumber(readJson('1')), false);
  assert.equal(isKeptNumber(readJson('1.0')), true);
});

test('a text is written as it is, anything else as JSON', () => {
  assert.equal(written('a "b"'), 'a "b"');
  assert.equal(written(readJson('1.50')), '1.50');
  assert.equal(written({ a: [true, null] }), '{"a":[true,null]}');
});

test('nothing is wrong with JSON', () => {
  assert.equal(jsonError(' {"a": [1, null]} '), null);
});

test('what is wrong is told with its line', () => {
  assert.match(jsonError('{\n  "a": 1\n  "b": 2\n}') ?? '', /^line 3: /);
  assert.match(jsonError('{"a": ') ?? '', /./);
  assert.match(jsonError('') ?? '', /./);
});
