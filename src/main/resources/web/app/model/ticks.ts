const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Durations that people think in, in milliseconds. */
const DURATIONS: readonly (readonly [number, string])[] = [
  [1, '1 ms'],
  [10, '10 ms'],
  [100, '100 ms'],
  [SECOND, '1 s'],
  [10 * SECOND, '10 s'],
  [MINUTE, '1 min'],
  [5 * MINUTE, '5 min'],
  [HOUR, '1 h'],
  [6 * HOUR, '6 h'],
  [DAY, '1 d'],
  [7 * DAY, '7 d'],
  [30 * DAY, '30 d'],
];

/** A mark of an axis and its words. */
export interface Tick {
  readonly value: number;
  readonly words: string;
}

/** Marks for numbers from 0 to this one: a few, and 1, 2 or 5 times a power of ten apart. */
export function countTicks(largest: number): Tick[] {
  let step = 1;
  for (let factor = 0; largest / step > 5; factor++) {
    step *= factor % 3 === 1 ? 2.5 : 2;
  }
  const steps = Math.max(1, Math.ceil(largest / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step).map((value) => ({
    value,
    words: value.toLocaleString(),
  }));
}

/** Marks for durations: from one at or below the shortest to one at or above the longest, from 1 s to 1 h at least. */
export function durationTicks(millis: readonly number[]): Tick[] {
  const shortest = Math.min(SECOND, ...millis);
  const longest = Math.max(HOUR, ...millis);
  const first = DURATIONS.findLastIndex(([value]) => value <= shortest);
  const last = DURATIONS.findIndex(([value]) => value >= longest);
  return DURATIONS.slice(Math.max(0, first), last < 0 ? undefined : last + 1).map(([value, words]) => ({
    value,
    words,
  }));
}
