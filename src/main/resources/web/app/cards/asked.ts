import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { fileDangers } from '../model/dangers';
import { earlierPlan } from '../model/earlier-plan';
import { isObject, own, textOf, type Interaction } from '../model/interaction';
import { without, type Member } from '../model/members';
import { questionsOf } from '../model/questions';
import { callOf, shown, type View } from '../model/tool';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import '../parts/command-view';
import '../parts/diff-view';
import '../parts/members';
import '../parts/plan-text';
import '../parts/source-view';
import './question-text';

/** A longer message stands in a block of its own. */
const MESSAGE = 4_000;

/**
 * All that is asked, in the form that is easiest to judge: what a view understands by that view, and every other member
 * by its name. Pending or settled, it looks the same.
 */
export class Asked extends LitElement {
  @property({ attribute: false }) interaction!: Interaction;
  @state() private earlier: string | null = null;

  static override styles = [
    base,
    css`
      .tool {
        font: 700 1.25rem var(--mono);
        overflow-wrap: anywhere;
      }
      h3 {
        color: var(--muted);
        font-size: 0.9rem;
      }
      .plan {
        padding: 1rem 1.2rem;
        border: 1px solid var(--line);
        border-radius: 0.5rem;
        background: var(--code);
      }
      .message {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .warning {
        color: var(--warn);
        font-weight: 600;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.interaction.type === 'plan-approval') {
      void earlierPlan(this.interaction).then((plan) => (this.earlier = plan));
    }
  }

  override render() {
    switch (this.interaction.type) {
      case 'permission':
        return this.renderCall();
      case 'plan-approval':
        return this.renderPlan();
      case 'ask-user':
        return this.renderQuestions();
      default:
        return this.renderData();
    }
  }

  /** The message that other types begin with is read as words. */
  private renderData() {
    const { data } = this.interaction;
    if (!isObject(data)) {
      return data === null ? '' : value(data);
    }
    const message = textOf(own(data, 'message'));
    return message === '' || message.length > MESSAGE
      ? members(Object.entries(data))
      : html`<div class="stack">
          <p class="message">${revealed(message)}</p>
          ${members(without(data, ['message']))}
        </div>`;
  }

  private renderCall() {
    const call = callOf(this.interaction.data);
    const input = shown(call.tool, call.input);
    return html`<div class="stack">
      <p class="tool">${revealed(call.tool === '' ? 'A tool without a name' : call.tool)}</p>
      ${
        input === null
          ? value(call.input)
          : html`${input.views.map((view) => this.renderView(view))} ${members(input.rest)}`
      }
      ${call.rest.length === 0 ? '' : html`<h3>Told beside it</h3>`} ${members(call.rest)}
    </div>`;
  }

  private renderView(view: View) {
    switch (view.kind) {
      case 'command':
        return html`<hp-command .command=${view.command}></hp-command>`;
      case 'change':
        return html`${this.renderFileDangers(view.file)}
          <hp-diff .name=${view.file} .from=${view.from} .to=${view.to}></hp-diff>
          ${members(view.rest)}`;
      case 'file':
        return html`${this.renderFileDangers(view.file)}
          <figure>
            <figcaption class="mono">${revealed(view.file, 'code')}, its content from then on:</figcaption>
            <hp-source .text=${view.text} .label=${`Content of ${view.file}`}></hp-source>
          </figure>`;
      case 'patch':
        return html`<hp-diff .patch=${view.text}></hp-diff>`;
    }
  }

  private renderFileDangers(file: string) {
    const cwd = textOf(own(this.interaction.metadata, 'cwd'));
    return fileDangers(file, cwd).map((what) => html`<p class="warning">${what}</p>`);
  }

  private renderPlan() {
    const { data } = this.interaction;
    const plan = own(data, 'plan');
    if (!isObject(data) || typeof plan !== 'string') {
      return isObject(data) ? members(Object.entries(data)) : value(data);
    }
    return html`<div class="stack">
      <div class="plan" role="region" aria-label="Plan">
        <hp-plan-text .text=${plan} .previous=${this.earlier}></hp-plan-text>
      </div>
      ${members(without(data, ['plan']))}
    </div>`;
  }

  /** Pending questions stand where they are answered. */
  private renderQuestions() {
    const { data, status } = this.interaction;
    const questions = questionsOf(data);
    if (questions === null || !isObject(data)) {
      return isObject(data) ? members(Object.entries(data)) : value(data);
    }
    return html`<div class="stack">
      ${
        status === 'pending' ? '' : questions.map((one) => html`<hp-question-text .question=${one}></hp-question-text>`)
      }
      ${members(without(data, ['questions']))}
    </div>`;
  }
}

function members(all: readonly Member[]) {
  return all.length === 0 ? '' : html`<hp-members .members=${all}></hp-members>`;
}

function value(data: unknown) {
  if (data === undefined) {
    return html`<p class="muted">It tells nothing of what it would be called with.</p>`;
  }
  return typeof data === 'string'
    ? html`<hp-source .text=${data} label="What is asked"></hp-source>`
    : html`<hp-json .value=${data} label="What is asked"></hp-json>`;
}

customElements.define('hp-asked', Asked);
