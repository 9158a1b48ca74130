import { EMOJI, IMITATING, IN_PROSE, SHAPELESS, codePoint, nameOf } from './characters';
import { imitations } from './scripts';

/**
 * How a text is read. `prose`: what an alphabet asks for (joiners of Persian and Hindi, French and ideographic spaces)
 * is text. `code` (commands, paths, addresses, JSON, diffs): every space that is not a plain one, every joiner and any
 * sign that only looks like one of ASCII is marked; they mean something else to the machine. Sequences of emoji are
 * text in both, controls of direction and soft hyphens in neither.
 */
export type Level = 'prose' | 'code';

/** A piece of a text: as it is, or one to be marked, which cannot be seen or imitates another. */
export interface Piece {
  /** What is shown: of a character without a shape its code point, as in `U+202E`, of an imitation itself. */
  readonly text: string;
  /** Whether it is to be marked. */
  readonly isHidden: boolean;
  /** What it is, of one to be marked. */
  readonly title?: string;
}

/** A part of a text to be marked. */
interface Mark {
  readonly from: number;
  readonly to: number;
  readonly shown: string;
  readonly title: string;
}

/** Text as it is; in groups a character without a shape, equal ones in a row with it, and an imitation of a sign. */
const SCANS: Record<Level, RegExp> = {
  prose: new RegExp(`(?:${EMOJI}|${IN_PROSE})|(${SHAPELESS})\\1{0,9999}`, 'gu'),
  code: new RegExp(`(?:${EMOJI})|(${SHAPELESS})\\1{0,9999}|(${IMITATING})`, 'gu'),
};
const MAY_BE_MARKED = new RegExp(`${SHAPELESS}|${IMITATING}`, 'u');

/** Splits a text where something is to be marked. */
export function pieces(text: string, level: Level = 'prose'): Piece[] {
  const found: Piece[] = [];
  const end = marks(text, level).reduce((from, mark) => {
    if (mark.from > from) {
      found.push({ text: text.slice(from, mark.from), isHidden: false });
    }
    found.push({ text: mark.shown, isHidden: true, title: mark.title });
    return mark.to;
  }, 0);
  if (end < text.length) {
    found.push({ text: text.slice(end), isHidden: false });
  }
  return found;
}

/** The text with what is to be marked in brackets, for where no mark-up can stand. */
export function plain(text: string, level: Level = 'prose'): string {
  return replaced(text, level, (original, { shown }) =>
    shown === original ? Array.from(original, (one) => `${one}[${codePoint(one)}]`).join('') : `[${shown}]`,
  );
}

/** The text with what is to be marked as JSON's own escapes, for texts that are JSON. */
export function escaped(json: string): string {
  return replaced(json, 'code', (original) =>
    [...Array(original.length).keys()]
      .map((unit) => '\\u' + original.charCodeAt(unit).toString(16).padStart(4, '0'))
      .join(''),
  );
}

function replaced(text: string, level: Level, by: (original: string, mark: Mark) => string): string {
  const found: string[] = [];
  const end = marks(text, level).reduce((from, mark) => {
    found.push(text.slice(from, mark.from), by(text.slice(mark.from, mark.to), mark));
    return mark.to;
  }, 0);
  found.push(text.slice(end));
  return found.join('');
}

/** Takes a time that grows with the length of the text, and no faster. */
function marks(text: string, level: Level): Mark[] {
  const letters = imitations(text, level).map((found) => ({ ...found, shown: text.slice(found.from, found.to) }));
  return MAY_BE_MARKED.test(text) ? inOrder([...letters, ...signs(text, level)]) : letters;
}

function signs(text: string, level: Level): Mark[] {
  const found: Mark[] = [];
  for (const { 0: all, 1: shapeless, 2: imitation, index: from } of text.matchAll(SCANS[level])) {
    const to = from + all.length;
    if (shapeless !== undefined) {
      const times = all.length / shapeless.length;
      const shown = codePoint(shapeless) + (times > 1 ? ` ×${times}` : '');
      found.push({ from, to, shown, title: nameOf(shapeless) });
    } else if (imitation !== undefined) {
      found.push({ from, to, shown: imitation, title: nameOf(imitation) });
    }
  }
  return found;
}

/** By place; of two in one place the first. */
function inOrder(found: Mark[]): Mark[] {
  let end = 0;
  return found
    .sort((one, other) => one.from - other.from)
    .filter((mark) => {
      const isFree = mark.from >= end;
      end = Math.max(end, mark.to);
      return isFree;
    });
}
