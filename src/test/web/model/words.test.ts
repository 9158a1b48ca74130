import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admitsValue, allowWordsMember, expects, wordsMember } from '../../../main/resources/web/app/model/words';

test('words go where the schema has room for them', () => {
  assert.equal(wordsMember(null, 'feedback'), 'feedback');
  assert.equal(wordsMember({ type: 'object' }, 'feedback'), 'feedback');
  assert.equal(wordsMember({ properties: { reason: {} } }, 'feedback'), 'reason');
  assert.equal(wordsMember({ properties: { feedback: {}, message: {} } }, 'feedback'), 'feedback');
  assert.equal(wordsMember({ properties: { approved: {} }, additionalProperties: false }, 'feedback'), null);
});

test('words have no room in a member that is nothing', () => {
  assert.equal(wordsMember({ properties: { message: false } }, 'message'), null);
  assert.equal(wordsMember({ properties: { message: false, reason: {} } }, 'message'), 'reason');
});

test('words go with an allow unless its schema takes them with a denial alone', () => {
  const otherwise = { if: { properties: { behavior: { const: 'allow' } } }, then: { properties: { message: false } } };
  const properties = { behavior: {}, message: { type: 'string' } };
  assert.equal(allowWordsMember(null), 'message');
  assert.equal(allowWordsMember({ properties }), 'message');
  assert.equal(allowWordsMember({ properties, ...otherwise }), null);
  assert.equal(wordsMember({ properties, ...otherwise }, 'message'), 'message');
  assert.equal(allowWordsMember({ properties, ...otherwise, then: {} }), 'message');
  assert.equal(
    allowWordsMember({ properties, ...otherwise, if: { properties: { behavior: { const: 'deny' } } } }),
    'message',
  );
});

test('a response fits a schema that has its member, or says nothing of members', () => {
  assert.ok(expects(null, 'behavior'));
  assert.ok(expects({ type: 'object' }, 'behavior'));
  assert.ok(expects({ properties: { behavior: {} } }, 'behavior'));
  assert.ok(!expects({ properties: { decision: {} } }, 'behavior'));
  assert.ok(!expects({ properties: {} }, 'toString'));
});

test('only what a schema lists, or leaves open, may be a value', () => {
  const modes = (permissionMode: unknown) => ({ properties: { permissionMode } });
  assert.ok(admitsValue(null, 'permissionMode', 'default'));
  assert.ok(admitsValue({ properties: { approved: {} } }, 'permissionMode', 'default'));
  assert.ok(admitsValue(modes({ type: 'string' }), 'permissionMode', 'default'));
  assert.ok(admitsValue(modes({ enum: ['default'] }), 'permissionMode', 'default'));
  assert.ok(!admitsValue(modes({ enum: ['default'] }), 'permissionMode', 'acceptEdits'));
  assert.ok(!admitsValue(modes(false), 'permissionMode', 'default'));
  assert.ok(!admitsValue({ properties: {}, additionalProperties: false }, 'permissionMode', 'default'));
});
