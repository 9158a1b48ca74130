import type { View } from '../model/route';

export type Action = 'next' | 'previous' | 'enter' | 'allow' | 'deny' | 'search' | 'back' | 'help' | View;

const KEYS: Readonly<Record<string, Action>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'enter',
  a: 'allow',
  d: 'deny',
  '/': 'search',
  Escape: 'back',
  '?': 'help',
};
const AFTER_G: Readonly<Record<string, Action>> = { i: 'inbox', h: 'history', n: 'numbers' };
let isAfterG = false;

/** What a key asks for; null where it is typed into a field, acts on a control, or belongs to the browser. */
export function shortcut(event: KeyboardEvent): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
    return null;
  }
  const target = event.composedPath()[0];
  const isInField =
    target instanceof HTMLElement && target.matches('input, textarea, select, dialog[open], dialog[open] *');
  const isOnControl = target instanceof HTMLElement && target.matches('a, button, summary');
  if (isInField) {
    return event.key === 'Escape' && target.closest('dialog') === null ? 'back' : null;
  }
  if (event.key === 'Enter' && isOnControl) {
    return null;
  }
  const isSecond = isAfterG;
  isAfterG = event.key === 'g' && !isSecond;
  return (isSecond ? AFTER_G[event.key] : KEYS[event.key]) ?? null;
}
