import { LitElement, css, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { compare, type Line } from '../model/diff';
import { pieces } from '../model/text';
import { base } from '../styles/base';

/** How many lines are shown at first. */
const LINES = 80;

/** What changes between two texts, line by line. */
export class DiffView extends LitElement {
  @property() from = '';
  @property() to = '';
  @property() name = '';
  @state() private isOpen = false;
  private lines: readonly Line[] = [];

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

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('from') || changed.has('to')) {
      this.lines = compare(this.from, this.to);
    }
  }

  override render() {
    const { lines } = this;
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

customElements.define('hp-diff', DiffView);
