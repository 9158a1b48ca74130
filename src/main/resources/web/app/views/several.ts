import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { decisionOf } from '../model/decision';
import type { Interaction } from '../model/interaction';
import { me } from '../model/me';
import { refusal } from '../model/refusals';
import { needsLook, responseFor, type Verdict } from '../model/several';
import { headOf } from '../model/summary';
import type { Confirm } from '../parts/confirm';
import { verdict as verdictOf } from '../model/verdict';
import { Knowing } from '../parts/knowing';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import '../cards/asked';
import '../parts/confirm';

/** How one of several decisions went. */
interface Result {
  readonly head: string;
  readonly words: string;
}

const WORDS: Readonly<Record<Verdict, string>> = { allow: 'Allow', deny: 'Deny' };

/**
 * Decides several questions in one go, after showing all of them: each is settled by itself, and has its own result. No
 * rule is made, and what needs a look is left out. Dispatches `over` when the reader is done.
 */
export class Several extends LitElement {
  @property({ attribute: false }) interactions: readonly Interaction[] = [];
  @state() private results: readonly Result[] = [];
  @state() private left = 0;

  static override styles = [
    base,
    css`
      section {
        display: grid;
        gap: 0.6rem;
        padding: 0.7rem 0.9rem;
        border: 1px solid var(--accent);
        border-radius: 0.5rem;
        background: var(--surface);
      }
      ol,
      ul {
        padding-left: 1.3rem;
        overflow-wrap: anywhere;
      }
      li + li {
        margin-top: 0.6rem;
      }
    `,
  ];

  constructor() {
    super();
    new Knowing(this);
  }

  override render() {
    const count = this.interactions.length;
    return html`<section aria-label="Several at once">
      <p role="status">
        ${this.left > 0 ? `${this.left} on their way…` : count === 0 ? 'Choose questions.' : `${count} chosen`}
      </p>
      <div class="actions">
        ${(['allow', 'deny'] as const).map(
          (verdict) =>
            html`<button
              type="button"
              class=${verdict === 'allow' ? 'primary' : 'danger'}
              ?disabled=${this.left > 0 || this.fit(verdict).length === 0}
              @click=${() => this.decide(verdict)}
            >
              ${WORDS[verdict]} ${this.fit(verdict).length}…
            </button>`,
        )}
        <button type="button" class="plain" @click=${() => this.dispatchEvent(new Event('over'))}>Done</button>
      </div>
      ${
        this.results.length === 0
          ? ''
          : html`<ul aria-label="Results">
              ${this.results.map(({ head, words }) => html`<li><b>${words}</b>: ${revealed(head)}</li>`)}
            </ul>`
      }
      <hp-confirm></hp-confirm>
    </section>`;
  }

  private fit(verdict: Verdict): Interaction[] {
    return this.interactions.filter((interaction) => needsLook(interaction, verdict, me.standing) === null);
  }

  private async decide(verdict: Verdict): Promise<void> {
    const fit = this.fit(verdict);
    const confirm = this.renderRoot.querySelector<Confirm>('hp-confirm')!;
    const question = `${WORDS[verdict]} ${fit.length === 1 ? 'this one' : `these ${fit.length}`}?`;
    const asked = this.renderList(fit, verdict, (one) => html`<hp-asked .interaction=${one}></hp-asked>`);
    const plain = this.renderList(fit, verdict, (one) => html`<hp-json .value=${one.data}></hp-json>`);
    if (!(await confirm.ask(question, asked, plain, `${WORDS[verdict]} ${fit.length}`))) {
      return;
    }
    this.results = [];
    this.left = fit.length;
    for (const interaction of fit) {
      const words = await settle(interaction, verdict);
      this.results = [...this.results, { head: headOf(interaction), words }];
      this.left--;
    }
  }

  private renderList(fit: readonly Interaction[], verdict: Verdict, draw: (one: Interaction) => unknown) {
    const rest = this.interactions.flatMap((interaction) => {
      const why = needsLook(interaction, verdict, me.standing);
      return why === null ? [] : [html`<li>${revealed(headOf(interaction))}: ${why}</li>`];
    });
    return html`<ol>
        ${fit.map((interaction) => html`<li>${draw(interaction)}</li>`)}
      </ol>
      ${
        rest.length === 0
          ? ''
          : html`<p>Left out:</p>
              <ul>
                ${rest}
              </ul>`
      }`;
  }
}

/** Settles one of them as any card does; gives in words what came of it. */
async function settle(interaction: Interaction, verdict: Verdict): Promise<string> {
  const decision = decisionOf(interaction.id);
  await decision.send(interaction.id, 'resolve', { response: responseFor(interaction, verdict) });
  const { phase } = decision;
  switch (phase.kind) {
    case 'decided':
      return phase.isMine ? verdictOf(phase.interaction) : `Somebody was faster (${verdictOf(phase.interaction)})`;
    case 'invalid':
      return 'Its asker wants another answer';
    case 'refused':
      return refusal(phase.problem, phase.detail);
    default:
      return 'Not known yet';
  }
}

customElements.define('hp-several', Several);
