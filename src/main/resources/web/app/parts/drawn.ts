/**
 * Over when an element, and all that it draws, have drawn themselves; fails where one of them could not. What is drawn
 * later, of its own accord, is not waited for.
 */
export async function drawn(element: Element): Promise<void> {
  await (element as { updateComplete?: Promise<unknown> }).updateComplete;
  const root = element.shadowRoot ?? element;
  await Promise.all([...root.querySelectorAll('*')].filter(isOwn).map(drawn));
}

/** Only elements of the page have a tree of their own, or an update to wait for. */
function isOwn(element: Element): boolean {
  return element.localName.startsWith('hp-');
}
