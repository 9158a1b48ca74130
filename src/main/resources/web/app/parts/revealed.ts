import { html, type TemplateResult } from 'lit';
import { RIGHT_TO_LEFT } from '../model/characters';
import { pieces, plain, type Level } from '../model/text';

/** Beyond so many marks, or words to be isolated, they are not elements: these would take longer than anybody waits. */
const ELEMENTS = 1_000;
const WORDS = new RegExp(`${RIGHT_TO_LEFT.source}{1,999}`, 'gu');

/**
 * Text of an asker, isolated so that it cannot reorder what stands beside it, with what is to be marked in it marked.
 * Prose runs as its first letter does. Code runs from left to right, and each word in it for itself: the folders of a
 * path stand in their order, in whatever script they are written.
 */
export function revealed(text: string, level: Level = 'prose'): TemplateResult {
  return level === 'code' ? html`<bdi dir="ltr">${marked(text, level)}</bdi>` : html`<bdi>${marked(text, level)}</bdi>`;
}

/** The same without its isolation, for an element that has it of itself. */
export function marked(text: string, level: Level): unknown {
  if (isCrowded(text, level)) {
    return level === 'code' ? html`<bdo dir="ltr">${plain(text, level)}</bdo>` : plain(text, level);
  }
  return pieces(text, level).map((piece) => {
    if (piece.isHidden) return html`<mark title=${piece.title!}>${piece.text}</mark>`;
    return level === 'code' ? isolated(piece.text) : piece.text;
  });
}

/** Whether it would take so many elements that it has none. */
export function isCrowded(text: string, level: Level): boolean {
  const words = level === 'code' ? (text.match(WORDS)?.length ?? 0) : 0;
  return words + pieces(text, level).length > ELEMENTS;
}

function isolated(text: string): unknown {
  if (!RIGHT_TO_LEFT.test(text)) {
    return text;
  }
  let from = 0;
  const found: unknown[] = [];
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    found.push(text.slice(from, index), html`<bdi dir="rtl">${word}</bdi>`);
    from = index + word.length;
  }
  return [...found, text.slice(from)];
}
