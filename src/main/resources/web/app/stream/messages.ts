import type { Credential } from './credential';
import type { StreamEvent } from './event-stream';
import type { Connection } from './stream-machine';

/** What a tab says to the worker that holds the stream. */
export type FromTab =
  /** It wants to know all, and to hear what follows. */
  | { readonly kind: 'hello'; readonly credential: Credential }
  /** Somebody has signed in or out. */
  | { readonly kind: 'renew'; readonly credential: Credential }
  /** Are you there? */
  | { readonly kind: 'ping' }
  /** Somebody looks at it. */
  | { readonly kind: 'nudge' }
  /** It could tell its reader of a question; `isSeen`: the reader looks at it. */
  | { readonly kind: 'offer'; readonly id: string; readonly isSeen: boolean }
  /** It closes. */
  | { readonly kind: 'bye' };

/** What the worker says to a tab; after `welcome` each event, in its order. */
export type FromWorker =
  | {
      readonly kind: 'welcome';
      readonly state: Connection;
      /** All that is pending; null where it is not known yet. */
      readonly sync: StreamEvent | null;
      /** The server's time; null where it is not known yet. */
      readonly at: number | null;
    }
  | { readonly kind: 'event'; readonly event: StreamEvent }
  | { readonly kind: 'state'; readonly state: Connection }
  | { readonly kind: 'time'; readonly at: number }
  /** `number` is that of the last event; null before the first. */
  | { readonly kind: 'pong'; readonly state: Connection; readonly number: number | null }
  /** The tab is the one that tells its reader of the question. */
  | { readonly kind: 'tell'; readonly id: string };
