import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { span } from '../model/times';
import { base } from '../styles/base';

/** Below this it is urgent, in milliseconds. */
const URGENT = 60_000;

/** All countdowns of the page move by one clock. */
const clock = new EventTarget();
window.setInterval(() => clock.dispatchEvent(new Event('tick')), 1_000);

/** How long until a deadline, counting down. */
export class Countdown extends LitElement {
  @property() deadline = '';
  @state() private now = Date.now();
  private readonly onTick = () => (this.now = Date.now());

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
    clock.addEventListener('tick', this.onTick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clock.removeEventListener('tick', this.onTick);
  }

  override render() {
    const left = Date.parse(this.deadline) - this.now;
    const words = left > 0 ? span(left) : 'now';
    return html`<time datetime=${this.deadline} class=${left < URGENT ? 'urgent' : ''}>${words}</time>`;
  }
}

customElements.define('hp-countdown', Countdown);
