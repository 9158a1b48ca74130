import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import hljs from 'highlight.js/lib/core';
import json from 'highlight.js/lib/languages/json';

hljs.registerLanguage('json', json);

/** The highlighter escapes what it is given: nothing of it is read as mark-up. */
export function coloured(text: string): unknown {
  return unsafeHTML(hljs.highlight(text, { language: 'json' }).value);
}
