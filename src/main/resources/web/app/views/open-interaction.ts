import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { find } from '../model/api';
import { inbox } from '../model/inbox';
import type { Interaction } from '../model/interaction';
import { current } from '../model/route';
import { Watching } from '../parts/watching';

/**
 * The interaction that the URL names: as the inbox knows it, else as the server does. It stays after it was settled,
 * until another is opened. Its host is drawn anew whenever the inbox or the URL is another.
 */
export class OpenInteraction implements ReactiveController {
  interaction: Interaction | null = null;
  /** The last id that the server knew nothing by. */
  private unknown: string | null = null;
  private lookedUp = '';

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
    new Watching(host, this.onNews, this.onNews);
  }

  hostConnected(): void {
    this.onNews();
  }

  /** The URL names a question that is not there. */
  get isUnknown(): boolean {
    return this.interaction === null && this.unknown !== null && this.unknown === current().id;
  }

  private readonly onNews = () => {
    const { id } = current();
    const known = id === null ? null : inbox.get(id);
    if (known !== undefined) {
      this.interaction = known;
    } else if (id === this.unknown) {
      this.interaction = null;
    } else if (id !== null && inbox.isLoaded && !this.isSettled(id)) {
      void this.lookUp(id);
    }
    this.host.requestUpdate();
  };

  /** Nothing more will be known of it. */
  private isSettled(id: string): boolean {
    return this.interaction?.id === id && this.interaction.status !== 'pending';
  }

  /** Asks the server once for each state of the inbox: a change of the URL that leaves both is no reason to ask. */
  private async lookUp(id: string): Promise<void> {
    const asking = `${id} ${inbox.revision}`;
    if (this.lookedUp === asking) {
      return;
    }
    this.lookedUp = asking;
    const found = await find(id).catch(() => undefined); // no answer: the next news asks again
    if (current().id === id && found !== undefined) {
      this.interaction = found;
      this.unknown = found === null ? id : this.unknown;
      this.host.requestUpdate();
    }
  }
}
