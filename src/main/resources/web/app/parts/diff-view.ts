import { LitElement, css, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { compare, patchLines, type Line } from '../model/diff';
import { blankWords, count } from '../model/source';
import { base } from '../styles/base';
import { Folding } from './folding';
import { revealed } from './revealed';
import { note, plainSource } from './source-view';

/** Of more changed lines than this, the middle is folded: so many are shown at the beginning and at the end. */
const SHOWN = { head: 300, tail: 60 };
/** So many lines are drawn as one block, which costs nothing while it is out of sight. */
const BLOCK = 100;
/** Blanks are drawn one by one up to this many; their number is told beyond. */
const LONG = 20;

/** What changes between two texts, line by line; or a patch, as its author wrote it. */
export class DiffView extends LitElement {
  @property() from = '';
  @property() to = '';
  /** Where there is one, it is shown, and no texts are compared. */
  @property() patch = '';
  @property() name = '';
  @state() private isOpen = false;
  private lines: readonly Line[] = [];
  private readonly folding = new Folding(this, () => (this.isOpen = true));

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
        direction: ltr;
      }
      .block {
        content-visibility: auto;
        contain-intrinsic-size: auto 130rem;
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
      .gap,
      .note,
      .blank {
        color: var(--muted);
      }
      .note {
        font-style: italic;
      }
      button {
        margin: 0.5rem;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('from') || changed.has('to') || changed.has('patch')) {
      this.lines = this.patch === '' ? compare(this.from, this.to) : patchLines(this.patch);
    }
    this.folding.isFolded = this.lines.length > SHOWN.head + SHOWN.tail && !this.isOpen;
  }

  override render() {
    const { lines } = this;
    const { head, tail } = SHOWN;
    return html`<figure>
      ${this.name === '' ? '' : html`<figcaption class="mono">${revealed(this.name, 'code')}</figcaption>`}
      <div class="lines" tabindex="0" role="group" aria-label=${`Changes ${this.name}`}>
        ${
          this.folding.isFolded
            ? html`${blocks(lines.slice(0, head))}
                <button type="button" @click=${() => this.folding.unfold()}>
                  Show the ${count(lines.length - head - tail)} lines in between</button
                >${blocks(lines.slice(-tail))}`
            : blocks(lines)
        }
      </div>
    </figure>`;
  }
}

const SIGN = { same: ' ', out: '−', in: '+', gap: '⋯', note: '⋯' };
const SAID = { same: '', out: 'removed: ', in: 'added: ', gap: '', note: '' };

function blocks(lines: readonly Line[]) {
  return Array.from(
    { length: Math.ceil(lines.length / BLOCK) },
    (_, index) => html`<div class="block">${lines.slice(index * BLOCK, (index + 1) * BLOCK).map(drawn)}</div>`,
  );
}

function drawn(line: Line) {
  return html`<div class="line ${line.kind}">
    <span aria-hidden="true">${SIGN[line.kind]}</span
    ><span><span class="sr-only">${SAID[line.kind]}</span>${words(line)}</span>
  </div>`;
}

/** In a line that changes, blanks at its end are seen; where nothing else differs, all of them are. */
function words({ kind, text, isBlankChange, blankLines }: Line) {
  if (blankLines !== undefined) {
    return note(`${count(blankLines)} blank lines`);
  }
  if (kind !== 'in' && kind !== 'out') {
    return plainSource(text, 0);
  }
  const end = isBlankChange ? 0 : text.trimEnd().length;
  return [plainSource(text.slice(0, end), 0), blanksSeen(text.slice(end))];
}

function blanksSeen(text: string) {
  return text
    .split(/([ \t]+)/)
    .map((part, index) =>
      index % 2 === 0
        ? plainSource(part, 0)
        : part.length > LONG
          ? note(blankWords(part))
          : html`<span class="blank" title=${blankWords(part)}
              >${part.replaceAll(' ', '·').replaceAll('\t', '→\t')}</span
            >`,
    );
}

customElements.define('hp-diff', DiffView);
