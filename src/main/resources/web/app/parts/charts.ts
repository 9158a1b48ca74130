import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
  type Scale,
} from 'chart.js';
import { settled, type Bucket } from '../model/api';
import { countTicks, durationTicks, type Tick } from '../model/ticks';
import { took } from '../model/times';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
);

const OUTCOMES = [
  ['resolved', '--accent'],
  ['rejected', '--bad'],
  ['expired', '--warn'],
  ['cancelled', '--line-strong'],
] as const;
const TIMES = [
  ['p50', 'half within', '--accent'],
  ['p90', '90 of 100 within', '--warn'],
  ['p99', '99 of 100 within', '--bad'],
] as const;

/** The pictures of the numbers page, in the colours of the page as they are when they are drawn. */
export class Charts {
  private readonly outcomes: Chart;
  private readonly times: Chart;
  private counts: readonly Tick[] = [];
  private durations: readonly Tick[] = [];

  constructor(outcomes: HTMLCanvasElement, times: HTMLCanvasElement) {
    const plain = { responsive: true, maintainAspectRatio: false, animation: false as const };
    this.outcomes = new Chart(outcomes, {
      type: 'bar',
      data: { labels: [], datasets: [] },
      options: {
        ...plain,
        scales: { x: axis(true), y: { ...axis(true), ...marked(() => this.counts) } },
        plugins: legend(),
      },
    });
    this.times = new Chart(times, {
      type: 'line',
      data: { labels: [], datasets: [] },
      options: {
        ...plain,
        spanGaps: false,
        scales: {
          x: axis(false),
          y: { ...axis(false), type: 'logarithmic', ...marked(() => this.durations) },
        },
        plugins: {
          ...legend(),
          tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${took(item.parsed.y ?? 0)}` } },
        },
      },
    });
  }

  show(buckets: readonly Bucket[]): void {
    const labels = buckets.map((bucket) => label(bucket.at, buckets.length > 24));
    this.outcomes.data = {
      labels,
      datasets: [
        ...OUTCOMES.map(([name, token]) => ({
          label: name,
          data: buckets.map((bucket) => bucket[name]),
          backgroundColor: colour(token),
          stack: 'settled',
        })),
        {
          label: 'asked',
          data: buckets.map((bucket) => bucket.requested),
          backgroundColor: colour('--muted'),
          stack: 'asked',
        },
      ],
    };
    this.times.data = {
      labels,
      datasets: TIMES.map(([name, words, token]) => ({
        label: words,
        data: buckets.map((bucket) => shown(bucket.decisionMillis[name])),
        borderColor: colour(token),
        backgroundColor: colour(token),
        pointRadius: 3,
      })),
    };
    this.counts = countTicks(Math.max(0, ...buckets.map((bucket) => Math.max(bucket.requested, settled(bucket)))));
    this.durations = durationTicks(buckets.flatMap((bucket) => Object.values(bucket.decisionMillis)).filter(isTime));
    this.outcomes.update();
    this.times.update();
  }

  destroy(): void {
    this.outcomes.destroy();
    this.times.destroy();
  }
}

/** An axis with these marks, which ends where they do. */
function marked(ticks: () => readonly Tick[]) {
  return {
    afterDataLimits(scale: Scale) {
      scale.min = ticks()[0]?.value ?? scale.min;
      scale.max = ticks().at(-1)?.value ?? scale.max;
    },
    afterBuildTicks(scale: Scale) {
      scale.ticks = ticks().map(({ value }) => ({ value }));
    },
    ticks: {
      color: colour('--muted'),
      autoSkip: false,
      callback: (value: number | string) => ticks().find((tick) => tick.value === Number(value))?.words ?? '',
    },
  };
}

/** What took no time at all has a place on an axis of powers, too. */
function shown(millis: number | null): number | null {
  return millis === null ? null : Math.max(1, millis);
}

function isTime(millis: number | null): millis is number {
  return millis !== null;
}

function axis(stacked: boolean) {
  return { stacked, ticks: { color: colour('--muted') }, grid: { color: colour('--line') } };
}

function legend() {
  return { legend: { labels: { color: colour('--ink'), boxWidth: 14 } } };
}

function label(time: string, isLong: boolean): string {
  const date = new Date(time);
  return isLong
    ? date.toLocaleDateString(undefined, { month: 'short', day: 'numeric' })
    : date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

/** A token as a colour: tokens depend on the scheme, which a canvas does not know. */
function colour(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
