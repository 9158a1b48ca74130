import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { revealed } from './revealed';
import { base } from '../styles/base';
import './folded';

/** A shell command, as one readable block. */
export class CommandView extends LitElement {
  @property() command = '';
  @property() description = '';

  static override styles = [
    base,
    css`
      p {
        margin-bottom: 0.5rem;
      }
    `,
  ];

  override render() {
    return html`${this.description === '' ? '' : html`<p class="muted">${revealed(this.description)}</p>`}
      <hp-folded
        .text=${this.command}
        .view=${(text: string) =>
          html`<pre
            class="command"
            tabindex="0"
            role="group"
            aria-label="Command"
          ><code>${revealed(text)}</code></pre>`}
      ></hp-folded>`;
  }
}

customElements.define('hp-command', CommandView);
