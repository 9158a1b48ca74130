import { LitElement, css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { inbox } from '../model/inbox';
import { ORIGINS } from '../model/interaction';
import { current, go } from '../model/route';
import { HOW, OUTCOMES } from '../model/verdict';
import { base } from '../styles/base';
import { Watching } from './watching';

export type FieldName = 'search' | 'sessionId' | 'type' | 'outcome' | 'origin' | 'decidedBy' | 'from' | 'to';

/** A value of a filter, and its words. */
type Choice = readonly [string, string];

const LABELS: Record<FieldName, string> = {
  search: 'Search',
  sessionId: 'Session',
  type: 'Type',
  outcome: 'Outcome',
  origin: 'By',
  decidedBy: 'Who decided',
  from: 'Decided from',
  to: 'Decided until',
};
const WELL_KNOWN = ['permission', 'plan-approval', 'ask-user'];
/** What the service takes to search for, for a session, and for who decided, in characters. */
const MOST_WORDS = 200;
const MOST_OF_SESSION = 200;
const MOST_OF_ID = 300;

/** What is shown of a list; kept in the URL. */
export class Filters extends LitElement {
  @property({ attribute: false }) fields!: readonly FieldName[];
  /** Who is known to have decided, by their ids. */
  @property({ attribute: false }) deciders: readonly string[] = [];

  static override styles = [
    base,
    css`
      .filters {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr));
        gap: 0.6rem;
      }
      .field {
        gap: 0.2rem;
        min-width: 0;
      }
      .search {
        grid-column: span 2;
      }
      label {
        color: var(--muted);
        font-size: 0.8125rem;
        font-weight: 600;
      }
      input,
      select {
        min-width: 0;
      }
    `,
  ];

  constructor() {
    super();
    new Watching(this);
  }

  override render() {
    return html`<div class="filters" role="search">
      ${this.fields.map(
        (field) =>
          html`<div class="field ${field}">
            <label for=${field}>${LABELS[field]}</label>
            ${this.renderField(field, current()[field])}
          </div>`,
      )}
    </div>`;
  }

  focusSearch(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  /** Leaves the field that has the focus; false where none has. */
  leave(): boolean {
    const field = this.shadowRoot?.activeElement;
    if (!(field instanceof HTMLElement)) {
      return false;
    }
    field.blur();
    return true;
  }

  private renderField(field: FieldName, value: string) {
    switch (field) {
      case 'search':
        return this.renderText(field, value, MOST_WORDS, []);
      case 'sessionId':
        return this.renderText(field, value, MOST_OF_SESSION, this.sessions);
      case 'decidedBy':
        return this.renderText(field, value, MOST_OF_ID, this.deciders);
      case 'from':
      case 'to':
        return html`<input
          id=${field}
          type="date"
          .value=${value}
          @change=${(event: Event) => go({ [field]: (event.target as HTMLInputElement).value }, true)}
        />`;
      case 'type':
        return this.renderChoice(field, value, this.types(value));
      case 'outcome':
        return this.renderChoice(field, value, Object.entries(OUTCOMES));
      case 'origin':
        return this.renderChoice(
          field,
          value,
          ORIGINS.map((origin) => [origin, HOW[origin]]),
        );
    }
  }

  private renderText(field: FieldName, value: string, most: number, known: readonly string[]) {
    return html`<input
        id=${field}
        type="search"
        list=${known.length > 0 ? `known-${field}` : nothing}
        maxlength=${most}
        autocomplete="off"
        .value=${value}
        @input=${(event: Event) => go({ [field]: (event.target as HTMLInputElement).value }, true)}
      /><datalist id="known-${field}">${known.map((one) => html`<option value=${one}></option>`)}</datalist>`;
  }

  private renderChoice(field: FieldName, value: string, choices: readonly Choice[]) {
    return html`<select
      id=${field}
      @change=${(event: Event) => go({ [field]: (event.target as HTMLSelectElement).value }, true)}
    >
      <option value="" ?selected=${value === ''}>all</option>
      ${choices.map(([one, words]) => html`<option value=${one} ?selected=${one === value}>${words}</option>`)}
    </select>`;
  }

  private types(value: string): readonly Choice[] {
    const types = new Set([...WELL_KNOWN, ...inbox.items().map((item) => item.type)]);
    if (value !== '') types.add(value);
    return [...types].sort().map((type) => [type, type]);
  }

  private get sessions(): readonly string[] {
    return [...new Set(inbox.items().map((item) => item.sessionId))].slice(0, 100);
  }
}

customElements.define('hp-filters', Filters);
