import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { FieldError, Verb } from '../model/api';
import type { Interaction } from '../model/interaction';
import { draftOf, saveDraft } from '../model/drafts';

/** A decision that a card's body wants sent. */
export interface Decided {
  readonly verb: Verb;
  readonly body: { readonly response?: unknown; readonly reason?: string };
  /** It lets something happen: what is marked high risk is confirmed first. */
  readonly isApproval: boolean;
}

/** The part of a card that knows its type: shows what is asked, and makes a decision of what is typed. */
export abstract class CardBody extends LitElement {
  @property({ attribute: false }) interaction!: Interaction;
  /** A decision is under way, or made: nothing can be changed. */
  @property({ type: Boolean }) isBusy = false;
  /** What the server says is wrong with what was sent. */
  @property({ attribute: false }) errors: readonly FieldError[] = [];

  protected decide(decided: Decided): void {
    this.dispatchEvent(new CustomEvent<Decided>('decide', { detail: decided, bubbles: true, composed: true }));
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

  /** What a keyboard shortcut asks for; bodies that can do it, do. */
  allow(): void {}

  deny(): void {}

  protected get data(): Record<string, unknown> {
    const { data } = this.interaction;
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  }
}

/** Ctrl or Cmd with Enter submits what is typed. */
export function isSubmit(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey);
}
