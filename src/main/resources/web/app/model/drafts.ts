const PREFIX = 'holdpoint.draft.';

/** What somebody has typed and not sent, by interaction; survives a reload of the tab. */
export function saveDraft(id: string, draft: string): void {
  if (draft === '') {
    sessionStorage.removeItem(PREFIX + id);
    return;
  }
  try {
    sessionStorage.setItem(PREFIX + id, draft);
  } catch {
    // the browser has no room or forbids it: the draft lives as long as its card
  }
}

/** Somebody else reads in this tab now. */
export function forgetDrafts(): void {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => sessionStorage.removeItem(key));
}

export function draftOf(id: string): string {
  return sessionStorage.getItem(PREFIX + id) ?? '';
}
