/** Something that is asked and not shown yet. */
export interface Fold {
  /** False once it is no part of the page any more: it folds nothing then. */
  readonly isConnected: boolean;
  /** Shows it. */
  unfold(): void;
}

/**
 * Tells that something is folded now, or not any more. It bubbles from whoever folds to the card around it, which lets
 * nothing happen while anything that is asked is folded. It is told after each rendering, for parts come and go.
 */
export class FoldEvent extends Event {
  constructor(
    readonly fold: Fold,
    readonly isFolded: boolean,
  ) {
    super('fold', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    fold: FoldEvent;
  }
}
