/** Of ECMAScript's `JSON.parse` with source text access, which TypeScript does not know yet. */
interface RawJson {
  rawJSON?(text: string): object;
  isRawJSON?(value: unknown): boolean;
}
const RAW = JSON as unknown as RawJson;

/**
 * Reads JSON so that what is shown and sent back is what was sent: a number whose literal a double would change keeps
 * it, where the browser can.
 */
export function readJson(text: string): unknown {
  if (RAW.rawJSON === undefined) {
    return JSON.parse(text);
  }
  const keepLiteral = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
      ? RAW.rawJSON!(context.source)
      : value;
  return JSON.parse(text, keepLiteral);
}

export function writeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent);
}

/** A value as a reader types it: a text as it is, anything else as JSON. */
export function written(value: unknown): string {
  return typeof value === 'string' ? value : writeJson(value);
}

/** A number that kept its literal. */
export function isKeptNumber(value: unknown): boolean {
  return RAW.isRawJSON?.(value) === true;
}

/** What is wrong with a text as JSON, with its line; null where nothing is. */
export function jsonError(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (broken) {
    const message = broken instanceof Error ? broken.message : String(broken);
    const position = /position (\d+)/.exec(message)?.[1];
    return position === undefined ? message : `line ${lineOf(text, Number(position))}: ${message}`;
  }
}

function lineOf(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
