import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { textOf } from '../model/interaction';
import { count } from '../model/source';
import { questionsOf, type Option, type Question } from '../model/questions';
import { charactersOf, MOST_REASON, MOST_WORDS } from '../model/words';
import { Folding } from '../parts/folding';
import { base } from '../styles/base';
import { CardBody, isSubmit } from './card-body';
import { asked, optionText, restOf } from './question-text';
import '../parts/words';

/** More questions, and more options of one, than this are folded. */
const QUESTIONS = 40;
const OPTIONS = 60;

/** What is chosen and typed for one question. */
interface Answer {
  readonly chosen: readonly string[];
  readonly free: string;
}
const NONE: Answer = { chosen: [], free: '' };

/** Questions with options, and an answer in one's own words; all in one submit, or declined. */
export class QuestionsCard extends CardBody {
  @state() private answers: Readonly<Record<string, Answer>> = {};
  @state() private isTried = false;
  @state() private isDeclining = false;
  @state() private words = '';
  @state() private isOpen = false;
  private questions: readonly Question[] | null = null;
  private readonly folding = new Folding(this, () => (this.isOpen = true));

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
      .words {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .choice > span {
        min-width: 0;
      }
      small {
        display: block;
        color: var(--muted);
        font-size: 0.875rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.questions = questionsOf(this.interaction.data);
    const draft = this.kept();
    this.answers = (draft['answers'] ?? {}) as Record<string, Answer>;
    this.words = textOf(draft['words']);
    this.isDeclining = this.words !== '';
  }

  override get isWriting(): boolean {
    return this.isDeclining || super.isWriting;
  }

  override render() {
    const all = this.questions ?? [];
    const isLong = all.length > QUESTIONS || all.some(({ options }) => options.length > OPTIONS);
    this.folding.isFolded = isLong && !this.isOpen;
    const drawn = this.folding.isFolded ? all.slice(0, QUESTIONS) : all;
    return html`<div class="stack" @keydown=${(event: KeyboardEvent) => isSubmit(event) && this.submit()}>
      ${all.length === 0 ? html`<p class="hint">No answer is known to fit this question: it can be declined.</p>` : ''}
      ${drawn.map((question, index) => this.renderQuestion(question, index))}
      ${
        drawn.length < all.length
          ? html`<p class="hint">${count(all.length - drawn.length)} more questions are folded.</p>`
          : ''
      }
      ${this.errors.map((error) => html`<p class="error">${error.pointer}: ${error.detail}</p>`)}
      ${this.isDeclining ? this.renderDecline() : this.renderActions(all.length)}
    </div>`;
  }

  private renderActions(many: number) {
    return html`<div class="actions">
        ${
          this.isAnswered
            ? this.renderAllow(`Send ${many > 1 ? 'answers' : 'answer'}`, this.submit)
            : many > 0
              ? html`<span class="hint">Choose or write an answer; <kbd>Ctrl+Enter</kbd> sends it.</span>`
              : ''
        }
        <button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.deny}>Decline…</button>
      </div>
      ${this.renderAim('answers')}`;
  }

  private renderDecline() {
    return html`<hp-words
        label="Why not (optional)"
        .value=${this.words}
        .limit=${MOST_REASON}
        .disabled=${this.isBusy}
        @words=${(event: CustomEvent<string>) => this.say(event.detail)}
      ></hp-words>
      <div class="actions">
        <button
          type="button"
          class="danger"
          ?disabled=${this.isBusy || charactersOf(this.words) > MOST_REASON}
          @click=${this.decline}
        >
          Decline to answer
        </button>
        <button type="button" class="plain" ?disabled=${this.isBusy} @click=${this.leave}>Back</button>
      </div>`;
  }

  private renderQuestion(question: Question, index: number) {
    const answer = this.answerTo(question);
    const isMissing = this.isTried && valueOf(question, answer) === null;
    const options = this.folding.isFolded ? question.options.slice(0, OPTIONS) : question.options;
    const left = question.options.length - options.length;
    return html`<fieldset aria-describedby=${`missing-${index}`}>
      <legend>${asked(question)}</legend>
      ${restOf(question)} ${options.map((option) => this.renderOption(question, option, index, answer))}
      ${left > 0 ? html`<p class="hint">${count(left)} more options are folded.</p>` : ''}
      ${
        question.isFree
          ? html`<hp-words
              class="free"
              rows="1"
              label=${question.options.length === 0 ? 'Your answer' : 'Or in your own words'}
              .value=${answer.free}
              .limit=${MOST_WORDS}
              .disabled=${this.isBusy}
              @words=${(event: CustomEvent<string>) => this.write(question, event.detail)}
            ></hp-words>`
          : ''
      }
      ${
        !question.isMultiple && answer.chosen.length > 0 && answer.free.trim() !== ''
          ? html`<p class="hint" role="status">An option is chosen: your words are kept here, and not sent.</p>`
          : ''
      }
      <p class="error" id=${`missing-${index}`} role="status">${isMissing ? 'Choose or write an answer.' : ''}</p>
    </fieldset>`;
  }

  private renderOption(question: Question, option: Option, index: number, answer: Answer) {
    return option.cannot === null
      ? html`<label class="choice">
          <input
            type=${question.isMultiple ? 'checkbox' : 'radio'}
            name=${`question-${index}`}
            .checked=${answer.chosen.includes(option.label)}
            ?disabled=${this.isBusy}
            @change=${() => this.choose(question, option.label)}
          />
          ${optionText(option)}
        </label>`
      : html`<div class="choice">
          <span>${optionText(option)}<small>${option.cannot}</small></span>
        </div>`;
  }

  override allow(): void {
    if (this.isAnswered) {
      super.allow();
    } else {
      void this.focusOn('input, hp-words');
    }
  }

  override deny(): void {
    if (!this.isBusy) {
      this.isDeclining = true;
      void this.focusOn('hp-words:not(.free)');
    }
  }

  override leave(): boolean {
    if (!this.isDeclining) {
      return false;
    }
    this.isDeclining = false;
    return true;
  }

  /** Something is chosen or written: an answer that nobody gave is none. */
  private get isAnswered(): boolean {
    return (this.questions ?? []).some((question) => valueOf(question, this.answerTo(question)) !== null);
  }

  /** Texts of questions are askers' words: one may be the name of something that every object has. */
  private answerTo(question: Question): Answer {
    return Object.hasOwn(this.answers, question.text) ? this.answers[question.text]! : NONE;
  }

  private choose(question: Question, label: string): void {
    const { chosen, free } = this.answerTo(question);
    if (question.isMultiple) {
      const isOn = chosen.includes(label);
      this.put(question, { chosen: isOn ? chosen.filter((other) => other !== label) : [...chosen, label], free });
    } else {
      this.put(question, { chosen: [label], free });
    }
  }

  private write(question: Question, free: string): void {
    const { chosen } = this.answerTo(question);
    this.put(question, { chosen: question.isMultiple || free === '' ? chosen : [], free });
  }

  private put(question: Question, answer: Answer): void {
    this.answers = Object.fromEntries([...Object.entries(this.answers), [question.text, answer]]);
    this.keepAll();
  }

  private say(words: string): void {
    this.words = words;
    this.keepAll();
  }

  private keepAll(): void {
    const isEmpty =
      this.words === '' && Object.values(this.answers).every((one) => one.chosen.length === 0 && one.free === '');
    this.keep(isEmpty ? null : { answers: this.answers, ...(this.words === '' ? {} : { words: this.words }) });
  }

  private readonly submit = () => {
    if (this.isDeclining) {
      this.decline();
      return;
    }
    this.isTried = true;
    const all = this.questions ?? [];
    const entries = all.map((question) => [question.text, valueOf(question, this.answerTo(question))] as const);
    const isTooLong = all.some((question) => this.answerTo(question).free.length > MOST_WORDS);
    if (all.length > 0 && this.sight === 'whole' && !isTooLong && entries.every(([, value]) => value !== null)) {
      this.decide({ verb: 'resolve', body: { response: { answers: Object.fromEntries(entries) } }, isApproval: false });
    }
  };

  private readonly decline = () => {
    if (charactersOf(this.words) <= MOST_REASON) {
      const reason = this.words.trim();
      this.decide({
        verb: 'reject',
        body: { reason: reason === '' ? 'Declined to answer' : reason },
        isApproval: false,
      });
    }
  };
}

/** The answer as it is sent; null where there is none. */
function valueOf(question: Question, answer: Answer): string | string[] | null {
  const free = answer.free.trim();
  const chosen = answer.chosen.filter((label) => question.options.some((one) => one.label === label));
  if (question.isMultiple) {
    const all = free === '' ? chosen : [...chosen, free];
    return all.length === 0 ? null : all;
  }
  return chosen[0] ?? (free === '' ? null : free);
}

customElements.define('hp-questions', QuestionsCard);
