import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { list } from '../model/api';
import { inbox } from '../model/inbox';
import { SETTLED, type Interaction, type Origin } from '../model/interaction';
import { current, href } from '../model/route';
import { dateTime, took } from '../model/times';
import { followLink } from '../parts/links';
import { tone, verdict } from '../parts/outcome';
import { revealed } from '../parts/revealed';
import { Watching } from '../parts/watching';
import { base } from '../styles/base';
import type { FieldName } from '../parts/filters';
import '../parts/filters';

const FIELDS: readonly FieldName[] = ['sessionId', 'type', 'status', 'origin', 'from', 'to'];

/** How long a filter must stand still before the list is asked for, in milliseconds. */
const STILL = 250;

const HOW: Record<Origin, string> = {
  responder: 'a person',
  asker: 'its asker',
  timeout: 'its deadline',
  session: 'session removed',
  'asker-lost': 'asker lost',
};

const NOTHING = html`<p class="muted">Nothing that was decided matches.</p>`;

/** What was decided, newest question first. */
export class HistoryView extends LitElement {
  @state() private items: readonly Interaction[] = [];
  @state() private next: string | null = null;
  @state() private isLoading = true;
  @state() private failure = '';
  /** Something was decided since the list was asked for. */
  @state() private isStale = false;
  private timer = 0;
  private asked = '';
  private pendingBefore = 0;
  private readonly onRoute = () => {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.load(), STILL);
  };
  private readonly onChange = () => {
    const now = inbox.pendingCount();
    this.isStale ||= now < this.pendingBefore;
    this.pendingBefore = now;
  };

  static override styles = [
    base,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        border: 1px solid var(--line);
        background: var(--surface);
      }
      th,
      td {
        padding: 0.55rem 0.8rem;
        border-bottom: 1px solid var(--line);
        text-align: left;
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      th {
        color: var(--muted);
        font-size: 0.8125rem;
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--bad);
      }
      @media (max-width: 52rem) {
        thead {
          display: none;
        }
        tr,
        td {
          display: block;
        }
        tr {
          padding: 0.5rem 0;
          border-bottom: 1px solid var(--line);
        }
        td {
          padding: 0.15rem 0.8rem;
          border: 0;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Watching(this, this.onChange, this.onRoute);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  override render() {
    return html`<section class="stack" aria-label="History">
      <hp-filters .fields=${FIELDS}></hp-filters>
      <div class="actions" role="status">
        ${this.isLoading ? html`<span class="muted">Loading…</span>` : ''}
        ${this.failure === '' ? '' : html`<span class="error">The history could not be read: ${this.failure}</span>`}
        ${this.isStale ? this.renderRefresh() : ''}
      </div>
      ${this.items.length === 0 && !this.isLoading ? NOTHING : this.renderTable()}
      ${
        this.next === null
          ? ''
          : html`<div class="actions">
              <button type="button" ?disabled=${this.isLoading} @click=${() => this.load(this.next)}>Show more</button>
            </div>`
      }
    </section>`;
  }

  private renderRefresh() {
    return html`<button type="button" @click=${() => this.load()}>Something was decided since: show it</button>`;
  }

  private renderTable() {
    return html`<table>
      <caption class="sr-only">
        What was decided, newest question first
      </caption>
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">Outcome</th>
          <th scope="col">How</th>
          <th scope="col">Decided</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        ${this.items.map((item) => this.renderRow(item))}
      </tbody>
    </table>`;
  }

  private renderRow(item: Interaction) {
    const after = Date.parse(item.decidedAt ?? '') - Date.parse(item.requestedAt);
    return html`<tr>
      <td>
        <a href=${href({ view: 'inbox', id: item.id })} @click=${followLink}>${revealed(item.title ?? item.type)}</a>
        <div class="hint">${item.type} · ${revealed(item.sessionId)}</div>
      </td>
      <td>
        <strong class=${tone(item)}>${verdict(item)}</strong
        >${item.reason === null ? '' : html`<div class="hint">${revealed(item.reason)}</div>`}
      </td>
      <td>${HOW[item.origin ?? 'responder']}${item.decidedBy === null ? '' : html` (${revealed(item.decidedBy)})`}</td>
      <td><time datetime=${item.decidedAt ?? ''}>${dateTime(item.decidedAt ?? '')}</time></td>
      <td>${took(after)}</td>
    </tr>`;
  }

  private async load(cursor: string | null = null): Promise<void> {
    const { sessionId, type, status, origin, from, to } = current();
    const query = new URLSearchParams({ order: 'newest', limit: '50' });
    for (const one of status === '' ? SETTLED : [status]) query.append('status', one);
    if (sessionId !== '') query.set('sessionId', sessionId);
    if (type !== '') query.set('type', type);
    if (origin !== '') query.set('origin', origin);
    if (from !== '') query.set('from', midnight(from, 0));
    if (to !== '') query.set('to', midnight(to, 1));
    if (cursor !== null) query.set('cursor', cursor);
    this.asked = query.toString();
    this.isLoading = true;
    this.isStale = false;
    try {
      const page = await list(query);
      if (this.asked === query.toString()) {
        this.items = cursor === null ? page.items : [...this.items, ...page.items];
        this.next = page.nextCursor;
        this.failure = '';
      }
    } catch (failure) {
      this.failure = failure instanceof Error ? failure.message : String(failure);
    } finally {
      this.isLoading = false;
    }
  }
}

/** Where a day begins in the reader's time zone, so many days later. */
function midnight(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

customElements.define('hp-history', HistoryView);
