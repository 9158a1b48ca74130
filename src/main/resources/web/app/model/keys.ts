/** Something that nobody else has: a decision repeats its own when it is sent again. Works without a secure context. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
