import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { count } from '../model/source';
import { charactersOf } from '../model/words';
import { base } from '../styles/base';

/**
 * A field for words of the reader's, which keeps their lines. Nothing that is typed or pasted is cut: beyond the limit
 * it says so. Dispatches `words` with the text as detail, and `send` at Ctrl or Cmd with Enter.
 */
export class Words extends LitElement {
  @property() label = '';
  @property() value = '';
  /** At most so many characters can be sent. */
  @property({ type: Number }) limit = 100_000;
  @property({ type: Number }) rows = 3;
  @property({ type: Boolean }) disabled = false;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      textarea {
        resize: vertical;
        field-sizing: content;
        max-height: 24rem;
      }
    `,
  ];

  override render() {
    const long = charactersOf(this.value);
    const over = long - this.limit;
    return html`<div class="field">
      <label for="words">${this.label}</label>
      <textarea
        id="words"
        dir="auto"
        rows=${this.rows}
        .value=${this.value}
        ?disabled=${this.disabled}
        aria-invalid=${over > 0}
        aria-describedby="over"
        @input=${this.onInput}
        @keydown=${this.onKey}
      ></textarea>
      <p class="error" id="over" role="status">
        ${
          over > 0
            ? `${count(long)} characters: at most ${count(this.limit)} can be sent, ${count(over)} are too many.`
            : ''
        }
      </p>
    </div>`;
  }

  private onInput(event: Event): void {
    this.value = (event.target as HTMLTextAreaElement).value;
    this.dispatchEvent(new CustomEvent('words', { detail: this.value }));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      this.dispatchEvent(new Event('send'));
    }
  }
}

customElements.define('hp-words', Words);
