import { diffArrays } from 'diff/lib/diff/array.js';
import { count } from './source';

/** How many unchanged lines stand around a change. */
const CONTEXT = 3;
/** Of texts that differ in more lines than this together, no lines are found again: all out, all in. */
const COMPARED = 1_000;

/**
 * A line of a comparison. A gap stands for unchanged lines that are left out, and says how many; a note tells what no
 * line shows.
 */
export interface Line {
  readonly kind: 'same' | 'out' | 'in' | 'gap' | 'note';
  readonly text: string;
  /** It is as another line but for white space, which is therefore shown. */
  readonly isBlankChange?: boolean;
  /** It stands for so many blank lines, one after the other. */
  readonly blankLines?: number;
}

/** So many blank lines, or more, are told by their number. */
const BLANK_LINES = 5;

/** What changes between two texts, line by line. Takes time in proportion to their length. */
export function compare(before: string, after: string): Line[] {
  if (before === after) {
    return [{ kind: 'note', text: 'Nothing changes.' }];
  }
  const out = linesOf(before);
  const into = linesOf(after);
  const head = commonHead(out, into);
  const tail = commonTail(out, into, head);
  const lines = [
    ...context(out.slice(0, head), true, false),
    ...changes(out.slice(head, out.length - tail), into.slice(head, into.length - tail)),
    ...context(out.slice(out.length - tail), false, true),
  ];
  return [...lines, ...ends(before, after)];
}

/** The lines of a text, each with its line feed where it has one. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line, index, all) => (index < all.length - 1 ? line + '\n' : line));
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function commonHead(one: readonly string[], other: readonly string[]): number {
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head++;
  return head;
}

function commonTail(one: readonly string[], other: readonly string[], head: number): number {
  const most = Math.min(one.length, other.length) - head;
  let tail = 0;
  while (tail < most && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  return tail;
}

function changes(out: readonly string[], into: readonly string[]): Line[] {
  if (out.length === 0 || into.length === 0 || out.length + into.length > COMPARED) {
    return change(out, into);
  }
  const lines: Line[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    lines.push(...change(removed, added));
    removed = added = [];
  };
  for (const part of diffArrays(out, into)) {
    if (part.removed) removed = part.value;
    else if (part.added) added = part.value;
    else {
      flush();
      lines.push(...context(part.value, false, false));
    }
  }
  flush();
  return lines;
}

function change(removed: readonly string[], added: readonly string[]): Line[] {
  const isBlankChange = removed.length > 0 && added.length > 0 && withoutBlanks(removed) === withoutBlanks(added);
  return [...changed(removed, 'out', isBlankChange), ...changed(added, 'in', isBlankChange)];
}

function changed(lines: readonly string[], kind: 'out' | 'in', isBlankChange: boolean): Line[] {
  const found: Line[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && lines[end] === '\n') end++;
    if (end - at >= BLANK_LINES) {
      found.push({ kind, text: '', blankLines: end - at });
      at = end;
    } else {
      found.push({ kind, text: withoutFeed(lines[at++]!), isBlankChange });
    }
  }
  return found;
}

/** Of unchanged lines, those that stand beside a change. */
function context(lines: readonly string[], isFirst: boolean, isLast: boolean): Line[] {
  const head = isFirst ? 0 : CONTEXT;
  const tail = isLast ? 0 : CONTEXT;
  const same = (line: string): Line => ({ kind: 'same', text: withoutFeed(line) });
  if (lines.length <= head + tail + 1) {
    return lines.map(same);
  }
  const left = lines.length - head - tail;
  return [
    ...lines.slice(0, head).map(same),
    { kind: 'gap', text: `${count(left)} unchanged lines` },
    ...lines.slice(lines.length - tail).map(same),
  ];
}

/** Whether a text ends with a line feed is seen in no line. */
function ends(before: string, after: string): Line[] {
  const has = after.endsWith('\n');
  if (before === '' || after === '' || before.endsWith('\n') === has) return [];
  return [{ kind: 'note', text: has ? 'A line feed is added at the end.' : 'The line feed at the end is taken away.' }];
}

function withoutFeed(line: string): string {
  return line.endsWith('\n') ? line.slice(0, -1) : line;
}

function withoutBlanks(lines: readonly string[]): string {
  return lines.join('').replaceAll(/\s+/g, '');
}

/** The lines of a patch as its author wrote them, told by their first character. */
export function patchLines(patch: string): Line[] {
  return linesOf(patch).map((line) => {
    const text = withoutFeed(line);
    if (/^(\+\+\+|---|@@|\*\*\*|diff |index )/.test(text)) return { kind: 'note', text };
    if (text.startsWith('+')) return { kind: 'in', text: text.slice(1) };
    if (text.startsWith('-')) return { kind: 'out', text: text.slice(1) };
    return { kind: 'same', text: text.startsWith(' ') ? text.slice(1) : text };
  });
}
