const NAME = 'holdpoint.place';

/** Who leaves the page to sign in comes back to its beginning: where they were is kept for this tab. */
export function keepPlace(): void {
  sessionStorage.setItem(NAME, location.search);
}

/** The place that was kept, once; null where none was, or the address names one. */
export function keptPlace(): string | null {
  const place = sessionStorage.getItem(NAME);
  sessionStorage.removeItem(NAME);
  return place !== null && place !== '' && location.search === '' ? place : null;
}
