/** A member of something that is asked, by its name. */
export type Member = readonly [name: string, value: unknown];

/** All members but those of these names. */
export function without(object: Record<string, unknown>, names: readonly (string | null | undefined)[]): Member[] {
  return Object.entries(object).filter(([name]) => !names.includes(name));
}
