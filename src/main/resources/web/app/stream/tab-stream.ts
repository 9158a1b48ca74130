import { session } from '../model/session';
import { LoneStream } from './lone-stream';
import { SharedStream } from './shared-stream';
import type { Credential } from './credential';
import type { StreamListener } from './event-stream';

/** So many tabs of a browser hold a connection each; `isWaiting`: this one holds none, for it would be the last. */
export interface Crowd {
  readonly count: number;
  readonly isWaiting: boolean;
}

export interface TabListener extends StreamListener {
  /** This tab, and no other, tells its reader of the question. */
  onTell(id: string): void;
  /** Null where tabs do not get in each other's way. */
  onCrowd(crowd: Crowd | null): void;
}

/** What a reader has of a tab; `seen`: it is what they look at. */
export type Sight = 'hidden' | 'visible' | 'seen';

/** Takes offers to tell the reader of a question: of all tabs of a browser that offer it, one is told to. */
export interface Offers {
  offer(id: string): void;
}

/** Where a tab hears events from. */
export interface TabSource {
  look(sight: Sight): void;
  offer(id: string, isSeen: boolean): void;
  /** Somebody has signed in or out: all is told anew. */
  renew(credential: Credential): void;
  /** The tab closes, or the browser puts it aside. */
  leave(): void;
  /** The browser shows it again as it was. */
  comeBack(): void;
}

export function sight(): Sight {
  if (document.visibilityState === 'hidden') return 'hidden';
  return document.hasFocus() ? 'seen' : 'visible';
}

/** Events for this tab: over one stream for all tabs of the browser where it has shared workers, else over its own. */
export class TabStream implements Offers {
  private source: TabSource;

  constructor(private readonly listener: TabListener) {
    this.source =
      typeof SharedWorker === 'undefined'
        ? this.alone(null)
        : new SharedStream(address(), session.credential, listener, (last) => this.becomeAlone(last));
    this.look();
    session.addEventListener('change', () => this.source.renew(session.credential));
    document.addEventListener('visibilitychange', () => this.look());
    window.addEventListener('focus', () => this.look());
    window.addEventListener('blur', () => this.look());
    window.addEventListener('pagehide', () => this.source.leave());
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.source.comeBack());
  }

  offer(id: string): void {
    this.source.offer(id, sight() === 'seen');
  }

  private alone(last: number | null): TabSource {
    return new LoneStream(address(), session.credential, last, isHttp1(), this.listener);
  }

  private becomeAlone(last: number | null): void {
    this.source = this.alone(last);
    this.look();
  }

  private look(): void {
    this.source.look(sight());
  }
}

function address(): string {
  return new URL('v1/events', document.baseURI).href;
}

/** Later versions carry any number of requests over one connection. */
function isHttp1(): boolean {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return page?.nextHopProtocol.startsWith('http/1') === true;
}
