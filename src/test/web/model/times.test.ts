import assert from 'node:assert/strict';
import { test } from 'node:test';
import { span, took } from '../../../main/resources/web/app/model/times';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('a span is told in the two largest units that matter', () => {
  assert.equal(span(45 * SECOND), '45 s');
  assert.equal(span(MINUTE), '1 min 0 s');
  assert.equal(span(59 * MINUTE + 59 * SECOND), '59 min 59 s');
  assert.equal(span(HOUR + 5 * MINUTE + 9 * SECOND), '1 h 5 min');
  assert.equal(span(2 * HOUR), '2 h');
  assert.equal(span(DAY + HOUR + MINUTE), '1 d 1 h');
  assert.equal(span(30 * DAY + MINUTE), '30 d');
});

test('a second counts down when it is over, and nothing is left after the end', () => {
  assert.equal(span(2 * SECOND - 1), '1 s');
  assert.equal(span(999), '0 s');
  assert.equal(span(-5 * MINUTE), '0 s');
});

test('what took less than a second is told in milliseconds', () => {
  assert.equal(took(0.4), '0 ms');
  assert.equal(took(999), '999 ms');
  assert.equal(took(SECOND), '1 s');
  assert.equal(took(-3), '0 ms');
});
