/** There is none over plain http beyond localhost. */
const clipboard = navigator.clipboard as Clipboard | undefined;

export async function copy(text: string): Promise<void> {
  await clipboard?.writeText(text);
}
