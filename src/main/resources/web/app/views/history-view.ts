import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { exportAddress, exportName } from '../model/api';
import { historyQuery } from '../model/history';
import type { Interaction } from '../model/interaction';
import { me } from '../model/me';
import { current, href } from '../model/route';
import { session } from '../model/session';
import { nameOf } from '../model/summary';
import { dateTime, took, zone } from '../model/times';
import { answerOf, HOW, sign, tone, verdict, wordsOf } from '../model/verdict';
import { Knowing } from '../parts/knowing';
import { followLink } from '../parts/links';
import { revealed } from '../parts/revealed';
import { who } from '../parts/who';
import { base } from '../styles/base';
import { table } from '../styles/table';
import { HistoryPages } from './history-pages';
import type { FieldName } from '../parts/filters';
import '../parts/filters';

const FIELDS: readonly FieldName[] = ['search', 'sessionId', 'type', 'outcome', 'origin', 'from', 'to'];

const EXPORTS = [
  ['csv', 'CSV'],
  ['jsonl', 'JSON lines'],
] as const;

/** What was decided, the last decision first. */
export class HistoryView extends LitElement {
  private readonly pages = new HistoryPages(this);
  /** How far an export is that no link can fetch. */
  @state() private saving = '';

  static override styles = [
    base,
    table,
    css`
      table {
        border: 1px solid var(--line);
        background: var(--surface);
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--bad);
      }
      strong,
      .by {
        overflow-wrap: normal;
      }
      .who {
        overflow-wrap: anywhere;
      }
      .words {
        margin: 0.2rem 0 0;
        white-space: pre-wrap;
      }
      .head {
        justify-content: space-between;
      }
      @media (min-width: 52.01rem) {
        .question {
          width: 32%;
        }
        .outcome {
          width: 30%;
        }
        .time {
          white-space: nowrap;
        }
      }
      @media (max-width: 52rem) {
        .fact {
          display: inline-block;
          padding-right: 0;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Knowing(this);
  }

  override render() {
    const { items, isLoading } = this.pages;
    return html`<section class="stack" aria-label="History">
      <hp-filters .fields=${this.fields} .deciders=${this.deciders}></hp-filters>
      <div class="actions head">
        <p class="hint">Times are those of ${zone()}.</p>
        ${this.renderExports()}
      </div>
      <div class="actions" role="status">${this.renderState()}</div>
      ${items.length > 0 ? this.renderTable() : ''}
      ${
        this.pages.hasMore
          ? html`<div class="actions">
              <button type="button" aria-disabled=${isLoading} @click=${() => isLoading || this.pages.more()}>
                Show more
              </button>
            </div>`
          : ''
      }
    </section>`;
  }

  /** Who decided is asked for once anybody is known by name. */
  private get fields(): readonly FieldName[] {
    const isKnown = this.deciders.length > 0 || current().decidedBy !== '';
    return isKnown ? [...FIELDS, 'decidedBy'] : FIELDS;
  }

  private get deciders(): readonly string[] {
    const ids = this.pages.items.map((item) => item.decidedBy?.id).filter((id) => id !== undefined);
    return [...new Set(ids)].sort();
  }

  private renderExports() {
    const query = historyQuery(current());
    return html`<p class="hint">
      All that matches:
      ${EXPORTS.map(
        ([format, label], index) =>
          html`${index === 0 ? '' : ', '}<a
              href=${exportAddress(query, format)}
              download
              @click=${(event: Event) => this.export(event, format)}
              >${label}</a
            >`,
      )}
      <span role="status">${this.saving}</span>
    </p>`;
  }

  /** A link cannot send a token. */
  private async export(event: Event, format: 'csv' | 'jsonl'): Promise<void> {
    if (session.token === null) {
      return;
    }
    event.preventDefault();
    const { href: address } = event.currentTarget as HTMLAnchorElement;
    this.saving = 'Saving…';
    try {
      const { saveAs } = await import('../model/export-file');
      const isSaved = await saveAs(address, exportName(format));
      this.saving = isSaved ? 'Saved.' : '';
    } catch (failure) {
      this.saving = `It was not saved: ${failure instanceof Error ? failure.message : String(failure)}`;
    }
  }

  private renderState() {
    const { items, isLoading, failure, isStale, hasMore } = this.pages;
    const count = items.length === 1 ? '1 decision' : `${items.length.toLocaleString()} decisions`;
    return html`${
      isLoading
        ? html`<span class="muted">${items.length > 0 ? `${count} so far, looking on…` : 'Loading…'}</span>
            <button type="button" @click=${() => this.pages.stop()}>Stop</button>`
        : html`<span class="muted"
            >${items.length > 0 || hasMore ? `${count}${hasMore ? ', and more below' : ''}` : nothing(failure)}</span
          >`
    }
    ${failure === '' ? '' : html`<span class="error">The history could not be read: ${failure}</span>`}
    ${
      isStale
        ? html`<button type="button" @click=${() => this.pages.load()}>Something was decided since: show it</button>`
        : ''
    }`;
  }

  private renderTable() {
    return html`<table role="table">
      <caption class="sr-only">
        What was decided, the last decision first
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Question</th>
          <th role="columnheader" scope="col">Outcome</th>
          <th role="columnheader" scope="col">By</th>
          <th role="columnheader" scope="col">Decided</th>
          <th role="columnheader" scope="col">After</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${this.pages.items.map(renderRow)}
      </tbody>
    </table>`;
  }
}

function nothing(failure: string): string {
  return failure === '' ? 'Nothing that was decided matches.' : '';
}

function renderRow(item: Interaction) {
  const decidedAt = item.decidedAt ?? '';
  return html`<tr role="row">
    <td role="cell" class="question">
      <a href=${href({ view: 'inbox', id: item.id, search: '' })} @click=${followLink}>${revealed(nameOf(item))}</a>
      <div class="hint">${item.type} · ${revealed(item.sessionId)}</div>
    </td>
    <td role="cell" class="outcome">
      <strong class=${tone(item)}><span aria-hidden="true">${sign(item)}</span> ${verdict(item)}</strong>
      ${[answerOf(item), ...wordsOf(item)]
        .filter((words) => words !== '')
        .map((words) => html`<p class="hint words">${revealed(words)}</p>`)}
    </td>
    <td role="cell" class="fact by" data-label="by">${renderBy(item)}</td>
    <td role="cell" class="fact time"><time datetime=${decidedAt}>${dateTime(decidedAt)}</time></td>
    <td role="cell" class="fact time" data-label="after">
      ${took(Date.parse(decidedAt) - Date.parse(item.requestedAt))}
    </td>
  </tr>`;
}

/** A person who is known stands for themselves; beside any other cause stands who set it off. */
function renderBy({ origin, decidedBy }: Interaction) {
  const how = HOW[origin ?? 'responder'];
  if (decidedBy === null) return how;
  const name = decidedBy.id === me.id ? 'you' : who(decidedBy);
  return origin === 'responder'
    ? html`<span class="who">${name}</span>`
    : html`${how} <span class="who">(${name})</span>`;
}

customElements.define('hp-history', HistoryView);
