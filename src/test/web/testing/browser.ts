/** What the page's modules take from a browser, with a clock that stands until it is moved. Import it first. */
class FakeWindow extends EventTarget {
  private now = 0;
  private last = 0;
  private readonly timers = new Map<
    number,
    { readonly at: number; readonly every: number; readonly run: () => void }
  >();

  readonly setTimeout = (run: () => void, millis: number) => this.start(run, millis, 0);
  readonly setInterval = (run: () => void, millis: number) => this.start(run, millis, millis);
  readonly clearTimeout = (id: number) => this.timers.delete(id);
  readonly clearInterval = this.clearTimeout;

  /** Lets so much time pass: what is due runs in its order, and what waits for it after it. */
  async advance(millis: number): Promise<void> {
    const end = this.now + millis;
    for (let due = this.due(end); due !== undefined; due = this.due(end)) {
      const [id, { at, every, run }] = due;
      this.now = at;
      this.timers.delete(id);
      if (every > 0) {
        this.timers.set(id, { at: at + every, every, run });
      }
      run();
      await settled();
    }
    this.now = end;
  }

  /** Disarms every timer: those of another test do not run in this one. */
  disarm(): void {
    this.timers.clear();
  }

  /** Milliseconds that have passed since the clock began. */
  get time(): number {
    return this.now;
  }

  /** How many timers are armed. */
  get armed(): number {
    return this.timers.size;
  }

  private start(run: () => void, millis: number, every: number): number {
    this.timers.set(++this.last, { at: this.now + millis, every, run });
    return this.last;
  }

  private due(end: number) {
    return [...this.timers].filter(([, { at }]) => at <= end).sort(([, one], [, other]) => one.at - other.at)[0];
  }
}

/** Lets every promise that can go on do so. */
export function settled(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, 0);
  });
}

export const browser = new FakeWindow();

/** The address bar, as far as the page uses it; `entries` are the places that lead back. */
export const address = {
  pathname: '/',
  search: '',
  hash: '',
  entries: 0,
  get href() {
    return `http://localhost${address.pathname}${address.search}${address.hash}`;
  },
  go(url: string) {
    const { search, hash } = new URL(url, 'http://localhost/');
    address.search = search;
    address.hash = hash;
  },
};

/** What a browser keeps for the page. */
export class Kept {
  private readonly kept = new Map<string, string>();
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.kept.set(name, value);
  removeItem = (name: string) => void this.kept.delete(name);
  get names(): string[] {
    return [...this.kept.keys()];
  }
}

/** Puts something in the place of what a browser offers. */
export function provide(globals: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

provide({
  window: browser,
  self: browser,
  performance: { now: () => browser.time },
  location: address,
  localStorage: new Kept(),
  history: {
    pushState(_state: unknown, _title: string, url: string) {
      address.entries++;
      address.go(url);
    },
    replaceState: (_state: unknown, _title: string, url: string) => address.go(url),
  },
});
