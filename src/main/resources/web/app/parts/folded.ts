import { LitElement, html } from 'lit';
import { property, state } from 'lit/decorators.js';

/** How many characters, and lines, of a long text are shown at first. */
const CHARACTERS = 6_000;
const LINES = 60;

/** A text that may be very long: its beginning, and a button for the rest. `view` makes what is shown of a text. */
export class Folded extends LitElement {
  @property() text = '';
  @property({ attribute: false }) view: (text: string) => unknown = (text) => html`<pre tabindex="0">${text}</pre>`;
  @state() private isOpen = false;

  /** In the tree of whoever uses it, whose styles it takes. */
  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const head = beginning(this.text);
    const isLong = head.length < this.text.length;
    return html`${this.view(isLong && !this.isOpen ? head + '\n…' : this.text)}
    ${
      isLong
        ? html`<button type="button" aria-expanded=${this.isOpen} @click=${() => (this.isOpen = !this.isOpen)}>
            ${this.isOpen ? 'Show less' : `Show all of it (${size(this.text)})`}
          </button>`
        : ''
    }`;
  }
}

function beginning(text: string): string {
  const lines = text.slice(0, CHARACTERS).split('\n', LINES + 1);
  return lines.slice(0, LINES).join('\n');
}

function size(text: string): string {
  return text.length < 2_048 ? `${text.length} characters` : `${Math.round(text.length / 1_024)} KiB`;
}

customElements.define('hp-folded', Folded);
