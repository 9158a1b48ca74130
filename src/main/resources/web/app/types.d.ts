declare module '*.css';

/** The part of jsdiff that is used: its own bundle is taken whole or not at all. */
declare module 'diff/lib/diff/array.js' {
  export interface Change {
    readonly value: string[];
    readonly added?: boolean;
    readonly removed?: boolean;
  }
  export function diffArrays(before: readonly string[], after: readonly string[]): Change[];
}
