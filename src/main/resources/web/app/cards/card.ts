import { LitElement, css, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { decisionOf, type Decision } from '../model/decision';
import { draftOf, saveDraft } from '../model/drafts';
import { isHighRisk, type Interaction } from '../model/interaction';
import { plain } from '../model/text';
import { dateTime } from '../model/times';
import { copy } from '../parts/clipboard';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import type { CardBody, Decided } from './card-body';
import type { Confirm } from '../parts/confirm';
import '../parts/confirm';
import '../parts/countdown';
import '../parts/outcome';
import './form-card';
import './permission-card';
import './plan-card';
import './questions-card';

/** One question, whole: what is asked, the ways to answer, how far an answer is, and the outcome once there is one. */
export class Card extends LitElement {
  @property({ attribute: false }) interaction!: Interaction;
  private decision!: Decision;
  private readonly onDecision = () => this.requestUpdate();

  static override styles = [
    base,
    css`
      article {
        display: grid;
        gap: 1.1rem;
        min-width: 0;
      }
      header {
        display: grid;
        gap: 0.45rem;
      }
      h2 {
        font-size: 1.35rem;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.1rem;
        color: var(--muted);
        font-size: 0.9rem;
      }
      .facts > span {
        overflow-wrap: anywhere;
      }
      .notice {
        padding: 0.75rem 1rem;
        border-radius: 0.5rem;
        background: var(--warn-soft);
        color: var(--warn);
      }
      .notice.bad {
        background: var(--bad-soft);
        color: var(--bad);
      }
    `,
  ];

  override render() {
    const { interaction } = this;
    return html`<article aria-labelledby="title">
      <header>
        <h2 id="title" tabindex="-1">${revealed(interaction.title ?? `A ${interaction.type} without a title`)}</h2>
        <div class="facts">
          <span class="chip">${interaction.type}</span>
          <span>Session ${revealed(interaction.sessionId)}</span>
          <span>Asked <time datetime=${interaction.requestedAt}>${dateTime(interaction.requestedAt)}</time></span>
          ${
            interaction.status === 'pending'
              ? html`<span class="deadline"
                  >Left: <hp-countdown .deadline=${interaction.expiresAt}></hp-countdown>, then
                  ${fate(interaction)}</span
                >`
              : ''
          }
        </div>
        <div aria-live="polite">${interaction.status === 'pending' ? this.renderProgress() : this.renderOutcome()}</div>
      </header>
      <div @decide=${this.onDecide}>${this.renderBody()}</div>
      ${
        Object.keys(interaction.metadata).length === 0
          ? ''
          : html`<details>
              <summary>Metadata</summary>
              <hp-json .value=${interaction.metadata} label="Metadata"></hp-json>
            </details>`
      }
      <hp-confirm></hp-confirm>
    </article>`;
  }

  /** A card is made for one interaction, and stays with it. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.decision = decisionOf(this.interaction.id);
    this.decision.addEventListener('change', this.onDecision);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.decision.removeEventListener('change', this.onDecision);
  }

  /** What a keyboard shortcut asks for. */
  allow(): void {
    this.body?.allow();
  }

  deny(): void {
    this.body?.deny();
  }

  focusTitle(): void {
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('interaction');
    if (before?.status === 'pending' && this.interaction.status !== 'pending' && this.isDecidedHere) {
      saveDraft(this.interaction.id, '');
    }
  }

  private renderBody() {
    const { interaction } = this;
    if (interaction.status !== 'pending') {
      return html`<details>
        <summary>What was asked</summary>
        <hp-json .value=${interaction.data} label="What was asked"></hp-json>
      </details>`;
    }
    const isBusy = this.decision.isUnderWay || this.decision.phase.kind === 'decided';
    const errors = this.decision.errors;
    switch (interaction.type) {
      case 'permission':
        return html`<hp-permission .interaction=${interaction} .isBusy=${isBusy} .errors=${errors}></hp-permission>`;
      case 'plan-approval':
        return html`<hp-plan .interaction=${interaction} .isBusy=${isBusy} .errors=${errors}></hp-plan>`;
      case 'ask-user':
        return html`<hp-questions .interaction=${interaction} .isBusy=${isBusy} .errors=${errors}></hp-questions>`;
      default:
        return html`<hp-form .interaction=${interaction} .isBusy=${isBusy} .errors=${errors}></hp-form>`;
    }
  }

  private renderProgress() {
    const { phase } = this.decision;
    switch (phase.kind) {
      case 'sending':
        return html`<p class="muted">Sending your decision…</p>`;
      case 'unknown':
        return html`<p class="notice">
          The server has not answered: it is not known yet whether your decision counts. It is being sent again (attempt
          ${phase.attempt + 1}) and will count once.
        </p>`;
      case 'signed-out':
        return html`<p class="notice">
          Your decision is not sent yet: sign in again. It is kept here, and sent when you have; it will count once.
        </p>`;
      case 'refused':
        return html`<p class="notice bad">The server refused it: ${revealed(phase.detail)}</p>`;
      case 'invalid':
        return html`<p class="notice bad">The server found something wrong in the answer; nothing is decided yet.</p>`;
      default:
        return '';
    }
  }

  private renderOutcome() {
    const { phase } = this.decision;
    const isMine = phase.kind === 'decided' && phase.isMine;
    const isLate = phase.kind === 'decided' && !phase.isMine;
    return html`<hp-outcome
        .interaction=${this.interaction}
        .isMine=${isMine}
        .isLate=${isLate}
        .isAwaited=${this.decision.isUnderWay}
      ></hp-outcome>
      ${!isMine && draftOf(this.interaction.id) !== '' ? this.renderDraft() : ''}`;
  }

  private renderDraft() {
    const draft = words(draftOf(this.interaction.id));
    return html`<div class="stack draft">
      <p>What you had typed was not sent. It is kept here:</p>
      <pre tabindex="0" role="group" aria-label="Your draft">${plain(draft)}</pre>
      <div class="actions">
        <button type="button" @click=${() => void copy(draft)}>Copy</button>
        <button type="button" class="plain" @click=${this.dropDraft}>Discard</button>
      </div>
    </div>`;
  }

  private get isDecidedHere(): boolean {
    return this.decision.phase.kind === 'decided' && this.decision.phase.isMine;
  }

  private get body(): CardBody | null {
    return this.renderRoot.querySelector<CardBody>('hp-permission, hp-plan, hp-questions, hp-form');
  }

  private readonly dropDraft = () => {
    saveDraft(this.interaction.id, '');
    this.requestUpdate();
  };

  private async onDecide(event: CustomEvent<Decided>): Promise<void> {
    const { verb, body, isApproval } = event.detail;
    if (isApproval && isHighRisk(this.interaction)) {
      const confirm = this.renderRoot.querySelector<Confirm>('hp-confirm')!;
      const title = plain(this.interaction.title ?? this.interaction.type);
      if (!(await confirm.ask(`This is marked high risk: “${title}”. Let it happen?`, 'Yes, let it happen'))) {
        return;
      }
    }
    await this.decision.send(this.interaction.id, verb, body);
  }
}

/** What happens at the deadline. */
function fate(interaction: Interaction): string {
  const { onExpiry } = interaction;
  if (onExpiry === null) return 'it expires unanswered';
  return 'reject' in onExpiry ? 'it is rejected' : 'a default answer is given';
}

/** A draft as text: the words alone where it is only words. */
function words(draft: string): string {
  const parts = JSON.parse(draft) as Record<string, unknown>;
  const values = Object.values(parts);
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : JSON.stringify(parts, null, 2);
}

customElements.define('hp-card', Card);
