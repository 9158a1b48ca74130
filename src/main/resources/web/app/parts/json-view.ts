import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import hljs from 'highlight.js/lib/core';
import json from 'highlight.js/lib/languages/json';
import { writeJson } from '../model/json';
import { escaped } from '../model/text';
import { base } from '../styles/base';
import './folded';

hljs.registerLanguage('json', json);

/** Beyond this many characters a text is shown without colours, which would take too long. */
const COLOURED = 200_000;

/** JSON, formatted and coloured; characters that cannot be seen stand as escapes. */
export class JsonView extends LitElement {
  @property({ attribute: false }) value: unknown;
  @property() label = 'JSON';

  static override styles = [
    base,
    css`
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
    return html`<hp-folded .text=${escaped(writeJson(this.value, 2))} .view=${this.view}></hp-folded>`;
  }

  /** The highlighter escapes what it is given: nothing of it is read as mark-up. */
  private readonly view = (text: string) =>
    html`<pre tabindex="0" role="group" aria-label=${this.label}><code>${
      text.length > COLOURED ? text : unsafeHTML(hljs.highlight(text, { language: 'json' }).value)
    }</code></pre>`;
}

customElements.define('hp-json', JsonView);
