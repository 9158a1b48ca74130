import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { isHighRisk, type Interaction } from '../model/interaction';
import { href } from '../model/route';
import { followLink } from '../parts/links';
import { tone, verdict } from '../parts/outcome';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import '../parts/countdown';

/** One question in the list. */
export class InboxRow extends LitElement {
  @property({ attribute: false }) interaction!: Interaction;
  @property({ type: Boolean }) isOpen = false;

  static override styles = [
    base,
    css`
      a {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.3rem;
        padding: 0.7rem 0.9rem;
        border: 1px solid var(--line);
        border-left: 4px solid var(--line-strong);
        border-radius: 0.5rem;
        background: var(--surface);
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        background: var(--raised);
      }
      a[aria-current='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      a.high {
        border-left-color: var(--bad);
      }
      a.settled {
        border-style: dashed;
      }
      .title {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .facts {
        display: flex;
        justify-content: space-between;
        gap: 0.75rem;
        color: var(--muted);
        font-size: 0.875rem;
      }
      .facts > :first-child {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .verdict {
        font-weight: 600;
        white-space: nowrap;
      }
      .verdict.good {
        color: var(--good);
      }
      .verdict.bad {
        color: var(--bad);
      }
    `,
  ];

  override render() {
    const { interaction } = this;
    const isPending = interaction.status === 'pending';
    const risk = isHighRisk(interaction) ? 'high' : '';
    return html`<a
      class="${risk} ${isPending ? '' : 'settled'}"
      href=${href({ view: 'inbox', id: interaction.id })}
      aria-current=${this.isOpen}
      @click=${followLink}
    >
      <span class="title">${revealed(interaction.title ?? `A ${interaction.type} without a title`)}</span>
      <span class="facts">
        <span>${interaction.type}${risk === '' ? '' : ' · high risk'} · ${revealed(interaction.sessionId)}</span>
        ${
          isPending
            ? html`<hp-countdown .deadline=${interaction.expiresAt}></hp-countdown>`
            : html`<span class="verdict ${tone(interaction)}">${verdict(interaction)}</span>`
        }
      </span>
    </a>`;
  }

  focusLink(): void {
    this.renderRoot.querySelector('a')?.focus();
  }
}

customElements.define('hp-inbox-row', InboxRow);

declare global {
  interface HTMLElementTagNameMap {
    'hp-inbox-row': InboxRow;
  }
}
