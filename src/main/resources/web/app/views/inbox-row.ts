import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { agentOf } from '../model/agents';
import { isGuarded, riskOf, type Interaction } from '../model/interaction';
import { href } from '../model/route';
import { headOf, nameOf } from '../model/summary';
import { tone, verdict } from '../model/verdict';
import { followLink } from '../parts/links';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import '../parts/age';
import '../parts/countdown';

/** One question in the list: enough to choose it by. */
export class InboxRow extends LitElement {
  @property({ attribute: false }) interaction!: Interaction;
  @property({ type: Boolean }) isOpen = false;
  /** Its session stands above it. */
  @property({ type: Boolean }) isGrouped = false;

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
      a.guarded {
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
      .head {
        overflow: hidden;
        font: 0.8125rem/1.4 var(--mono);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .head.words {
        font-family: inherit;
      }
      .title.head {
        font-weight: 600;
        font-size: 0.9375rem;
        white-space: normal;
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
    const { interaction, isGrouped } = this;
    const { title, type, status, sessionId, requestedAt, expiresAt } = interaction;
    const isPending = status === 'pending';
    const risk = riskOf(interaction);
    const agent = agentOf(interaction);
    const head = headOf(interaction);
    const words = type === 'permission' ? '' : 'words';
    return html`<a
      class="${isGuarded(interaction) ? 'guarded' : ''} ${isPending ? '' : 'settled'}"
      href=${href({ view: 'inbox', id: interaction.id })}
      aria-current=${this.isOpen}
      @click=${followLink}
    >
      ${
        title === null
          ? html`<span class="title ${head === '' ? '' : `head ${words}`}">${revealed(nameOf(interaction))}</span>`
          : html`<span class="title">${revealed(title)}</span>
              ${head === '' || head === title ? '' : html`<span class="head ${words}">${revealed(head)}</span>`}`
      }
      <span class="facts">
        <span
          >${type}${risk === '' ? '' : html` · asker says ${revealed(risk)} risk`}${
            agent === '' ? '' : html` · ${revealed(agent)}`
          }${isGrouped ? '' : html` · ${revealed(sessionId)}`}</span
        >
      </span>
      <span class="facts">
        <span>asked <hp-age .since=${requestedAt}></hp-age></span>
        ${
          isPending
            ? html`<span><hp-countdown .deadline=${expiresAt}></hp-countdown> left</span>`
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
