const NAME = 'holdpoint-tabs';
/** How often others are asked whether they are there; timers of hidden tabs are slower, answers are not. */
const BEAT = 5_000;
/** A browser opens six connections to a service over HTTP/1.1: one is left for decisions. */
export const MOST_STREAMS = 5;

interface Standing {
  readonly holds: boolean;
  readonly isSeen: boolean;
}

type Message =
  { readonly id: string; readonly kind: 'here' | 'hello'; readonly standing: Standing } | { id: string; kind: 'bye' };

/**
 * What tabs of one browser tell each other where they cannot share a stream: that they are there, hold a connection of
 * their own, and are looked at. Events never pass here: a tab that sleeps or crashes keeps nothing from the others.
 */
export class Siblings {
  private readonly channel = new BroadcastChannel(NAME);
  private readonly others = new Map<string, Standing & { readonly at: number }>();
  private standing: Standing = { holds: false, isSeen: false };
  private askedAt = 0;

  constructor(
    private readonly id: string,
    private readonly onChange: () => void,
  ) {
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
    self.setInterval(() => this.beat(), BEAT);
  }

  /** The tabs that are open, this one too. */
  get count(): number {
    return this.others.size + 1;
  }

  get isAnotherSeen(): boolean {
    return [...this.others.values()].some((other) => other.isSeen);
  }

  /** Whether a connection would be left for decisions: those that hold one keep it, then the order of ids decides. */
  get mayHold(): boolean {
    const before = [...this.others].filter(([id, { holds }]) => holds || id < this.id);
    return this.standing.holds || before.length < MOST_STREAMS;
  }

  /** Has the others say that they are there. */
  ask(): void {
    this.askedAt = performance.now();
    this.say('hello');
  }

  become(change: Partial<Standing>): void {
    this.standing = { ...this.standing, ...change };
    this.say('here');
  }

  /** The tab closes, or is put aside by the browser. */
  leave(): void {
    this.standing = { holds: false, isSeen: false };
    this.channel.postMessage({ id: this.id, kind: 'bye' } satisfies Message);
  }

  private hear(message: Message): void {
    if (message.kind === 'bye') {
      this.others.delete(message.id);
    } else {
      this.others.set(message.id, { ...message.standing, at: performance.now() });
    }
    if (message.kind === 'hello') {
      this.say('here');
    }
    this.onChange();
  }

  /** Who has not answered since the last beat is not there any more: nobody tells of a tab that crashed. */
  private beat(): void {
    const gone = [...this.others].filter(([, { at }]) => at < this.askedAt);
    gone.forEach(([id]) => this.others.delete(id));
    this.ask();
    if (gone.length > 0) {
      this.onChange();
    }
  }

  private say(kind: 'here' | 'hello'): void {
    this.channel.postMessage({ id: this.id, kind, standing: this.standing } satisfies Message);
  }
}
