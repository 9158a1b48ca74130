import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { settled, statistics, timeline, type Bucket, type Statistics } from '../model/api';
import { inbox } from '../model/inbox';
import { current, go } from '../model/route';
import { dateTime, took, zone } from '../model/times';
import { Watching } from '../parts/watching';
import { base } from '../styles/base';
import { table } from '../styles/table';
import type { Charts } from '../parts/charts';

/** How much of the past is shown, in days, and how many hours a bucket has. */
const RANGES: readonly (readonly [number, string, number])[] = [
  [1, 'last 24 hours', 1],
  [7, 'last 7 days', 6],
  [30, 'last 30 days', 24],
];
const HOUR = 3_600_000;
const REFRESH = 30_000;

/** What is counted, and how it went over time. */
export class NumbersView extends LitElement {
  @state() private figures: Statistics | null = null;
  @state() private buckets: readonly Bucket[] = [];
  @state() private failure = '';
  private timer = 0;
  private charts: Charts | null = null;
  private wasLive = false;
  private readonly onRoute = () => void this.load();
  private readonly onChange = () => {
    const isLive = inbox.connection === 'live';
    if (isLive && !this.wasLive) {
      void this.load();
    }
    this.wasLive = isLive;
  };

  static override styles = [
    base,
    table,
    css`
      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        gap: 0.75rem;
      }
      .tile,
      figure,
      .panel {
        padding: 1rem 1.2rem;
        border: 1px solid var(--line);
        border-radius: 0.75rem;
        background: var(--surface);
        min-width: 0;
      }
      .tile dd {
        font-size: 1.9rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      .charts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
        gap: 0.75rem;
      }
      .canvas {
        position: relative;
        height: 16rem;
        margin-top: 0.5rem;
      }
      canvas {
        max-width: 100%;
      }
      table {
        font-variant-numeric: tabular-nums;
      }
      .numbers th,
      .numbers td {
        padding: 0.35rem 0.7rem;
      }
      select {
        width: auto;
      }
      @media (min-width: 52.01rem) {
        .numbers th:not(:first-child),
        .numbers td:not(:first-child) {
          text-align: right;
        }
      }
      @media (max-width: 52rem) {
        .numbers td {
          padding: 0;
        }
        .numbers td:first-child {
          font-weight: 600;
        }
        .numbers td:not(:first-child) {
          display: inline-block;
          margin-right: 1rem;
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
    this.timer = window.setInterval(() => void this.load(), REFRESH);
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
    this.charts?.destroy();
    this.charts = null;
  }

  override render() {
    const { days } = current();
    return html`<section class="stack" aria-label="Numbers">
      <div class="actions">
        <label class="hint" for="range">Shown</label>
        <select
          id="range"
          @change=${(event: Event) => go({ days: Number((event.target as HTMLSelectElement).value) }, true)}
        >
          ${RANGES.map(([value, words]) => html`<option value=${value} ?selected=${value === days}>${words}</option>`)}
        </select>
        ${this.failure === '' ? '' : this.renderFailure()}
      </div>
      ${this.figures === null ? html`<p class="muted" role="status">Loading…</p>` : this.renderTiles(this.figures)}
      <div class="charts">
        <figure>
          <figcaption><strong>Asked and decided</strong></figcaption>
          <div class="canvas">
            <canvas
              id="outcomes"
              role="img"
              aria-label="Outcomes over time; the table below has the same figures"
            ></canvas>
          </div>
        </figure>
        <figure>
          <figcaption><strong>Time to a person’s decision</strong></figcaption>
          <div class="canvas">
            <canvas id="times" role="img" aria-label="Time to decision; the table below has the same figures"></canvas>
          </div>
        </figure>
      </div>
      ${this.figures === null ? '' : this.renderTypes(this.figures)} ${this.renderBuckets()}
    </section>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('buckets') && this.buckets.length > 0) {
      void this.draw();
    }
  }

  private renderFailure() {
    return html`<span class="error" role="status">The numbers could not be read: ${this.failure}</span>`;
  }

  private renderTiles(figures: Statistics) {
    const tiles = [
      ['Pending', figures.pending],
      ['Sessions that wait', figures.sessions],
      ['Callers that wait', figures.waiters],
      ['Open streams', figures.tabs],
    ] as const;
    return html`<dl class="tiles">
      ${tiles.map(
        ([name, value]) =>
          html`<div class="tile">
            <dt class="hint">${name}</dt>
            <dd>${value.toLocaleString()}</dd>
          </div>`,
      )}
    </dl>`;
  }

  private renderTypes(figures: Statistics) {
    const columns = ['requested', 'pending', 'resolved', 'rejected', 'expired', 'cancelled'] as const;
    const types = Object.entries(figures.types).sort(([, one], [, other]) => other.requested - one.requested);
    return html`<section class="panel" aria-label="By type">
      ${renderTable(
        'By type, since the beginning',
        ['Type', ...columns],
        types.map(([type, tally]) => [type, ...columns.map((column) => tally[column].toLocaleString())]),
      )}
    </section>`;
  }

  private renderBuckets() {
    const busy = this.buckets.filter((bucket) => bucket.requested + settled(bucket) > 0);
    return html`<details class="panel">
      <summary>The same figures as a table</summary>
      <p class="hint">Times are those of ${zone()}.</p>
      ${renderTable(
        'Asked and decided, and time to a person’s decision',
        ['From', 'asked', 'resolved', 'rejected', 'expired', 'cancelled', 'half within', '99 of 100 within'],
        busy.map((bucket) => [
          dateTime(bucket.at),
          ...[bucket.requested, bucket.resolved, bucket.rejected, bucket.expired, bucket.cancelled].map(String),
          time(bucket.decisionMillis.p50),
          time(bucket.decisionMillis.p99),
        ]),
      )}
    </details>`;
  }

  private async load(): Promise<void> {
    const [days, , step] = RANGES.find(([value]) => value === current().days) ?? RANGES[0]!;
    const to = Math.ceil(Date.now() / HOUR) * HOUR;
    const query = new URLSearchParams({
      from: new Date(to - days * 24 * HOUR).toISOString(),
      to: new Date(to).toISOString(),
      step: `PT${step}H`,
    });
    try {
      const [figures, line] = await Promise.all([statistics(), timeline(query)]);
      this.figures = figures;
      this.buckets = line.buckets;
      this.failure = '';
    } catch (failure) {
      this.failure = failure instanceof Error ? failure.message : String(failure);
    }
  }

  /** The chart library is loaded only here: most readers never come. */
  private async draw(): Promise<void> {
    const { Charts } = await import('../parts/charts');
    const canvas = (id: string) => this.renderRoot.querySelector<HTMLCanvasElement>(`#${id}`);
    const outcomes = canvas('outcomes');
    const times = canvas('times');
    if (this.isConnected && outcomes !== null && times !== null) {
      this.charts ??= new Charts(outcomes, times);
      this.charts.show(this.buckets);
    }
  }
}

/** Figures by what the first column names. */
function renderTable(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]) {
  return html`<table role="table" class="numbers">
    <caption class="sr-only">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row">
            ${row.map(
              (cell, index) => html`<td role="cell" data-label=${index === 0 ? nothing : columns[index]!}>${cell}</td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function time(millis: number | null): string {
  return millis === null ? '–' : took(millis);
}

customElements.define('hp-numbers', NumbersView);
