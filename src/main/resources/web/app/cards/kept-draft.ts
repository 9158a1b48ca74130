import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { draftOf, saveDraft } from '../model/drafts';
import { copy } from '../parts/clipboard';
import { base } from '../styles/base';
import '../parts/source-view';

/** What the reader had typed when somebody else decided: it was not sent, and is not lost. */
export class KeptDraft extends LitElement {
  @property({ attribute: false }) interactionId = '';

  static override styles = [
    base,
    css`
      .stack {
        margin-top: 1rem;
      }
    `,
  ];

  override render() {
    const draft = draftOf(this.interactionId);
    if (draft === '') {
      return '';
    }
    const text = words(draft);
    return html`<div class="stack draft">
      <p>What you had typed was not sent. It is kept here:</p>
      <hp-source .text=${text} label="Your draft"></hp-source>
      <div class="actions">
        <button type="button" @click=${() => void copy(text)}>Copy</button>
        <button type="button" class="plain" @click=${this.drop}>Discard</button>
      </div>
    </div>`;
  }

  private readonly drop = () => {
    saveDraft(this.interactionId, '');
    this.requestUpdate();
  };
}

/** A draft as text: the words alone where it is only words. */
function words(draft: string): string {
  const parts = JSON.parse(draft) as Record<string, unknown>;
  const values = Object.values(parts);
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : JSON.stringify(parts, null, 2);
}

customElements.define('hp-kept-draft', KeptDraft);
