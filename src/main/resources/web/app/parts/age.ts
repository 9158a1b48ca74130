import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { now } from '../model/clock';
import { span } from '../model/times';
import { base } from '../styles/base';

/** Ages move once in this time, in milliseconds. */
const BEAT = 20_000;

/** How long ago something was, by the server's clock. */
export class Age extends LitElement {
  @property() since = '';
  @state() private now = now();
  private timer = 0;

  static override styles = [
    base,
    css`
      :host {
        display: inline;
        white-space: nowrap;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => (this.now = now()), BEAT);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  override render() {
    const age = Math.max(0, this.now - Date.parse(this.since));
    return html`<time datetime=${this.since}
      >${age < 60_000 ? 'just now' : `${span(age).split(' ', 2).join(' ')} ago`}</time
    >`;
  }
}

customElements.define('hp-age', Age);
