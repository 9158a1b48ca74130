import assert from 'node:assert/strict';
import { test } from 'node:test';
import { now, setClock } from '../../../main/resources/web/app/model/clock';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Calls it while the browser's clock says so. */
function at<T>(time: number, call: () => T): T {
  const real = Date.now;
  Date.now = () => time;
  try {
    return call();
  } finally {
    Date.now = real;
  }
}

test('until the server has told its time the browser’s counts', () => {
  assert.equal(
    at(5, () => now()),
    5,
  );
});

test('from then on it is the server’s, however wrong the browser’s clock is', () => {
  const server = Date.UTC(2026, 10, 24, 10);
  for (const wrong of [10 * MINUTE, -10 * MINUTE, DAY]) {
    at(server + wrong, () => setClock(server));
    assert.equal(
      at(server + wrong + MINUTE, () => now()),
      server + MINUTE,
      `${wrong} ms`,
    );
  }
});

test('a clock of the browser that is set meanwhile is wrong until the server tells again', () => {
  at(1_000, () => setClock(5_000));
  at(900_000, () => setClock(6_000));
  assert.equal(
    at(900_100, () => now()),
    6_100,
  );
});
