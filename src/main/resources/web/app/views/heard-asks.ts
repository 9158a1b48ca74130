import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FirstAsks, type ClientName } from '../model/agents';
import { inbox } from '../model/inbox';
import type { Interaction } from '../model/interaction';
import { Watching } from '../parts/watching';

/** While its host is in the page: which clients have asked, as the event stream tells. */
export class HeardAsks implements ReactiveController {
  private readonly asks = new FirstAsks();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
    new Watching(host, () => this.look());
  }

  hostConnected(): void {
    this.look();
  }

  of(client: ClientName): Interaction | null {
    return this.asks.of(client);
  }

  /** What is there now says nothing of who is connected from now on. */
  restart(): void {
    this.asks.restart(inbox.items());
    this.host.requestUpdate();
  }

  private look(): void {
    if (this.asks.see(inbox.items())) this.host.requestUpdate();
  }
}
