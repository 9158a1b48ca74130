import { LitElement, css, html, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { statistics, timeline, type Bucket, type Statistics } from '../model/api';
import { inbox } from '../model/inbox';
import { current, go } from '../model/route';
import { dateTime, took } from '../model/times';
import { Watching } from '../parts/watching';
import { base } from '../styles/base';
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
      .panel {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.35rem 0.7rem;
        border-bottom: 1px solid var(--line);
        text-align: right;
      }
      th:first-child,
      td:first-child {
        text-align: left;
      }
      select {
        width: auto;
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
      ${this.figures === null ? '' : this.renderTypes(this.figures)} ${this.renderTable()}
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
    return html`<div class="panel" tabindex="0" role="region" aria-label="By type">
      <table>
        <caption class="sr-only">
          By type, since the beginning
        </caption>
        <thead>
          <tr>
            <th scope="col">Type</th>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${types.map(
            ([type, tally]) =>
              html`<tr>
                <td>${type}</td>
                ${columns.map((column) => html`<td>${tally[column].toLocaleString()}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private renderTable() {
    const busy = this.buckets.filter((bucket) => bucket.requested + settled(bucket) > 0);
    return html`<details class="panel">
      <summary>The same figures as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">asked</th>
            <th scope="col">resolved</th>
            <th scope="col">rejected</th>
            <th scope="col">expired</th>
            <th scope="col">cancelled</th>
            <th scope="col">half within</th>
            <th scope="col">99 of 100 within</th>
          </tr>
        </thead>
        <tbody>
          ${busy.map(
            (bucket) =>
              html`<tr>
                <td>${dateTime(bucket.at)}</td>
                <td>${bucket.requested}</td>
                <td>${bucket.resolved}</td>
                <td>${bucket.rejected}</td>
                <td>${bucket.expired}</td>
                <td>${bucket.cancelled}</td>
                <td>${time(bucket.decisionMillis.p50)}</td>
                <td>${time(bucket.decisionMillis.p99)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
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

function settled(bucket: Bucket): number {
  return bucket.resolved + bucket.rejected + bucket.expired + bucket.cancelled;
}

function time(millis: number | null): string {
  return millis === null ? '–' : took(millis);
}

customElements.define('hp-numbers', NumbersView);
