/** How long tabs have to offer before one is chosen that nobody looks at, in milliseconds. */
const OFFERS = 300;
/** Questions of which it is remembered that somebody tells of them. */
const REMEMBERED = 1_000;

/**
 * Chooses the one tab that tells the reader of a question: one that the reader looks at, else the first that could. A
 * tab that sleeps, is blocked or crashed offers nothing, and is waited for by nobody.
 */
export class Spokesman<Tab> {
  /** Who offered first, by question; null once one was chosen. */
  private readonly offers = new Map<string, Tab | null>();

  constructor(private readonly onChosen: (tab: Tab, id: string) => void) {}

  offer(tab: Tab, id: string, isSeen: boolean): void {
    const first = this.offers.get(id);
    if (first === undefined) {
      this.remember(id, tab);
      self.setTimeout(() => this.choose(this.offers.get(id), id), OFFERS);
    }
    if (isSeen && first !== null) {
      this.choose(tab, id);
    }
  }

  private choose(tab: Tab | null | undefined, id: string): void {
    if (tab !== null && tab !== undefined) {
      this.offers.set(id, null);
      this.onChosen(tab, id);
    }
  }

  private remember(id: string, tab: Tab): void {
    this.offers.set(id, tab);
    if (this.offers.size > REMEMBERED) {
      const [oldest] = this.offers.keys();
      this.offers.delete(oldest!);
    }
  }
}
