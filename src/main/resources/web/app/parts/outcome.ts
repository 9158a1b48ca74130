import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import type { Interaction } from '../model/interaction';
import { me } from '../model/me';
import { dateTime } from '../model/times';
import { sign, tone, verdict, wordsOf } from '../model/verdict';
import { whose } from '../model/whose';
import { base } from '../styles/base';
import './json-view';
import { Knowing } from './knowing';
import { revealed } from './revealed';
import { who } from './who';

/** How an interaction ended: what, how, when, and the words given with it. */
export class Outcome extends LitElement {
  @property({ attribute: false }) interaction!: Interaction;
  /** The reader's own decision won. */
  @property({ type: Boolean }) isMine = false;
  /** The reader decided too, and somebody else was first. */
  @property({ type: Boolean }) isLate = false;
  /** The reader decided too, and the server has not said yet whose decision this is. */
  @property({ type: Boolean }) isAwaited = false;

  static override styles = [
    base,
    css`
      section {
        display: grid;
        gap: 0.6rem;
        padding: 0.9rem 1.1rem;
        border-left: 4px solid var(--line-strong);
        border-radius: 0.5rem;
        background: var(--raised);
      }
      .good {
        border-color: var(--good);
        background: var(--good-soft);
      }
      .bad {
        border-color: var(--bad);
        background: var(--bad-soft);
      }
      h3 {
        font-size: 1.05rem;
      }
      blockquote {
        margin: 0;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    new Knowing(this);
  }

  override render() {
    const { interaction } = this;
    return html`<section class=${tone(interaction)} aria-label="Outcome">
      <h3><span aria-hidden="true">${sign(interaction)}</span> ${verdict(interaction)}</h3>
      ${
        this.isLate
          ? html`<p><strong>Somebody was faster.</strong> Your decision changed nothing; this is what counts.</p>`
          : ''
      }
      <p>
        ${this.renderWhose()},
        <time datetime=${interaction.decidedAt ?? ''}>${dateTime(interaction.decidedAt ?? '')}</time>.
      </p>
      ${wordsOf(interaction).map((words) => html`<blockquote>${revealed(words)}</blockquote>`)}
      ${
        interaction.status === 'resolved'
          ? html`<details>
              <summary>The answer as it was sent</summary>
              <hp-json .value=${interaction.response} label="Answer"></hp-json>
            </details>`
          : ''
      }
    </section>`;
  }

  private renderWhose() {
    if (this.isMine) return 'Decided by you, here';
    if (this.isAwaited) return 'Decided; whether by you is known in a moment';
    const { words, whom } = whose(this.interaction, me.id);
    return whom === null ? words : html`${words} ${who(whom)}`;
  }
}

customElements.define('hp-outcome', Outcome);
