import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { blocks, count, middleOf, runs, size, type Middle } from '../model/source';
import type { Level } from '../model/text';
import { base } from '../styles/base';
import { Folding } from './folding';
import { revealed } from './revealed';

/** Draws a part of a source, which stands at `from` in the whole. */
export type Paint = (text: string, from: number) => unknown;

/**
 * Source of an asker: a command, a file, JSON. Of a long one the middle is folded, its end never; runs of blanks are
 * told by their length.
 */
export class SourceView extends LitElement {
  @property() text = '';
  @property() label = 'Text';
  @property({ attribute: false }) paint: Paint = plainSource;
  @state() private isOpen = false;
  private readonly folding = new Folding(this, () => (this.isOpen = true));

  static override styles = [
    base,
    css`
      .source {
        border: 1px solid var(--line);
        border-radius: 0.5rem;
        background: var(--code);
        padding: 0.8rem 1rem;
      }
      pre {
        padding: 0;
        border: 0;
        border-radius: 0;
        background: none;
        direction: ltr;
        unicode-bidi: isolate;
        content-visibility: auto;
        contain-intrinsic-size: auto 20rem;
      }
      button {
        margin: 0.5rem 0;
      }
      mark.danger {
        padding: 0;
        font-size: inherit;
        font-weight: inherit;
        text-decoration: underline;
        text-decoration-thickness: 2px;
        text-underline-offset: 3px;
      }
      .hljs-attr {
        color: var(--link);
      }
      .hljs-string {
        color: var(--good);
      }
      .hljs-number,
      .hljs-literal,
      .hljs-keyword {
        color: var(--warn);
      }
    `,
  ];

  override render() {
    const middle = middleOf(this.text);
    this.folding.isFolded = middle !== null && !this.isOpen;
    return html`<div class="source" tabindex="0" role="group" aria-label=${this.label}>
      ${
        middle === null || this.isOpen
          ? this.draw(0, this.text.length)
          : html`${this.draw(0, middle.from)}${this.renderFold(middle)}${this.draw(middle.to, this.text.length)}`
      }
    </div>`;
  }

  private draw(from: number, to: number) {
    return blocks(this.text.slice(from, to)).map(
      (block) => html`<pre><code>${this.paint(block.text, from + block.from)}</code></pre>`,
    );
  }

  private renderFold({ from, to, lines }: Middle) {
    const what = lines > 2 ? `${count(lines)} lines` : size(this.text.slice(from, to));
    return html`<button type="button" @click=${() => this.folding.unfold()}>Show the ${what} in between</button>`;
  }
}

/** Source without colours: what cannot be seen, and what runs on, is marked. */
export function plainSource(text: string, from: number, level: Level = 'code'): TemplateResult[] {
  return runs(text, from).map((run) => ('note' in run ? note(run.note) : revealed(run.text, level)));
}

/** The same of what people wrote for people. */
export function proseSource(text: string, from: number): TemplateResult[] {
  return plainSource(text, from, 'prose');
}

/** What stands in the text for something that is not shown as it is. */
export function note(words: string): TemplateResult {
  return html`<mark class="note">${words}</mark>`;
}

customElements.define('hp-source', SourceView);
