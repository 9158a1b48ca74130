import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FoldEvent, type Fold } from './fold';

/** Tells the card, after each rendering of its host, whether the host folds something that is asked. */
export class Folding implements ReactiveController, Fold {
  isFolded = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly open: () => void,
  ) {
    host.addController(this);
  }

  get isConnected(): boolean {
    return this.host.isConnected;
  }

  hostUpdated(): void {
    this.host.dispatchEvent(new FoldEvent(this, this.isFolded));
  }

  unfold(): void {
    this.open();
  }
}
