import { call, failureOf } from './api';

/** What browsers have that let a page write a file as it comes. */
interface Picker {
  showSaveFilePicker?(options: { readonly suggestedName: string }): Promise<{
    createWritable(): Promise<WritableStream<Uint8Array>>;
  }>;
}

/**
 * Fetches what no link can, for it cannot say who asks, and saves it as a file: as it comes where the browser has a way
 * to, else whole. False where the reader thought better of it.
 */
export async function saveAs(address: string, name: string): Promise<boolean> {
  const file = await chosen(name);
  if (file === null) {
    return false;
  }
  const response = await call(address);
  if (!response.ok) {
    throw new Error(await failureOf(response));
  }
  if (file === undefined) {
    download(await response.blob(), name);
  } else {
    await response.body!.pipeTo(await file.createWritable());
  }
  return true;
}

/** Null where the reader chose none, undefined where the browser asks for none. */
async function chosen(name: string) {
  try {
    return await (window as Picker).showSaveFilePicker?.({ suggestedName: name });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') return null;
    return undefined; // it may be forbidden here
  }
}

function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
