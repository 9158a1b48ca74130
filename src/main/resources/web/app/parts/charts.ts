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
} from 'chart.js';
import type { Bucket } from '../model/api';
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
  ['resolved', '--good'],
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

  constructor(outcomes: HTMLCanvasElement, times: HTMLCanvasElement) {
    const plain = { responsive: true, maintainAspectRatio: false, animation: false as const };
    this.outcomes = new Chart(outcomes, {
      type: 'bar',
      data: { labels: [], datasets: [] },
      options: {
        ...plain,
        scales: { x: axis(true), y: { ...axis(true), ticks: { precision: 0, color: colour('--muted') } } },
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
          y: {
            ...axis(false),
            type: 'logarithmic',
            suggestedMin: 1_000,
            suggestedMax: 3_600_000,
            ticks: { color: colour('--muted'), maxTicksLimit: 8, callback: (value) => took(Number(value)) },
          },
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
          backgroundColor: colour('--accent'),
          stack: 'asked',
        },
      ],
    };
    this.times.data = {
      labels,
      datasets: TIMES.map(([name, words, token]) => ({
        label: words,
        data: buckets.map((bucket) => bucket.decisionMillis[name]),
        borderColor: colour(token),
        backgroundColor: colour(token),
        pointRadius: 3,
      })),
    };
    this.outcomes.update();
    this.times.update();
  }

  destroy(): void {
    this.outcomes.destroy();
    this.times.destroy();
  }
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
