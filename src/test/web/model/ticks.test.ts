import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTicks, durationTicks } from '../../../main/resources/web/app/model/ticks';

const values = (ticks: readonly { readonly value: number }[]) => ticks.map(({ value }) => value);
const words = (ticks: readonly { readonly words: string }[]) => ticks.map((tick) => tick.words);

test('counts are marked in whole steps of 1, 2 or 5 times a power of ten', () => {
  assert.deepEqual(values(countTicks(0)), [0, 1]);
  assert.deepEqual(values(countTicks(3)), [0, 1, 2, 3]);
  assert.deepEqual(values(countTicks(7)), [0, 2, 4, 6, 8]);
  assert.deepEqual(values(countTicks(23)), [0, 5, 10, 15, 20, 25]);
  assert.deepEqual(values(countTicks(130)), [0, 50, 100, 150]);
  for (let largest = 1; largest < 1e9; largest = Math.ceil(largest * 1.7)) {
    const ticks = values(countTicks(largest));
    const step = ticks[1]!;
    assert.match(String(step), /^[125]0*$/, `of ${largest}`);
    assert.ok(ticks.length >= 2 && ticks.length <= 6, `${ticks.length} of ${largest}`);
    assert.ok(ticks.at(-1)! >= largest && ticks.at(-1)! - step < largest, `up to ${ticks.at(-1)} of ${largest}`);
  }
});

test('durations are marked in units that people think in', () => {
  assert.deepEqual(words(durationTicks([])), ['1 s', '10 s', '1 min', '5 min', '1 h']);
  assert.deepEqual(words(durationTicks([4_000, 90_000])), ['1 s', '10 s', '1 min', '5 min', '1 h']);
  assert.deepEqual(words(durationTicks([3_600_001])).at(-1), '6 h');
  assert.deepEqual(words(durationTicks([20, 26 * 3_600_000])).at(0), '10 ms');
  assert.deepEqual(words(durationTicks([20, 26 * 3_600_000])).at(-1), '7 d');
});

test('what took no time, or more than can be, still stands between marks or beside them', () => {
  assert.equal(words(durationTicks([0])).at(0), '1 ms');
  assert.equal(words(durationTicks([1e12])).at(-1), '30 d');
});
