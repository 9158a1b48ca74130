import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { Span } from '../../model/markdown';

/** Longer code is shown without colours. */
const COLOURED = 20_000;
const LANGUAGES = {
  bash,
  cpp,
  csharp,
  diff,
  dockerfile,
  go,
  ini,
  java,
  json,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

for (const [name, language] of Object.entries(LANGUAGES)) {
  hljs.registerLanguage(name, language);
}
hljs.registerAliases(['js', 'javascript', 'jsx', 'mjs'], { languageName: 'typescript' });
hljs.registerAliases(['shell', 'console'], { languageName: 'bash' });

/** Code in the colours of the language that the first word behind its fence names. */
export function coloured(text: string, info: string): readonly Span[] {
  const language = /^[\w+#-]+/.exec(info)?.[0] ?? '';
  if (text.length > COLOURED || hljs.getLanguage(language) === undefined) {
    return [{ text, colour: '' }];
  }
  const spans = [...spansOf(hljs.highlight(text, { language, ignoreIllegals: true }).value)];
  return spans.map((span) => span.text).join('') === text ? spans : [{ text, colour: '' }];
}

/** Takes apart what the highlighter writes: spans with a class, in each other, and text. */
function* spansOf(html: string): Generator<Span> {
  const colours = [''];
  for (const [piece, colour] of html.matchAll(/<span class="([^"]*)">|<\/span>|[^<]+/g)) {
    if (colour !== undefined) {
      colours.push(colour.split(' ')[0]!);
    } else if (piece === '</span>') {
      colours.pop();
    } else {
      const text = piece.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name]!);
      yield { text, colour: colours.at(-1)! };
    }
  }
}
