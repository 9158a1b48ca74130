/** Follows a link within the page without loading it anew; what the browser does with other clicks stays. */
export function followLink(event: MouseEvent): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  history.pushState(null, '', (event.currentTarget as HTMLAnchorElement).href);
  window.dispatchEvent(new Event('route'));
}
