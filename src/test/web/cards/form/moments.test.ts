import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMoment, momentOf, offsetOf, pickerOf } from '../../../../main/resources/web/app/cards/form/moments';

test('a day with its time is sent in UTC, and shown in the time of the reader', () => {
  const sent = momentOf('2026-11-25T14:05', 'date-time', false);
  assert.match(sent, /^2026-11-2\dT\d\d:\d\d:00Z$/);
  assert.equal(new Date(sent).getTime(), new Date(2026, 10, 25, 14, 5).getTime());
  assert.equal(pickerOf(sent, 'date-time'), '2026-11-25T14:05');
});

test('seconds are shown where there are some', () => {
  const sent = momentOf('2026-11-25T14:05:09', 'date-time', false);
  assert.equal(pickerOf(sent, 'date-time'), '2026-11-25T14:05:09');
});

test('a moment is shown whatever its offset', () => {
  assert.equal(pickerOf('2026-11-25T14:05:00+05:30', 'date-time'), pickerOf('2026-11-25T08:35:00Z', 'date-time'));
});

test('a time of day has the offset of the reader, but where a pattern says its shape', () => {
  assert.equal(momentOf('14:05', 'time', false), `14:05:00${offsetOf(new Date())}`);
  assert.match(offsetOf(new Date()), /^[+-]\d\d:\d\d$/);
  assert.equal(momentOf('14:05', 'time', true), '14:05:00');
  assert.equal(pickerOf('14:05:00+01:00', 'time'), '14:05:00');
  assert.equal(pickerOf('14:05', 'time'), '14:05');
});

test('what is no moment is not picked, and stays as it is', () => {
  assert.equal(isMoment('tomorrow', 'date-time'), false);
  assert.equal(isMoment('2026-13-45', 'date'), false);
  assert.equal(isMoment('2026-11-25T14:05:00', 'date-time'), false);
  assert.equal(pickerOf('tomorrow', 'date-time'), '');
  assert.equal(momentOf('', 'date-time', false), '');
  assert.equal(momentOf('999999-99-99T00:00', 'date-time', false), '999999-99-99T00:00');
});
