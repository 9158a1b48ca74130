import type { MarkedOptions, Tokens } from 'marked';
import { blocksOf } from './grammar';

const LABEL = String.raw`\[\^([^\s\]]{1,64})\]`;
const REFERENCE = new RegExp(`^${LABEL}`);
/** The line, the lines that go on with it, and what is indented below. */
const NOTE = new RegExp(
  String.raw`^ {0,3}${LABEL}:[ \t]*([^\n]*(?:\n(?![\s#>\x60~|*+\-=\[\d])[^\n]+)*` +
    String.raw`(?:(?:\n[ \t]*)*\n(?: {2}|\t)[ \t]*\S[^\n]*)*)(?:\n+|$)`,
);

/** A footnote, and what refers to it from the text. */
export interface FootnoteToken extends Tokens.Generic {
  readonly type: 'footnote' | 'reference';
  readonly label: string;
}

/** Footnotes, which stand where they were written; what refers to none is text. */
export function footnotes(): NonNullable<MarkedOptions['extensions']> {
  const labels = new Set<string>();
  return {
    renderers: {},
    childTokens: {},
    block: [
      function (src): FootnoteToken | undefined {
        const [raw, label, text] = NOTE.exec(src) ?? [];
        if (raw === undefined) return undefined;
        labels.add(label!);
        const tokens = blocksOf(this.lexer, text!.replace(/^(?: {1,4}|\t)/gm, ''));
        return { type: 'footnote', raw, label: label!, tokens };
      },
    ],
    inline: [
      (src): FootnoteToken | undefined => {
        const [raw, label] = REFERENCE.exec(src) ?? [];
        return raw !== undefined && labels.has(label!) ? { type: 'reference', raw, label: label! } : undefined;
      },
    ],
  };
}
