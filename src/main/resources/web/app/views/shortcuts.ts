import type { View } from '../model/route';

export type Action = 'next' | 'previous' | 'enter' | 'allow' | 'deny' | 'search' | 'back' | 'help' | View;

/** Arrows, Space and the Page keys are not among them: they belong to the card that is read. */
const KEYS: Readonly<Record<string, Action>> = {
  j: 'next',
  k: 'previous',
  Enter: 'enter',
  a: 'allow',
  d: 'deny',
  '/': 'search',
  Escape: 'back',
  '?': 'help',
};
const AFTER_G: Readonly<Record<string, Action>> = { i: 'inbox', h: 'history', n: 'numbers', c: 'agents', t: 'tokens' };
let isAfterG = false;

/**
 * What a key asks for; null where it is typed into a field, acts on a control, or belongs to the browser. While
 * something is written on the open card, and where single keys are switched off, only Escape is one.
 */
export function shortcut(event: KeyboardEvent, isQuiet: boolean): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
    return null;
  }
  const target = event.composedPath()[0];
  const isIn = (selector: string) => target instanceof HTMLElement && target.matches(selector);
  if (isIn('dialog[open], dialog[open] *')) {
    return null;
  }
  if (event.key === 'Escape') {
    isAfterG = false;
    return 'back';
  }
  if (
    isQuiet ||
    event.repeat ||
    isIn('input, textarea, select') ||
    (event.key === 'Enter' && isIn('a, button, summary'))
  ) {
    return null;
  }
  const isSecond = isAfterG;
  isAfterG = event.key === 'g' && !isSecond;
  return (isSecond ? AFTER_G[event.key] : KEYS[event.key]) ?? null;
}
