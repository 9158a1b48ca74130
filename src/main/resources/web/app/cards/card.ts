import { LitElement, css, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { decisionOf, type Decision } from '../model/decision';
import { saveDraft } from '../model/drafts';
import { isGuarded, type Interaction } from '../model/interaction';
import { me } from '../model/me';
import { nameOf } from '../model/summary';
import { dateTime } from '../model/times';
import { expects } from '../model/words';
import { Knowing } from '../parts/knowing';
import { revealed } from '../parts/revealed';
import { who } from '../parts/who';
import { base } from '../styles/base';
import { claims } from './claims';
import { fate } from './fate';
import { lacking } from './lacking';
import { progress } from './progress';
import { Seeing } from './seeing';
import type { CardBody, Decided } from './card-body';
import type { Confirm } from '../parts/confirm';
import '../parts/confirm';
import '../parts/outcome';
import './asked';
import './form-card';
import './kept-draft';
import './permission-card';
import './plan-card';
import './questions-card';

/** One question, whole: what is asked, the ways to answer, how far an answer is, and the outcome once there is one. */
export class Card extends LitElement {
  @property({ attribute: false }) interaction!: Interaction;
  private readonly seeing = new Seeing(this);
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

  constructor() {
    super();
    new Knowing(this);
  }

  override render() {
    const { interaction } = this;
    return html`<article>
      <header>
        <h2 id="title" tabindex="-1">${revealed(nameOf(interaction))}</h2>
        <div class="facts">
          <span class="chip">${interaction.type}</span>
          <span>Session ${revealed(interaction.sessionId)}</span>
          <span
            >Asked
            <time datetime=${interaction.requestedAt}>${dateTime(interaction.requestedAt)}</time
            >${this.renderAsker()}</span
          >
        </div>
        ${claims(interaction)} ${interaction.status === 'pending' ? fate(interaction) : ''}
        <div aria-live="polite">
          ${interaction.status === 'pending' ? progress(this.decision.phase) : this.renderOutcome()}
        </div>
      </header>
      <div class="stack" id="asked" tabindex="-1" @fold=${this.seeing.onFold}>${this.renderAsked()}</div>
      <div class="stack" @decide=${this.onDecide} @fold=${this.seeing.onFold} @show-rest=${this.showRest}>
        ${interaction.status === 'pending' ? (lacking(interaction) ?? this.renderBody()) : ''}
      </div>
      <details @fold=${ignored}>
        <summary>All that is asked, as JSON</summary>
        <hp-json .value=${interaction.data} label="All that is asked"></hp-json>
      </details>
      ${
        Object.keys(interaction.metadata).length === 0
          ? ''
          : html`<details @fold=${ignored}>
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

  /** What a key asks for: the way to let it happen, or to refuse it. Nothing is decided. */
  allow(): void {
    this.body?.allow();
  }

  deny(): void {
    this.body?.deny();
  }

  /** Leaves what a key went to, or the field or button that has the focus; false where that was nothing. */
  leave(): boolean {
    const { body } = this;
    const isWithin = body !== null && this.shadowRoot?.activeElement === body;
    const isLeft = (body?.leave() ?? false) || isWithin;
    if (isLeft) {
      this.focusTitle();
    }
    return isLeft;
  }

  /** Single keys do nothing while this holds. */
  get isWriting(): boolean {
    return this.body?.isWriting ?? false;
  }

  focusTitle(): void {
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  /** What had the focus goes with the ways to answer: the title has it then, and keys go on. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const isSettledNow = changed.get('interaction')?.status === 'pending' && this.interaction.status !== 'pending';
    if (isSettledNow && this.isDecidedHere) {
      saveDraft(this.interaction.id, '');
    }
    if (isSettledNow && this.shadowRoot?.activeElement != null) {
      void this.updateComplete.then(() => this.focusTitle());
    }
  }

  /** A view that cannot draw what is asked is no view: its JSON is shown in its place. */
  private renderAsked() {
    const { interaction } = this;
    if (this.seeing.isBroken) {
      return html`<p class="notice bad">This cannot be drawn as it should be. This is all that is asked:</p>
        <hp-json .value=${interaction.data} label="All that is asked, as it came"></hp-json>`;
    }
    return html`<hp-asked .interaction=${interaction}></hp-asked>`;
  }

  private renderAsker() {
    const { requestedBy } = this.interaction;
    if (requestedBy === null) return '';
    return html` by ${requestedBy.id === me.id ? 'you' : who(requestedBy)}`;
  }

  private renderBody() {
    const { interaction } = this;
    const { sight } = this.seeing;
    const isBusy = this.decision.isUnderWay || this.decision.phase.kind === 'decided';
    const errors = this.decision.errors;
    switch (this.kind) {
      case 'permission':
        return html`<hp-permission
          .interaction=${interaction}
          .isBusy=${isBusy}
          .errors=${errors}
          .sight=${sight}
        ></hp-permission>`;
      case 'plan-approval':
        return html`<hp-plan
          .interaction=${interaction}
          .isBusy=${isBusy}
          .errors=${errors}
          .sight=${sight}
        ></hp-plan>`;
      case 'ask-user':
        return html`<hp-questions
          .interaction=${interaction}
          .isBusy=${isBusy}
          .errors=${errors}
          .sight=${sight}
        ></hp-questions>`;
      case 'form':
        return html`<hp-form
          .interaction=${interaction}
          .isBusy=${isBusy}
          .errors=${errors}
          .sight=${sight}
        ></hp-form>`;
    }
  }

  /** A well-known type whose asker wants another response than its own is answered by a form. */
  private get kind(): 'permission' | 'plan-approval' | 'ask-user' | 'form' {
    const { type, responseSchema } = this.interaction;
    if (type === 'permission') return expects(responseSchema, 'behavior') ? type : 'form';
    if (type === 'plan-approval') return expects(responseSchema, 'approved') ? type : 'form';
    if (type === 'ask-user') return expects(responseSchema, 'answers') ? type : 'form';
    return 'form';
  }

  private readonly showRest = () => {
    this.seeing.unfold();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#asked')?.focus());
  };

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
      ${
        isMine || this.decision.isUnderWay
          ? ''
          : html`<hp-kept-draft .interactionId=${this.interaction.id}></hp-kept-draft>`
      }`;
  }

  private get isDecidedHere(): boolean {
    return this.decision.phase.kind === 'decided' && this.decision.phase.isMine;
  }

  private get body(): CardBody | null {
    return this.renderRoot.querySelector<CardBody>('hp-permission, hp-plan, hp-questions, hp-form');
  }

  private async onDecide(event: CustomEvent<Decided>): Promise<void> {
    const { verb, body, isApproval, quote } = event.detail;
    if (isApproval && isGuarded(this.interaction)) {
      const confirm = this.renderRoot.querySelector<Confirm>('hp-confirm')!;
      const asked = quote ?? html`<hp-asked .interaction=${this.interaction}></hp-asked>`;
      const plain = html`<hp-json
        .value=${quote === undefined ? this.interaction.data : { asked: this.interaction.data, answer: body.response }}
        label="What is decided, as it is sent"
      ></hp-json>`;
      const question = 'Its asker wants this to be thought over. Let this happen?';
      if (!(await confirm.ask(question, asked, plain, 'Yes, let it happen'))) {
        return;
      }
    }
    await this.decision.send(this.interaction.id, verb, body);
    if (this.isDecidedHere && this.isConnected) {
      this.dispatchEvent(new Event('won', { bubbles: true, composed: true }));
    }
  }
}

/** What stands on the card a second time may be folded. */
function ignored(event: Event): void {
  event.stopPropagation();
}

customElements.define('hp-card', Card);
