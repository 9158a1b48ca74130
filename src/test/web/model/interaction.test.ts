import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byUrgency, isHighRisk, isObject, riskOf, textOf } from '../../../main/resources/web/app/model/interaction';
import { readJson } from '../../../main/resources/web/app/model/json';
import { asked } from '../testing/asked';

test('the soonest deadline comes first, then the oldest question, then the smaller id', () => {
  const late = asked('a', { expiresAt: '2026-11-25T10:00:01Z' });
  const young = asked('b', { requestedAt: '2026-11-24T10:00:01Z' });
  const first = asked('c');
  const second = asked('d');
  assert.deepEqual([late, young, second, first].sort(byUrgency), [first, second, young, late]);
});

test('the risk is what the asker calls it, in any case and by either name', () => {
  assert.equal(riskOf(asked('a', { metadata: { riskLevel: 'High' } })), 'high');
  assert.equal(riskOf(asked('a', { metadata: { risk: 'low' } })), 'low');
  assert.equal(riskOf(asked('a', { metadata: { riskLevel: 3 } })), '');
  assert.equal(riskOf(asked('a')), '');
});

test('high and critical are high risks', () => {
  const levels = ['low', 'medium', 'high', 'CRITICAL', 'unknown'];
  assert.deepEqual(
    levels.filter((riskLevel) => isHighRisk(asked('a', { metadata: { riskLevel } }))),
    ['high', 'CRITICAL'],
  );
});

test('an array, null and a number that kept its literal are no objects', () => {
  assert.equal(isObject({}), true);
  for (const json of ['[]', 'null', '"{}"', '1.0']) {
    assert.equal(isObject(readJson(json)), false, json);
  }
});

test('what is no text is an empty one', () => {
  assert.equal(textOf('a'), 'a');
  assert.equal(textOf(1), '');
  assert.equal(textOf(undefined), '');
});
