/** Random choices that a seed makes again. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed % 2_147_483_646 || 1;
  }

  /** From 0 up to and without `end`. */
  below(end: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return Math.floor((this.state / 2_147_483_647) * end);
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** So many of something, from one up to and with `most`. */
  some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: 1 + this.below(most) }, make);
  }
}
