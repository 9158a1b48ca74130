/**
 * Characters that a reader cannot see, or that make text read in another order than it runs: controls, zero-width and
 * bidirectional ones, odd spaces, tags, lone surrogates. Line feeds and tabs are not among them.
 */
const HIDDEN = new RegExp(
  String.raw`[${[
    String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5`,
    String.raw`\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb`,
    String.raw`\u{e0000}-\u{e0fff}\ud800-\udfff`,
  ].join('')}]`,
  'gu',
);

/** A piece of text: seen as it is, or hidden and shown by its code point. */
export interface Piece {
  readonly text: string;
  readonly isHidden: boolean;
}

/** Splits text where hidden characters stand; these come as `U+202E`. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) {
      found.push({ text: text.slice(from, match.index), isHidden: false });
    }
    found.push({ text: codePoint(match[0]), isHidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) {
    found.push({ text: text.slice(from), isHidden: false });
  }
  return found;
}

/** Hidden characters as text, for where no mark-up can stand. */
export function plain(text: string): string {
  return text.replace(HIDDEN, (character) => `[${codePoint(character)}]`);
}

/** Hidden characters as JSON's own escapes, for texts that are JSON. */
export function escaped(json: string): string {
  return json.replace(HIDDEN, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => '\\u' + character.charCodeAt(unit).toString(16).padStart(4, '0'))
      .join(''),
  );
}

function codePoint(character: string): string {
  return 'U+' + character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}
