import { newKey } from '../model/keys';
import type { Credential } from './credential';
import { EventStream } from './event-stream';
import { Siblings } from './siblings';
import type { Sight, TabListener, TabSource } from './tab-stream';

/** How long other tabs have to say that they are there, in milliseconds. */
const ANSWERS = 300;
/** From so many tabs on the reader is told that each of them holds a connection. */
const MANY = 4;

/**
 * A stream of the tab's own, where the browser has no worker that tabs could share. Where it opens only six
 * connections to a service, a tab that would take the last one waits until another has closed, so that decisions can
 * be sent.
 */
export class LoneStream implements TabSource {
  private own: EventStream | null = null;
  private timer = 0;
  private readonly siblings = new Siblings(newKey(), () => this.onSiblings());
  private isAside = true;

  constructor(
    private readonly address: string,
    private credential: Credential,
    private last: number | null,
    private readonly hasFewConnections: boolean,
    private readonly listener: TabListener,
  ) {
    this.comeBack();
  }

  look(sight: Sight): void {
    this.siblings.become({ isSeen: sight === 'seen' });
    if (sight !== 'hidden') {
      this.own?.nudge();
    }
  }

  offer(id: string, isSeen: boolean): void {
    if (isSeen || !this.siblings.isAnotherSeen) {
      this.listener.onTell(id);
    }
  }

  renew(credential: Credential): void {
    this.credential = credential;
    this.last = null;
    if (this.own !== null) {
      this.own.close();
      this.listener.onState('connecting');
      this.listen();
    }
  }

  leave(): void {
    self.clearTimeout(this.timer);
    this.isAside = true;
    this.own?.close();
    this.own = null;
    this.siblings.leave();
  }

  comeBack(): void {
    this.siblings.ask();
    this.timer = self.setTimeout(() => {
      this.isAside = false;
      this.onSiblings();
    }, ANSWERS);
  }

  private onSiblings(): void {
    if (!this.isAside && this.own === null && (!this.hasFewConnections || this.siblings.mayHold)) {
      this.open();
    }
    const { count } = this.siblings;
    this.listener.onCrowd(this.hasFewConnections && count >= MANY ? { count, isWaiting: this.own === null } : null);
  }

  private open(): void {
    this.listen();
    this.siblings.become({ holds: true });
  }

  private listen(): void {
    this.own = new EventStream(this.address, this.credential.token, this.last, {
      onEvent: (event) => {
        this.last = event.number;
        this.listener.onEvent(event);
      },
      onState: (state) => this.listener.onState(state),
      onTime: (at) => this.listener.onTime(at),
    });
  }
}
