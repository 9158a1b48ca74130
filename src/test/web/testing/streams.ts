import { provide, settled } from './browser';

/** A request for a stream, which is answered as the test says. */
export class Asked {
  private body!: ReadableStreamDefaultController<Uint8Array>;
  private isOpen = false;
  private answer!: (response: Response) => void;
  private fail!: (reason: unknown) => void;
  readonly response = new Promise<Response>((answer, fail) => {
    this.answer = answer;
    this.fail = fail;
  });

  constructor(
    readonly address: string,
    readonly init: RequestInit,
  ) {
    init.signal!.addEventListener('abort', () => this.breaks());
  }

  /** What it resumes after. */
  get last(): string | undefined {
    return (this.init.headers as Record<string, string>)['Last-Event-ID'];
  }

  get isAborted(): boolean {
    return this.init.signal!.aborted;
  }

  /** Answers with something else than a stream. */
  async refuses(response: Response): Promise<void> {
    this.answer(response);
    await settled();
  }

  async says(text: string): Promise<void> {
    this.open();
    this.body.enqueue(new TextEncoder().encode(text));
    await settled();
  }

  async tells(number: number, name: string, data = '{}'): Promise<void> {
    await this.says(`event: ${name}\nid: ${number}\ndata: ${data}\n\n`);
  }

  async isAlive(at: string): Promise<void> {
    await this.says(`event: alive\ndata: {"at":"${at}"}\n\n`);
  }

  async ends(): Promise<void> {
    this.open();
    this.body.close();
    await settled();
  }

  breaks(): void {
    this.fail(new TypeError('the connection broke'));
    if (this.isOpen) {
      this.body.error(new TypeError('the connection broke'));
    }
  }

  private open(): void {
    if (!this.isOpen) {
      this.isOpen = true;
      const body = new ReadableStream<Uint8Array>({ start: (controller) => (this.body = controller) });
      this.answer(new Response(body, { headers: { 'Content-Type': 'text/event-stream;charset=UTF-8' } }));
    }
  }
}

/** A server that is asked for streams. */
export class StreamServer {
  readonly asked: Asked[] = [];

  constructor() {
    provide({
      fetch: (address: string, init: RequestInit) => {
        this.asked.push(new Asked(address, init));
        return this.last.response;
      },
    });
  }

  get last(): Asked {
    return this.asked.at(-1)!;
  }
}
