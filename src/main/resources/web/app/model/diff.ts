import { diffLines } from 'diff';

/** How many unchanged lines stand around a change. */
const CONTEXT = 3;
/** Texts with more lines than this together are not compared, which could take long: all out, all in. */
const COMPARED = 1_000;

/** A line of a comparison; a gap stands for unchanged lines that are left out, and says how many. */
export interface Line {
  readonly kind: 'same' | 'out' | 'in' | 'gap';
  readonly text: string;
}

/** What changes between two texts, line by line. */
export function compare(before: string, after: string): Line[] {
  if (isSlow(before, after)) {
    return [...toLines(before, 'out'), ...toLines(after, 'in')];
  }
  const parts = diffLines(before, after);
  return parts.flatMap((part, index) => {
    if (part.added || part.removed) {
      return toLines(part.value, part.added ? 'in' : 'out');
    }
    return context(toLines(part.value, 'same'), index === 0, index === parts.length - 1);
  });
}

function isSlow(before: string, after: string): boolean {
  return before.split('\n').length + after.split('\n').length > COMPARED;
}

function toLines(text: string, kind: Line['kind']): Line[] {
  if (text === '') {
    return [];
  }
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return lines.map((line) => ({ kind, text: line }));
}

/** Of unchanged lines, those that stand beside a change. */
function context(lines: Line[], isFirst: boolean, isLast: boolean): Line[] {
  const head = isFirst ? 0 : CONTEXT;
  const tail = isLast ? 0 : CONTEXT;
  if (lines.length <= head + tail + 1) {
    return lines;
  }
  const left = lines.length - head - tail;
  return [
    ...lines.slice(0, head),
    { kind: 'gap', text: `${left} unchanged lines` },
    ...lines.slice(lines.length - tail),
  ];
}
