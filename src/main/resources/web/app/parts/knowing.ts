import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { me } from '../model/me';

/** While its host is in the page, it is drawn anew when it is known otherwise who the reader is. */
export class Knowing implements ReactiveController {
  private readonly onMe = () => this.host.requestUpdate();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    me.addEventListener('change', this.onMe);
  }

  hostDisconnected(): void {
    me.removeEventListener('change', this.onMe);
  }
}
