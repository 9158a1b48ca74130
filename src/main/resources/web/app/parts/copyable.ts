import { LitElement, css, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { base } from '../styles/base';
import { copy } from './clipboard';

/** Something to take along, whole as it stands: a command, a token, an address. */
export class Copyable extends LitElement {
  @property() text = '';
  /** What it is, for who does not see it. */
  @property() label = '';
  /** What the button says. */
  @property() action = 'Copy';
  @state() private isCopied: boolean | null = null;

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 0.5rem;
        min-width: 0;
      }
      code {
        user-select: all;
      }
    `,
  ];

  override render() {
    return html`<pre tabindex="0" role="group" aria-label=${this.label}><code>${this.text}</code></pre>
      <div class="actions">
        <button type="button" @click=${this.copy}>${this.action}</button>
        <span class="hint" role="status">${this.words}</span>
      </div>`;
  }

  /** What was copied is another text. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.isCopied = null;
  }

  private get words(): string {
    if (this.isCopied === null) return '';
    return this.isCopied ? 'Copied.' : 'This browser does not let it be copied here: select it, and copy it.';
  }

  private readonly copy = async () => {
    this.isCopied = await copy(this.text);
  };
}

customElements.define('hp-copyable', Copyable);
