import { html, type TemplateResult } from 'lit';
import type { Inline, Link } from '../model/markdown';
import { marked, revealed } from './revealed';

const SCHEMES = /^(https?|mailto):/i;

/** What stands in a line, as elements. */
export function inlines(children: readonly Inline[]): unknown[] {
  return children.map((child) => {
    if (typeof child === 'string') return marked(child, 'prose');
    switch (child.kind) {
      case 'em':
        return html`<em>${inlines(child.children)}</em>`;
      case 'strong':
        return html`<strong>${inlines(child.children)}</strong>`;
      case 'del':
        return html`<del>${inlines(child.children)}</del>`;
      case 'code':
        return html`<code dir="ltr">${marked(child.text, 'code')}</code>`;
      case 'break':
        return html`<br />`;
      case 'reference':
        return html`<sup>[${marked(child.label, 'prose')}]</sup>`;
      case 'link':
        return link(child);
    }
  });
}

/** A link tells where it goes, and is one only where that is a page or a mail. */
function link({ children, href, title, isBare }: Link): TemplateResult {
  const words = SCHEMES.test(href)
    ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${inlines(children)}</a>`
    : html`${inlines(children)}`;
  const target = title === '' ? revealed(href, 'code') : html`${revealed(href, 'code')} “${revealed(title)}”`;
  return isBare ? words : html`${words}<span class="target"> (${target})</span>`;
}
