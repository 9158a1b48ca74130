import { LitElement, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { letters, textOf, type Block, type Reading } from '../model/markdown';
import { base } from '../styles/base';
import { markdown } from '../styles/markdown';
import { readMarkdown } from '../workers/markdown-reader';
import { Folding } from './folding';
import { blocks } from './markdown-blocks';
import { revealed } from './revealed';
import { proseSource, SourceView } from './source-view';

/** A text with more characters is laid out as it comes into sight. */
const LONG = 10_000;
/** From so many headings on a text has a table of contents. */
const HEADINGS = 6;

/**
 * Markdown of an asker: as it was written at once, and drawn once it was read, which never takes the page's time. Where
 * it cannot be read, or a word of it would not be shown, it stays as it was written.
 */
export class MarkdownView extends LitElement {
  @property() text = '';
  @state() private reading: Reading | null = null;
  @state() private isLaidOut = false;
  private wanted = new AbortController();
  /** The source may be folded, which is over once it is drawn. */
  protected readonly folding = new Folding(this, () => {});

  static override styles = [base, markdown];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text')) {
      this.wanted.abort();
      this.reading = null;
      void this.read();
    }
  }

  override render() {
    const { reading } = this;
    return reading !== null && 'blocks' in reading
      ? html`${this.renderContents(reading.blocks)}
          <div class="markdown ${this.text.length > LONG && !this.isLaidOut ? 'long' : ''}">
            ${blocks(reading.blocks)}
          </div>`
      : html`<p class="hint" ?hidden=${reading === null}>Shown as it was written: ${reading?.problem}.</p>
          <hp-source .text=${this.text} .paint=${proseSource} label="As it was written"></hp-source>`;
  }

  protected override updated(): void {
    if (this.reading !== null && 'blocks' in this.reading && letters(this.shown()) !== letters(this.text)) {
      this.reading = { problem: 'as Markdown, words of it would be lost' };
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.wanted.signal.aborted) {
      void this.read();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.wanted.abort();
  }

  /** Of its headings those of the two highest levels that it has. */
  private renderContents(all: readonly Block[]) {
    const headings = all.filter((block) => block.kind === 'heading');
    const highest = Math.min(...headings.map(({ level }) => level));
    return headings.length < HEADINGS
      ? ''
      : html`<nav aria-label="Contents">
          ${headings.map((heading, index) => {
            const depth = heading.level - highest;
            return depth > 1
              ? ''
              : html`<button type="button" class="plain depth-${depth}" @click=${() => this.goTo(index)}>
                  ${revealed(textOf([heading]))}
                </button>`;
          })}
        </nav>`;
  }

  /** All is laid out first: parts out of sight are not as high as they are taken to be. */
  private async goTo(index: number): Promise<void> {
    this.isLaidOut = true;
    await this.updateComplete;
    const heading = this.renderRoot.querySelectorAll<HTMLElement>('.markdown > :is(h3, h4, h5, h6)')[index];
    heading?.focus();
    heading?.scrollIntoView();
  }

  private async read(): Promise<void> {
    const { signal } = (this.wanted = new AbortController());
    const reading = await readMarkdown(this.text, signal);
    if (!signal.aborted) {
      this.reading = reading;
    }
  }

  /** What can be read of an asker's words. */
  private shown(): string {
    const root = this.renderRoot.querySelector('.markdown')!;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      isOurs(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const found: string[] = [];
    while (walker.nextNode()) {
      found.push(wordsAt(walker.currentNode));
    }
    return found.join(' ');
  }
}

/** What the page says itself: a code point, a line above what is not drawn. */
function isOurs(node: Node): boolean {
  return (
    node instanceof Element && (node.matches('.told') || (node.matches('mark') && node.textContent.startsWith('U+')))
  );
}

function wordsAt(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof SourceView) return node.text;
  if (node instanceof HTMLLIElement && node.hasAttribute('value')) return String(node.value);
  return node instanceof Element && node.matches('.done') ? 'x' : '';
}

customElements.define('hp-markdown', MarkdownView);
