import { LitElement, css, html } from 'lit';
import { diffLines, type Change } from 'diff';
import { pieces } from '../model/text';
import { base } from '../styles/base';

/** How many lines are shown at first, and how many unchanged ones around a change. */
const LINES = 80;
const CONTEXT = 3;
/** Texts with more lines than this together are not compared, which could take long: all out, all in. */
const COMPARED = 1_000;

interface Line {
  readonly kind: 'same' | 'out' | 'in' | 'gap';
  readonly text: string;
}

/** What changes between two texts, line by line. */
export class DiffView extends LitElement {
  static override properties = { from: {}, to: {}, name: {}, isOpen: { state: true } };
  declare from: string;
  declare to: string;
  declare name: string;
  declare isOpen: boolean;

  static override styles = [
    base,
    css`
      figcaption {
        margin-bottom: 0.35rem;
        overflow-wrap: anywhere;
      }
      .lines {
        border: 1px solid var(--line);
        border-radius: 0.5rem;
        background: var(--code);
        overflow-x: auto;
        font: 0.875rem/1.55 var(--mono);
      }
      .line {
        display: grid;
        grid-template-columns: 1.6rem 1fr;
        padding-right: 0.8rem;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .line > span:first-child {
        text-align: center;
        user-select: none;
      }
      .out {
        background: var(--bad-soft);
      }
      .in {
        background: var(--good-soft);
      }
      .gap {
        color: var(--muted);
      }
      button {
        margin-top: 0.5rem;
      }
    `,
  ];

  constructor() {
    super();
    this.from = '';
    this.to = '';
    this.name = '';
    this.isOpen = false;
  }

  override render() {
    const lines = compare(this.from, this.to);
    const shown = this.isOpen ? lines : lines.slice(0, LINES);
    return html`<figure>
      ${this.name === '' ? '' : html`<figcaption class="mono">${marked(this.name)}</figcaption>`}
      <div class="lines" tabindex="0" role="group" aria-label=${`Changes ${this.name}`}>
        ${shown.map(
          (line) =>
            html`<div class="line ${line.kind}">
              <span aria-hidden="true">${SIGN[line.kind]}</span
              ><span><span class="sr-only">${SAID[line.kind]}</span>${marked(line.text)}</span>
            </div>`,
        )}
      </div>
      ${
        lines.length > LINES
          ? html`<button type="button" aria-expanded=${this.isOpen} @click=${() => (this.isOpen = !this.isOpen)}>
              ${this.isOpen ? 'Show less' : `Show all ${lines.length} lines`}
            </button>`
          : ''
      }
    </figure>`;
  }
}

const SIGN = { same: ' ', out: '−', in: '+', gap: '⋯' };
const SAID = { same: '', out: 'removed: ', in: 'added: ', gap: '' };

function marked(text: string) {
  return pieces(text).map((piece) => (piece.isHidden ? html`<mark>${piece.text}</mark>` : piece.text));
}

function compare(before: string, after: string): Line[] {
  const parts: readonly Change[] | null = isSlow(before, after) ? null : diffLines(before, after);
  if (parts === null) {
    return [...toLines(before, 'out'), ...toLines(after, 'in')];
  }
  return parts.flatMap((part, index) => {
    if (part.added || part.removed) {
      return toLines(part.value, part.added ? 'in' : 'out');
    }
    return context(toLines(part.value, 'same'), index === 0, index === parts.length - 1);
  });
}

function isSlow(before: string, after: string): boolean {
  return before !== '' && after !== '' && before.split('\n').length + after.split('\n').length > COMPARED;
}

function toLines(text: string, kind: Line['kind']): Line[] {
  if (text === '') {
    return [];
  }
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return lines.map((line) => ({ kind, text: line }));
}

/** Of unchanged lines, those that stand beside a change. */
function context(lines: Line[], isFirst: boolean, isLast: boolean): Line[] {
  const head = isFirst ? 0 : CONTEXT;
  const tail = isLast ? 0 : CONTEXT;
  if (lines.length <= head + tail + 1) {
    return lines;
  }
  const left = lines.length - head - tail;
  return [
    ...lines.slice(0, head),
    { kind: 'gap', text: `${left} unchanged lines` },
    ...lines.slice(lines.length - tail),
  ];
}

customElements.define('hp-diff', DiffView);
