import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { inbox } from '../model/inbox';

/** While its host is in the page: tells when the inbox is another, and when the reader goes elsewhere. */
export class Watching implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly onInbox: () => void = () => host.requestUpdate(),
    private readonly onRoute: () => void = () => host.requestUpdate(),
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    inbox.addEventListener('change', this.onInbox);
    window.addEventListener('route', this.onRoute);
  }

  hostDisconnected(): void {
    inbox.removeEventListener('change', this.onInbox);
    window.removeEventListener('route', this.onRoute);
  }
}
