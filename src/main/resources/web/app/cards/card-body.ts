import { LitElement, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FieldError, Verb } from '../model/api';
import { isGuarded, type Interaction } from '../model/interaction';
import { draftOf, saveDraft } from '../model/drafts';
import { headOf } from '../model/summary';
import { revealed } from '../parts/revealed';

/** A decision that a card's body wants sent. */
export interface Decided {
  readonly verb: Verb;
  readonly body: { readonly response?: unknown; readonly reason?: string };
  /** It lets something happen: where its asker says that this is to be thought over, it is confirmed first. */
  readonly isApproval: boolean;
  /** What is let happen, where it is not what was asked. */
  readonly quote?: unknown;
}

/** How much of what is asked is on the card. Nothing can be let happen before all of it is. */
export type Sight = 'drawing' | 'folded' | 'whole';

/** The part of a card that knows its type: the ways to answer, and what a decision is made of. */
export abstract class CardBody extends LitElement {
  @property({ attribute: false }) interaction!: Interaction;
  /** A decision is under way, or made: nothing can be changed. */
  @property({ type: Boolean }) isBusy = false;
  /** What the server says is wrong with what was sent. */
  @property({ attribute: false }) errors: readonly FieldError[] = [];
  @property() sight: Sight = 'drawing';
  /** A key has put the focus on the button that lets it happen. */
  @state() private isAimed = false;

  /** A mode or a field is open, or something is typed and not sent: single keys do nothing meanwhile. */
  get isWriting(): boolean {
    return draftOf(this.interaction.id) !== '';
  }

  /** A key asks for the way to let it happen: its button has the focus from then on. Nothing is decided. */
  allow(): void {
    const button = this.renderRoot.querySelector<HTMLElement>('#allow:not(:disabled)');
    if (button !== null) {
      button.focus();
      this.isAimed = true;
    }
  }

  /** A key asks for the way to refuse: its field has the focus from then on. Nothing is decided. */
  deny(): void {}

  /** Leaves the mode that a key or a button went to; false where there was none. Nothing that is typed is lost. */
  leave(): boolean {
    return false;
  }

  protected decide(decided: Decided): void {
    if (!this.isBusy) {
      this.dispatchEvent(new CustomEvent<Decided>('decide', { detail: decided, bubbles: true, composed: true }));
    }
  }

  /** The button that lets it happen; where something that is asked is folded, it shows that, and no more. */
  protected renderAllow(words: string, act: () => void, isPossible = true) {
    return this.sight === 'folded'
      ? html`<button type="button" id="allow" class="primary" @click=${this.showRest}>Show the rest first</button>`
      : html`<button
          type="button"
          id="allow"
          class="primary"
          ?disabled=${this.isBusy || !isPossible || this.sight !== 'whole'}
          @click=${(event: MouseEvent) => isMeant(event) && act()}
          @blur=${() => (this.isAimed = false)}
        >
          ${words}
        </button>`;
  }

  /** What Enter will do, once a key has put the focus on the button. */
  protected renderAim(does: string) {
    return this.isAimed
      ? html`<p class="hint" role="status">
          <kbd>Enter</kbd> ${this.sight === 'folded' ? 'shows the rest' : does}
          <b>${revealed(headOf(this.interaction))}</b>, <kbd>Esc</kbd> leaves it.
        </p>`
      : '';
  }

  /** Ways to answer, in their order: where its asker says that a yes is to be thought over, a yes is not the first. */
  protected ordered(yes: unknown, no: unknown) {
    return isGuarded(this.interaction) ? [no, yes] : [yes, no];
  }

  /** Keeps what is typed, so that neither a reload nor a settlement from elsewhere loses it. */
  protected keep(draft: Record<string, unknown> | null): void {
    saveDraft(this.interaction.id, draft === null ? '' : JSON.stringify(draft));
    this.dispatchEvent(new Event('draft', { bubbles: true, composed: true }));
  }

  protected kept(): Record<string, unknown> {
    const draft = draftOf(this.interaction.id);
    return draft === '' ? {} : (JSON.parse(draft) as Record<string, unknown>);
  }

  /** Puts the focus into a field once it is drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  private readonly showRest = () => this.dispatchEvent(new Event('show-rest', { bubbles: true, composed: true }));

  protected get data(): Record<string, unknown> {
    const { data } = this.interaction;
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  }
}

/** The second click of a double click is meant for what stood there before. */
function isMeant(event: MouseEvent): boolean {
  return event.detail <= 1;
}

/** Ctrl or Cmd with Enter submits what is typed or chosen, out of its field: a button does what it says. */
export function isSubmit(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  const isInField = target instanceof HTMLElement && target.matches('input, textarea, select');
  return isInField && event.key === 'Enter' && (event.ctrlKey || event.metaKey);
}
