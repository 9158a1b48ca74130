declare module '*.css';

declare module 'diff' {
  export interface Change {
    readonly value: string;
    readonly added?: boolean;
    readonly removed?: boolean;
  }
  export function diffLines(before: string, after: string): Change[];
}
