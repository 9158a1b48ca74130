import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { drawn } from '../parts/drawn';
import type { Fold, FoldEvent } from '../parts/fold';
import type { Sight } from './card-body';

/** How far what is asked is on a card: whether its views could draw it, and whether they fold some of it. */
export class Seeing implements ReactiveController {
  /** A view could not draw what it was given. */
  isBroken = false;
  private isDrawn = false;
  private readonly folds = new Set<Fold>();

  constructor(private readonly host: ReactiveControllerHost & Element) {
    host.addController(this);
  }

  get sight(): Sight {
    if (!this.isDrawn) return 'drawing';
    return this.folds.size > 0 ? 'folded' : 'whole';
  }

  hostConnected(): void {
    void drawn(this.host).then(
      () => this.become(false),
      () => this.become(true),
    );
  }

  readonly onFold = (event: FoldEvent) => {
    const before = this.sight;
    if (event.isFolded) {
      this.folds.add(event.fold);
    } else {
      this.folds.delete(event.fold);
    }
    for (const fold of this.folds) {
      if (!fold.isConnected) this.folds.delete(fold);
    }
    if (this.sight !== before) {
      this.host.requestUpdate();
    }
  };

  /** Shows all that is folded. */
  unfold(): void {
    this.folds.forEach((fold) => fold.unfold());
  }

  private become(isBroken: boolean): void {
    this.isBroken = isBroken;
    this.isDrawn = true;
    this.host.requestUpdate();
  }
}
