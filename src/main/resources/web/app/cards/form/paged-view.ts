import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { FoldEvent, type Fold } from '../../parts/fold';
import type { Field } from './field';
import { FieldView } from './field-view';

/** How many inputs are drawn at once. */
const ROOM = 100;

/** A field with others inside, of which the first are shown; the rest is folded, and shown in steps. */
export abstract class PagedView<F extends Field> extends FieldView<F> implements Fold {
  @state() private room = ROOM;
  private isUnfolding = false;

  /** Shows step by step, so that the page answers meanwhile. */
  unfold(): void {
    this.isUnfolding = true;
    this.more();
  }

  /** How many of these are shown, by their sizes. */
  protected shownOf(sizes: readonly number[]): number {
    let used = 0;
    const first = sizes.findIndex((size) => (used += size) > this.room);
    return first < 0 ? sizes.length : Math.max(1, first);
  }

  protected renderMore(shown: number, all: number, what: string): unknown {
    return shown === all
      ? nothing
      : html`<button type="button" @click=${this.more}>Show more (${all - shown} ${what} are not shown yet)</button>`;
  }

  /** Told after each rendering, as {@link FoldEvent} asks. */
  protected tell(isFolded: boolean): void {
    this.dispatchEvent(new FoldEvent(this, isFolded));
    if (isFolded && this.isUnfolding) {
      window.setTimeout(() => this.more(), 0);
    }
  }

  private more(): void {
    this.room += ROOM;
  }
}
