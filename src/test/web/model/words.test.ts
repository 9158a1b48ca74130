import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expects, wordsMember } from '../../../main/resources/web/app/model/words';

test('words go where the schema has room for them', () => {
  assert.equal(wordsMember(null, 'feedback'), 'feedback');
  assert.equal(wordsMember({ type: 'object' }, 'feedback'), 'feedback');
  assert.equal(wordsMember({ properties: { reason: {} } }, 'feedback'), 'reason');
  assert.equal(wordsMember({ properties: { feedback: {}, message: {} } }, 'feedback'), 'feedback');
  assert.equal(wordsMember({ properties: { approved: {} }, additionalProperties: false }, 'feedback'), null);
});

test('a response fits a schema that has its member, or says nothing of members', () => {
  assert.ok(expects(null, 'behavior'));
  assert.ok(expects({ type: 'object' }, 'behavior'));
  assert.ok(expects({ properties: { behavior: {} } }, 'behavior'));
  assert.ok(!expects({ properties: { decision: {} } }, 'behavior'));
  assert.ok(!expects({ properties: {} }, 'toString'));
});
