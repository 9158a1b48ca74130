import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { jsonError } from '../model/json';
import { base } from '../styles/base';

/** Longest text that is looked through at each keystroke without delay. */
const IMMEDIATE = 50_000;

/** A text area for JSON that says as one types what is wrong with it. Dispatches `input` with the text as detail. */
export class JsonEditor extends LitElement {
  @property() text = '';
  @property() label = 'JSON';
  /** What somebody else says is wrong: a schema, the server. */
  @property({ attribute: false }) errors: readonly string[] = [];
  @property({ type: Boolean }) disabled = false;
  @state() private problem: string | null = null;
  private timer = 0;

  /** Whoever wants the focus here wants it in the text. */
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      textarea {
        min-height: 10rem;
        font: 0.875rem/1.5 var(--mono);
        resize: vertical;
        tab-size: 2;
      }
    `,
  ];

  get isValid(): boolean {
    return jsonError(this.text) === null;
  }

  override render() {
    const errors = this.problem === null ? this.errors : [`This is no JSON: ${this.problem}`];
    return html`<div class="field">
      <label for="text">${this.label}</label>
      <textarea
        id="text"
        spellcheck="false"
        autocomplete="off"
        rows=${Math.min(24, this.text.split('\n').length + 2)}
        ?disabled=${this.disabled}
        aria-invalid=${errors.length > 0}
        aria-describedby="errors"
        .value=${this.text}
        @input=${this.onInput}
      ></textarea>
      <div id="errors" role="status">${errors.map((error) => html`<p class="error">${error}</p>`)}</div>
    </div>`;
  }

  private onInput(event: Event): void {
    event.stopPropagation();
    this.text = (event.target as HTMLTextAreaElement).value;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.check(), this.text.length > IMMEDIATE ? 400 : 0);
    this.dispatchEvent(new CustomEvent('input', { detail: this.text }));
  }

  private check(): void {
    this.problem = jsonError(this.text);
  }
}

customElements.define('hp-json-editor', JsonEditor);
