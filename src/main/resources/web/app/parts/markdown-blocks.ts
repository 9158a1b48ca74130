import { html, type TemplateResult } from 'lit';
import { directionOf, textOf, type Block, type Inline, type Item, type Span } from '../model/markdown';
import { inlines } from './markdown-lines';
import { marked, revealed } from './revealed';
import { proseSource } from './source-view';

/** Code with more characters is folded in its middle. */
const LONG_CODE = 20_000;
/** A cell with no more characters stands on one line. */
const SHORT_CELL = 32;

/** Of tasks; drawn by their style, so that the text of an item is what was written. */
const BOXES = {
  done: html`<span class="box done" role="img" aria-label="Done:"></span>`,
  open: html`<span class="box open" role="img" aria-label="Not done:"></span>`,
};

/** Markdown as elements. All that an asker wrote is text in them; each block runs as its own first letter does. */
export function blocks(all: readonly Block[]): TemplateResult[] {
  return all.map(block);
}

function block(drawn: Block): TemplateResult {
  switch (drawn.kind) {
    case 'paragraph':
      return html`<p dir="auto">${inlines(drawn.children)}</p>`;
    case 'heading':
      return heading(drawn.level, inlines(drawn.children));
    case 'code':
      return code(drawn.info, drawn.spans);
    case 'quote':
      return quote(drawn.alert, drawn.blocks);
    case 'list':
      return list(drawn.isLoose, drawn.items);
    case 'table':
      return table(drawn);
    case 'footnote':
      return html`<div class="footnote" role="note" dir=${directionOf(drawn.blocks)}>
        <sup>${marked(drawn.label, 'prose')}</sup>
        <div>${blocks(drawn.blocks)}</div>
      </div>`;
    case 'source':
      return html`<div>
        <p class="hint told">Shown as it was written, or words of it would be lost:</p>
        <hp-source .text=${drawn.text} .paint=${proseSource} label="As it was written"></hp-source>
      </div>`;
    case 'rule':
      return html`<hr />`;
  }
}

/** Headings begin below those of the card, whose title nothing in a text may look like. */
function heading(level: number, words: unknown): TemplateResult {
  switch (level) {
    case 1:
      return html`<h3 dir="auto" tabindex="-1">${words}</h3>`;
    case 2:
      return html`<h4 dir="auto" tabindex="-1">${words}</h4>`;
    case 3:
      return html`<h5 dir="auto" tabindex="-1">${words}</h5>`;
    default:
      return html`<h6 dir="auto" tabindex="-1">${words}</h6>`;
  }
}

/** The folding view is for code that nobody wants to see as a whole. */
function code(info: string, spans: readonly Span[]): TemplateResult {
  const caption = info === '' ? '' : html`<figcaption class="mono">${revealed(info, 'code')}</figcaption>`;
  const [first] = spans;
  return spans.length === 1 && first!.text.length > LONG_CODE
    ? html`<figure>${caption}<hp-source .text=${first!.text} label="Code"></hp-source></figure>`
    : html`<figure>
        ${caption}
        <pre tabindex="0" role="group" aria-label="Code" dir="ltr"><code>${spans.map(({ text, colour }) =>
          colour === '' ? marked(text, 'code') : html`<span class=${colour}>${marked(text, 'code')}</span>`,
        )}</code></pre>
      </figure>`;
}

function quote(alert: string | null, inner: readonly Block[]): TemplateResult {
  return alert === null
    ? html`<blockquote dir=${directionOf(inner)}>${blocks(inner)}</blockquote>`
    : html`<blockquote class="alert ${alert.toLowerCase()}" dir=${directionOf(inner)}>
        <p class="label" dir="ltr">${alert.charAt(0).toUpperCase() + alert.slice(1).toLowerCase()}</p>
        ${blocks(inner)}
      </blockquote>`;
}

function list(isLoose: boolean, items: readonly Item[]): TemplateResult {
  const tightness = isLoose ? '' : 'tight';
  return items[0]?.number == null
    ? html`<ul class=${tightness}>
        ${items.map(item)}
      </ul>`
    : html`<ol class=${tightness}>
        ${items.map(item)}
      </ol>`;
}

function item({ number, box, blocks: inner }: Item): TemplateResult {
  const words = html`${box === null ? '' : BOXES[box]}${blocks(inner)}`;
  const direction = directionOf(inner);
  return number === null
    ? html`<li dir=${direction} class=${box === null ? '' : 'task'}>${words}</li>`
    : html`<li dir=${direction} value=${number}>${words}</li>`;
}

function table({ align, rows, ...rest }: Block & { kind: 'table' }): TemplateResult {
  const [head, ...body] = rows;
  const look = (cell: readonly Inline[], column: number) => `${align[column] ?? ''} ${isShort(cell) ? 'short' : ''}`;
  return html`<div class="table" tabindex="0" role="group" aria-label="Table">
    <table dir=${directionOf([{ ...rest, align, rows }])}>
      <thead>
        <tr>
          ${head!.map((cell, column) => html`<th dir="auto" class=${look(cell, column)}>${inlines(cell)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body.map(
          (row) =>
            html`<tr>
              ${row.map((cell, column) => html`<td dir="auto" class=${look(cell, column)}>${inlines(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function isShort(cell: readonly Inline[]): boolean {
  return textOf([{ kind: 'paragraph', children: cell }]).length <= SHORT_CELL;
}
