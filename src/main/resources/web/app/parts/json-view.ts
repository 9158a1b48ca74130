import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import hljs from 'highlight.js/lib/core';
import json from 'highlight.js/lib/languages/json';
import { writeJson } from '../model/json';
import { escaped } from '../model/text';
import { base } from '../styles/base';
import './source-view';

hljs.registerLanguage('json', json);

/** Beyond this many characters a text is shown without colours, which would take too long. */
const COLOURED = 200_000;

/** JSON, formatted and coloured; characters that cannot be seen stand as escapes. */
export class JsonView extends LitElement {
  @property({ attribute: false }) value: unknown;
  @property() label = 'JSON';

  static override styles = base;

  override render() {
    const text = escaped(writeJson(this.value ?? null, 2));
    const paint = text.length > COLOURED ? plain : coloured;
    return html`<hp-source .text=${text} .label=${this.label} .paint=${paint}></hp-source>`;
  }
}

/** The highlighter escapes what it is given: nothing of it is read as mark-up. */
function coloured(text: string): unknown {
  return unsafeHTML(hljs.highlight(text, { language: 'json' }).value);
}

function plain(text: string): unknown {
  return text;
}

customElements.define('hp-json', JsonView);
