/** There is none over plain http beyond localhost. */
const clipboard = navigator.clipboard as Clipboard | undefined;

/** False where the browser lets nothing be copied: the reader has to select it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await clipboard!.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/** The old way: what is selected in a field is copied. The focus comes back to where it was. */
function copySelected(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  const before = focused();
  document.body.append(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies over plain http
  const isCopied = document.execCommand('copy');
  field.remove();
  before?.focus();
  return isCopied;
}

function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement != null) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}
