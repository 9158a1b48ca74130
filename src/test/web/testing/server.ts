import { provide } from './browser';

export interface Sent {
  readonly path: string;
  readonly key: string | undefined;
  readonly authorization?: string;
  readonly body: string | undefined;
}

type Reply = Response | Error;

/** A server that answers what it is told to, in this order, and keeps what it was sent. */
export class Server {
  readonly sent: Sent[] = [];
  private readonly replies: Reply[] = [];

  constructor() {
    provide({ fetch: (path: string, init: RequestInit = {}) => this.answer(path, init) });
  }

  /** Answers next with this body: JSON, or a text as it is. */
  answers(status: number, body: unknown): this {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.replies.push(
      new Response(status === 204 ? null : text, { status, headers: { 'Content-Type': 'application/json' } }),
    );
    return this;
  }

  /** Shows a page of its own in the place of an answer, as a proxy does where somebody has to sign in. */
  showsPage(): this {
    this.replies.push(new Response('<html>', { headers: { 'Content-Type': 'text/html; charset=utf-8' } }));
    return this;
  }

  /** Leads to another place, as a request sees it that does not follow. */
  leadsAway(): this {
    this.replies.push(Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }));
    return this;
  }

  /** Breaks the connection next. */
  breaks(): this {
    this.replies.push(new TypeError('the connection broke'));
    return this;
  }

  private answer(path: string, init: RequestInit): Promise<Response> {
    const headers = (init.headers ?? {}) as Record<string, string>;
    const { Authorization: authorization, 'Idempotency-Key': key } = headers;
    const known = authorization === undefined ? {} : { authorization };
    this.sent.push({ path, key, body: init.body as string | undefined, ...known });
    const reply = this.replies.shift() ?? new Error(`nothing is to be answered to ${path}`);
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  }
}
