/** A run of blanks this long, or longer, is told by its length: nobody sees what stands behind it. */
const SPACES = 40;
/** So many blank lines, or more, are told by their number. */
const BLANK_LINES = 5;
/** Longer texts are folded in their middle: lines and characters that are shown at the beginning and at the end. */
const HEAD = { lines: 60, characters: 6_000 };
const TAIL = { lines: 20, characters: 2_000 };
/** So many lines, and characters, are drawn as one block. */
const BLOCK = { lines: 200, characters: 20_000 };

/** A piece of source: text as it is, or what stands for a run that would hide what comes after it. */
export type Run = { readonly text: string; readonly from: number } | { readonly note: string };

/** Splits source where blanks run on; `from` is where a text stands in the whole. */
export function runs(source: string, at = 0): Run[] {
  const found: Run[] = [];
  let from = 0;
  const told = (to: number, next: number, note: string) => {
    if (to > from) {
      found.push({ text: source.slice(from, to), from: at + from });
    }
    found.push({ note });
    from = next;
  };
  for (const { start, end, lines } of blankStretches(source)) {
    told(start, end, lines > 0 ? `${count(lines)} blank lines` : blankWords(source.slice(start, end)));
  }
  if (from < source.length) {
    found.push({ text: source.slice(from), from: at + from });
  }
  return found;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  /** How many blank lines it is; 0 for blanks within a line. */
  readonly lines: number;
}

/** Where white space runs on for longer than it helps a reader. */
function* blankStretches(source: string): Generator<Stretch> {
  for (const { 0: space, index } of source.matchAll(/\s+/g)) {
    const feeds = [...space.matchAll(/\n/g)].map((feed) => feed.index);
    const first = feeds[0];
    const last = feeds.at(-1);
    const isAtStart = index === 0;
    if (first === undefined || last === undefined) {
      if (space.length >= SPACES) yield { start: index, end: index + space.length, lines: 0 };
      continue;
    }
    if (first >= SPACES) yield { start: index, end: index + first, lines: 0 };
    const lines = feeds.length - (isAtStart ? 0 : 1);
    if (lines >= BLANK_LINES) {
      // The line feed that ends the line before, and the one that begins the line after, stay.
      yield { start: index + (isAtStart ? 0 : first + 1), end: index + last, lines };
    }
    const rest = space.length - last - 1;
    if (rest >= SPACES) yield { start: index + last + 1, end: index + space.length, lines: 0 };
  }
}

/** A run of tabs and spaces in words. */
export function blankWords(text: string): string {
  const tabs = text.replaceAll(/[^\t]/g, '').length;
  const spaces = text.length - tabs;
  return [tabs === 0 ? '' : `${count(tabs)} tabs`, spaces === 0 ? '' : `${count(spaces)} spaces`]
    .filter((one) => one !== '')
    .join(' and ');
}

/** A text with its middle left out: what is hidden is its part from `from` to `to`. */
export interface Middle {
  readonly from: number;
  readonly to: number;
  /** Whole lines that are hidden. */
  readonly lines: number;
}

/** What of a long text is folded: never its end. Null where it is shown whole. */
export function middleOf(text: string): Middle | null {
  const from = headEnd(text);
  const to = tailStart(text);
  if (to - from < HEAD.characters / 4 && lineCount(text.slice(from, to)) <= TAIL.lines) {
    return null;
  }
  return { from, to, lines: lineCount(text.slice(from, to)) };
}

/** Blank lines are no lines here: those that run on are told by their number. */
function headEnd(text: string): number {
  let end = 0;
  for (let lines = 0; lines < HEAD.lines;) {
    const next = text.indexOf('\n', end);
    if (next < 0) return whole(text, Math.min(text.length, HEAD.characters));
    if (next + 1 > HEAD.characters) return end > 0 ? end : whole(text, HEAD.characters);
    if (!isBlank(text.slice(end, next))) lines++;
    end = next + 1;
  }
  return end;
}

function tailStart(text: string): number {
  const least = Math.max(0, text.length - TAIL.characters);
  let start = text.length;
  for (let lines = 0; lines < TAIL.lines;) {
    const before = text.lastIndexOf('\n', start - 2);
    if (before < 0) return whole(text, least);
    if (before + 1 < least) return start < text.length ? start : whole(text, least);
    if (!isBlank(text.slice(before + 1, start))) lines++;
    start = before + 1;
  }
  return start;
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** A place that cuts no character in two. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

/** The parts of a text that are drawn one by one, so that those out of sight cost nothing; a long line is cut. */
export function blocks(text: string): { readonly text: string; readonly from: number }[] {
  const found: { text: string; from: number }[] = [];
  let from = 0;
  while (from < text.length) {
    const to = blockEnd(text, from);
    found.push({ text: text.slice(from, to), from });
    from = to;
  }
  return found;
}

function blockEnd(text: string, from: number): number {
  let end = from;
  for (let line = 0; line < BLOCK.lines && end - from < BLOCK.characters; line++) {
    const next = text.indexOf('\n', end);
    const line = next < 0 ? text.length : next + 1;
    if (line - from > BLOCK.characters) return end > from ? end : whole(text, Math.min(line, from + BLOCK.characters));
    if (next < 0) return text.length;
    end = line;
  }
  return end;
}

export function lineCount(text: string): number {
  if (text === '') return 0;
  let lines = text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

const COUNT = new Intl.NumberFormat('en');

export function count(number: number): string {
  return COUNT.format(number);
}

/** How long a text is, in words. */
export function size(text: string): string {
  return text.length < 2_048 ? `${count(text.length)} characters` : `${count(Math.round(text.length / 1_024))} KiB`;
}
