import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { textOf } from '../model/interaction';
import { base } from '../styles/base';
import { CardBody, isSubmit } from './card-body';
import '../parts/json-view';
import '../parts/markdown-view';

/** Permission modes that agents know; the plan may be carried out in one of them. */
const MODES: readonly (readonly [string, string])[] = [
  ['', 'as the agent is set'],
  ['default', 'asking before each tool'],
  ['acceptEdits', 'accepting edits without asking'],
  ['bypassPermissions', 'without asking at all'],
];
/** Beyond this many characters a plan is folded. */
const LONG = 20_000;

/** Is this plan right? Approve, approve with a permission mode, or send it back with words. */
export class PlanCard extends CardBody {
  @state() private mode = '';
  @state() private feedback = '';
  @state() private isWhole = false;

  static override styles = [
    base,
    css`
      .plan {
        padding: 1rem 1.2rem;
        border: 1px solid var(--line);
        border-radius: 0.5rem;
        background: var(--code);
      }
      select {
        max-width: 22rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.feedback = textOf(this.kept()['feedback']);
  }

  override render() {
    const plan = this.data['plan'];
    return html`<div class="stack">
      <div class="plan" role="region" aria-label="Plan">
        ${typeof plan === 'string' ? this.renderPlan(plan) : this.renderData()}
      </div>
      <div class="field">
        <label for="feedback">What to change (to send it back)</label>
        <textarea
          id="feedback"
          rows="3"
          maxlength="10000"
          .value=${this.feedback}
          ?disabled=${this.isBusy}
          @input=${(event: Event) => this.say((event.target as HTMLTextAreaElement).value)}
          @keydown=${(event: KeyboardEvent) => isSubmit(event) && this.deny()}
        ></textarea>
      </div>
      <div class="field">
        <label for="mode">If approved, carry it out</label>
        <select
          id="mode"
          ?disabled=${this.isBusy}
          @change=${(event: Event) => (this.mode = (event.target as HTMLSelectElement).value)}
        >
          ${MODES.map(([mode, words]) => html`<option value=${mode} ?selected=${mode === this.mode}>${words}</option>`)}
        </select>
      </div>
      ${this.errors.map((error) => html`<p class="error">${error.pointer}: ${error.detail}</p>`)}
      <div class="actions">
        <button type="button" class="primary" ?disabled=${this.isBusy} @click=${this.allow}>Approve</button>
        <button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.deny}>Send back</button>
      </div>
    </div>`;
  }

  private renderPlan(plan: string) {
    const isLong = plan.length > LONG;
    return html`<hp-markdown .text=${isLong && !this.isWhole ? plan.slice(0, LONG) + '\n\n…' : plan}></hp-markdown> ${
        isLong
          ? html`<button type="button" aria-expanded=${this.isWhole} @click=${() => (this.isWhole = !this.isWhole)}>
              ${this.isWhole ? 'Show less' : `Show the whole plan (${Math.round(plan.length / 1024)} KiB)`}
            </button>`
          : ''
      }`;
  }

  private renderData() {
    return html`<hp-json .value=${this.interaction.data} label="Plan"></hp-json>`;
  }

  override allow(): void {
    this.send(true, this.mode === '' ? {} : { permissionMode: this.mode });
  }

  override deny(): void {
    const feedback = this.feedback.trim();
    this.send(false, feedback === '' ? {} : { feedback });
  }

  private say(feedback: string): void {
    this.feedback = feedback;
    this.keep(feedback === '' ? null : { feedback });
  }

  private send(approved: boolean, more: object): void {
    if (!this.isBusy) {
      this.decide({ verb: 'resolve', body: { response: { approved, ...more } }, isApproval: approved });
    }
  }
}

customElements.define('hp-plan', PlanCard);
