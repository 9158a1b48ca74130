import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { inbox } from '../model/inbox';
import { ORIGINS, SETTLED } from '../model/interaction';
import { current, go } from '../model/route';
import { base } from '../styles/base';
import { Watching } from './watching';

export type FieldName = 'search' | 'sessionId' | 'type' | 'status' | 'origin' | 'from' | 'to';

const LABELS: Record<FieldName, string> = {
  search: 'Search',
  sessionId: 'Session',
  type: 'Type',
  status: 'Status',
  origin: 'Decided by',
  from: 'Asked from',
  to: 'Asked until',
};
const WELL_KNOWN = ['permission', 'plan-approval', 'ask-user'];

/** What is shown of a list; kept in the URL. */
export class Filters extends LitElement {
  @property({ attribute: false }) fields!: readonly FieldName[];

  static override styles = [
    base,
    css`
      div {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr));
        gap: 0.6rem;
      }
      label {
        display: grid;
        gap: 0.2rem;
        color: var(--muted);
        font-size: 0.8125rem;
        font-weight: 600;
      }
      input,
      select {
        font-weight: 400;
        font-size: 1rem;
        color: var(--ink);
      }
    `,
  ];

  constructor() {
    super();
    new Watching(this);
  }

  override render() {
    return html`<div role="search">
      ${this.fields.map((field) => html`<label>${LABELS[field]}${this.renderField(field, current()[field])}</label>`)}
    </div>`;
  }

  focusSearch(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  private renderField(field: FieldName, value: string) {
    if (field === 'search' || field === 'sessionId') {
      return html`<input
          type="search"
          list=${field}
          autocomplete="off"
          .value=${value}
          @input=${(event: Event) => go({ [field]: (event.target as HTMLInputElement).value }, true)}
        />${field === 'sessionId' ? this.renderSessions(field) : ''}`;
    }
    if (field === 'from' || field === 'to') {
      return html`<input
        type="date"
        .value=${value}
        @change=${(event: Event) => go({ [field]: (event.target as HTMLInputElement).value }, true)}
      />`;
    }
    return html`<select @change=${(event: Event) => go({ [field]: (event.target as HTMLSelectElement).value }, true)}>
      <option value="" ?selected=${value === ''}>all</option>
      ${this.values(field, value).map((one) => html`<option value=${one} ?selected=${one === value}>${one}</option>`)}
    </select>`;
  }

  private renderSessions(id: string) {
    return html`<datalist id=${id}>
      ${this.sessions.map((session) => html`<option value=${session}></option>`)}
    </datalist>`;
  }

  private values(field: FieldName, value: string): readonly string[] {
    if (field === 'status') return SETTLED;
    if (field === 'origin') return ORIGINS;
    const types = new Set([...WELL_KNOWN, ...inbox.items().map((item) => item.type)]);
    if (value !== '') types.add(value);
    return [...types].sort();
  }

  private get sessions(): readonly string[] {
    return [...new Set(inbox.items().map((item) => item.sessionId))].slice(0, 100);
  }
}

customElements.define('hp-filters', Filters);
