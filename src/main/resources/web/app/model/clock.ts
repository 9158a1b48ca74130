/** By how many milliseconds the server's clock is ahead; until it is known the browser's own counts. */
let ahead = 0;

/** The server's time, in milliseconds: deadlines and ages are told by it, whatever the browser's clock says. */
export function now(): number {
  return Date.now() + ahead;
}

/** The server has told its time just now. */
export function setClock(at: number): void {
  ahead = at - Date.now();
}
