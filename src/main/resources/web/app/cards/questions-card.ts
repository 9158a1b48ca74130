import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { isObject, textOf } from '../model/interaction';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import { CardBody, isSubmit } from './card-body';
import '../parts/json-view';

interface Question {
  readonly question: string;
  readonly header: string;
  readonly options: readonly { readonly label: string; readonly description: string }[];
  readonly isMultiple: boolean;
}

/** What is chosen and typed for one question. */
interface Answer {
  readonly chosen: readonly string[];
  readonly free: string;
}
const NONE: Answer = { chosen: [], free: '' };

/** Questions with options, and an answer in one's own words; all in one submit. */
export class QuestionsCard extends CardBody {
  @state() private answers: Readonly<Record<string, Answer>> = {};
  @state() private isTried = false;

  static override styles = [
    base,
    css`
      fieldset {
        padding: 0.9rem 1.1rem;
        border: 1px solid var(--line);
        border-radius: 0.5rem;
      }
      legend {
        padding: 0 0.4rem;
        margin-left: -0.4rem;
        overflow-wrap: anywhere;
      }
      .free {
        margin-top: 0.4rem;
      }
      .choice small {
        display: block;
        color: var(--muted);
        font-size: 0.875rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.answers = (this.kept()['answers'] ?? {}) as Record<string, Answer>;
  }

  override render() {
    const questions = this.questions;
    return html`<form
      class="stack"
      novalidate
      @submit=${this.submit}
      @keydown=${(event: KeyboardEvent) => isSubmit(event) && this.submit(event)}
    >
      ${questions.length === 0 ? html`<hp-json .value=${this.interaction.data} label="Question"></hp-json>` : ''}
      ${questions.map((question, index) => this.renderQuestion(question, index))}
      ${this.errors.map((error) => html`<p class="error">${error.pointer}: ${error.detail}</p>`)}
      <div class="actions">
        <button type="submit" class="primary" ?disabled=${this.isBusy}>
          Send ${questions.length > 1 ? 'answers' : 'answer'}
        </button>
        <button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.deny}>Decline to answer</button>
      </div>
    </form>`;
  }

  private renderQuestion(question: Question, index: number) {
    const answer = this.answerTo(question);
    const isMissing = this.isTried && valueOf(question, answer) === null;
    return html`<fieldset aria-describedby=${`missing-${index}`}>
      <legend>${chip(question.header)}${revealed(question.question)}</legend>
      ${question.options.map(
        (option) =>
          html`<label class="choice">
            <input
              type=${question.isMultiple ? 'checkbox' : 'radio'}
              name=${`question-${index}`}
              .checked=${answer.chosen.includes(option.label)}
              ?disabled=${this.isBusy}
              @change=${() => this.choose(question, option.label)}
            />
            <span>${revealed(option.label)}${note(option.description)}</span>
          </label>`,
      )}
      <div class="field free">
        <label for=${`free-${index}`} class="hint"
          >${question.options.length === 0 ? 'Your answer' : 'Or in your own words'}</label
        >
        <input
          id=${`free-${index}`}
          autocomplete="off"
          maxlength="10000"
          .value=${answer.free}
          ?disabled=${this.isBusy}
          aria-invalid=${isMissing}
          @input=${(event: Event) => this.write(question, (event.target as HTMLInputElement).value)}
        />
      </div>
      <p class="error" id=${`missing-${index}`} role="status">${isMissing ? 'Choose or write an answer.' : ''}</p>
    </fieldset>`;
  }

  override deny(): void {
    if (!this.isBusy) {
      this.decide({ verb: 'reject', body: { reason: 'Declined to answer' }, isApproval: false });
    }
  }

  private get questions(): readonly Question[] {
    const questions = this.data['questions'];
    return Array.isArray(questions) ? questions.filter(isObject).map(toQuestion) : [];
  }

  /** Texts of questions are askers' words: one may be the name of something that every object has. */
  private answerTo(question: Question): Answer {
    return Object.hasOwn(this.answers, question.question) ? this.answers[question.question]! : NONE;
  }

  private choose(question: Question, label: string): void {
    const { chosen, free } = this.answerTo(question);
    if (question.isMultiple) {
      const isOn = chosen.includes(label);
      this.put(question, { chosen: isOn ? chosen.filter((other) => other !== label) : [...chosen, label], free });
    } else {
      this.put(question, { chosen: [label], free: '' });
    }
  }

  private write(question: Question, free: string): void {
    const { chosen } = this.answerTo(question);
    this.put(question, { chosen: question.isMultiple || free === '' ? chosen : [], free });
  }

  private put(question: Question, answer: Answer): void {
    this.answers = { ...this.answers, [question.question]: answer };
    this.keep({ answers: this.answers });
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.isTried = true;
    const entries = this.questions.map(
      (question) => [question.question, valueOf(question, this.answerTo(question))] as const,
    );
    if (!this.isBusy && entries.every(([, value]) => value !== null)) {
      this.decide({ verb: 'resolve', body: { response: { answers: Object.fromEntries(entries) } }, isApproval: false });
    }
  }
}

function chip(header: string) {
  return header === '' ? '' : html`<span class="chip">${revealed(header)}</span> `;
}

function note(description: string) {
  return description === '' ? '' : html`<small>${revealed(description)}</small>`;
}

/** The answer as it is sent; null where there is none. */
function valueOf(question: Question, answer: Answer): string | string[] | null {
  const free = answer.free.trim();
  if (question.isMultiple) {
    const all = free === '' ? [...answer.chosen] : [...answer.chosen, free];
    return all.length === 0 ? null : all;
  }
  return free !== '' ? free : (answer.chosen[0] ?? null);
}

function toQuestion(value: Record<string, unknown>): Question {
  const options = Array.isArray(value['options']) ? value['options'].filter(isObject) : [];
  return {
    question: textOf(value['question']),
    header: textOf(value['header']),
    options: options.map((option) => ({ label: textOf(option['label']), description: textOf(option['description']) })),
    isMultiple: value['multiSelect'] === true,
  };
}

customElements.define('hp-questions', QuestionsCard);
