import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import DOMPurify from 'dompurify';
import { toHtml } from '../model/markdown';
import { pieces, plain } from '../model/text';
import { base } from '../styles/base';

/** What Markdown may become. No images (they would be fetched), no styles, no forms, nothing that acts. */
const ALLOWED_TAGS = [
  ...['a', 'blockquote', 'br', 'code', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'kbd'],
  ...['li', 'ol', 'p', 'pre', 's', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];
const ALLOWED_ATTR = ['href', 'start', 'align', 'colspan', 'rowspan'];
const SCHEMES = /^(https?|mailto):/i;

/** Markdown of an asker: sanitised, its links told where they go, what cannot be seen marked. */
export class MarkdownView extends LitElement {
  @property() text = '';

  static override styles = [
    base,
    css`
      .markdown > * + * {
        margin-top: 0.75rem;
      }
      .markdown {
        overflow-wrap: anywhere;
      }
      h3,
      h4,
      h5,
      h6 {
        margin-bottom: 0;
        font-size: 1rem;
        line-height: 1.3;
      }
      h3,
      h4 {
        font-size: 1.15rem;
      }
      ul,
      ol {
        padding-left: 1.5rem;
      }
      .table {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.3rem 0.75rem;
        border: 1px solid var(--line);
        text-align: left;
      }
      blockquote {
        margin: 0;
        padding-left: 1rem;
        border-left: 3px solid var(--line-strong);
        color: var(--muted);
      }
      :not(pre) > code {
        padding: 0.1em 0.3em;
        border-radius: 0.25em;
        background: var(--raised);
      }
      .target {
        color: var(--muted);
        font: 0.8125rem var(--mono);
      }
    `,
  ];

  override render() {
    return html`<div class="markdown">${rendered(this.text)}</div>`;
  }
}

function rendered(text: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(toHtml(text), {
    ALLOWED_TAGS,
    ALLOWED_ATTR,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  fragment.querySelectorAll('a').forEach(tellWhereItGoes);
  fragment.querySelectorAll('pre, table').forEach((wide) => wide.setAttribute('tabindex', '0'));
  fragment.querySelectorAll('[align]').forEach((cell) => cell.removeAttribute('align'));
  markHidden(fragment);
  return fragment;
}

function tellWhereItGoes(link: HTMLAnchorElement): void {
  const target = link.getAttribute('href') ?? '';
  const told = document.createElement('span');
  told.className = 'target';
  told.textContent = ` (${plain(target)})`;
  if (SCHEMES.test(target)) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    link.after(told);
  } else {
    const words = document.createElement('span');
    words.append(...link.childNodes, told);
    link.replaceWith(words);
  }
}

function markHidden(fragment: DocumentFragment): void {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode as Text);
  }
  for (const text of texts) {
    const found = pieces(text.data);
    if (found.some((piece) => piece.isHidden)) {
      text.replaceWith(
        ...found.map((piece) => {
          if (!piece.isHidden) return piece.text;
          const mark = document.createElement('mark');
          mark.textContent = piece.text;
          return mark;
        }),
      );
    }
  }
}

customElements.define('hp-markdown', MarkdownView);
