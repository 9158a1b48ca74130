import { provide } from './browser';

export interface Sent {
  readonly path: string;
  readonly key: string | undefined;
  readonly body: string | undefined;
}

type Reply = { readonly status: number; readonly body: unknown } | Error;

/** A server that answers what it is told to, in this order, and keeps what it was sent. */
export class Server {
  readonly sent: Sent[] = [];
  private readonly replies: Reply[] = [];

  constructor() {
    provide({ fetch: (path: string, init: RequestInit = {}) => this.answer(path, init) });
  }

  /** Answers next with this body: JSON, or a text as it is. */
  answers(status: number, body: unknown): this {
    this.replies.push({ status, body });
    return this;
  }

  /** Breaks the connection next. */
  breaks(): this {
    this.replies.push(new TypeError('the connection broke'));
    return this;
  }

  private answer(path: string, init: RequestInit): Promise<Response> {
    const headers = (init.headers ?? {}) as Record<string, string>;
    this.sent.push({ path, key: headers['Idempotency-Key'], body: init.body as string | undefined });
    const reply = this.replies.shift() ?? new Error(`nothing is to be answered to ${path}`);
    if (reply instanceof Error) {
      return Promise.reject(reply);
    }
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    return Promise.resolve(new Response(text, { status: reply.status }));
  }
}
