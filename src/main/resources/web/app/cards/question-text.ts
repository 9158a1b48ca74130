import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Option, Question } from '../model/questions';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import '../parts/members';
import '../parts/source-view';

/** A question and its options to be read, where they cannot be answered any more. */
export class QuestionText extends LitElement {
  @property({ attribute: false }) question!: Question;

  static override styles = [
    base,
    css`
      ul {
        margin: 0.4rem 0;
        padding-left: 1.3rem;
      }
      small {
        display: block;
        color: var(--muted);
        font-size: 0.875rem;
      }
    `,
  ];

  override render() {
    const { question } = this;
    return html`<div class="stack">
      <p>${asked(question)}</p>
      ${
        question.options.length === 0
          ? ''
          : html`<ul>
              ${question.options.map((option) => html`<li>${optionText(option)}</li>`)}
            </ul>`
      }
      ${restOf(question)}
    </div>`;
  }
}

/** What is asked, in words. */
export function asked({ header, text }: Question): TemplateResult {
  return html`${header === '' ? '' : html`<span class="chip">${revealed(header)}</span> `}<span class="words"
      >${revealed(text)}</span
    >`;
}

/** All that is told of an option. */
export function optionText(option: Option): TemplateResult {
  return html`<span>
    ${option.label.trim() === '' ? html`<i>(no name)</i>` : html`<span class="words">${revealed(option.label)}</span>`}
    ${option.description === '' ? '' : html`<small class="words">${revealed(option.description)}</small>`}
    ${option.preview === '' ? '' : html`<hp-source .text=${option.preview} label="Preview"></hp-source>`}
    ${restOf(option)}
  </span>`;
}

export function restOf({ rest }: Question | Option): TemplateResult | '' {
  return rest.length === 0 ? '' : html`<hp-members .members=${rest}></hp-members>`;
}

customElements.define('hp-question-text', QuestionText);
