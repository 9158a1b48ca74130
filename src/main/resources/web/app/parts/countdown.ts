import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { now } from '../model/clock';
import { span } from '../model/times';
import { base } from '../styles/base';

/** Below this it is urgent, in milliseconds. */
const URGENT = 60_000;

/** All countdowns of the page move at once. */
const beats = new EventTarget();
window.setInterval(() => beats.dispatchEvent(new Event('beat')), 1_000);

/** How long until a deadline by the server's clock, counting down. */
export class Countdown extends LitElement {
  @property() deadline = '';
  @state() private now = now();
  private readonly onBeat = () => (this.now = now());

  static override styles = [
    base,
    css`
      :host {
        display: inline;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .urgent {
        color: var(--bad);
        font-weight: 600;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    beats.addEventListener('beat', this.onBeat);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    beats.removeEventListener('beat', this.onBeat);
  }

  override render() {
    const left = Date.parse(this.deadline) - this.now;
    const words = left > 0 ? span(left) : 'now';
    return html`<time datetime=${this.deadline} class=${left < URGENT ? 'urgent' : ''}>${words}</time>`;
  }
}

customElements.define('hp-countdown', Countdown);
