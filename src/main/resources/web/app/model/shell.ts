/** A program's arguments as a shell would be given them. */
export function quoted(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** A word of a command, and where it stands. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The simple commands in a command line, each as its words. What stands in quotes is read like all else, for it may be
 * a command itself (`bash -c "…"`): this finds what to look at, and is no shell.
 */
export function simpleCommands(line: string): Word[][] {
  const commands: Word[][] = [[]];
  for (const { 0: text, index } of line.matchAll(/\\\r?\n|[|;&\n()`{}]|[^\s|;&()`{}"'\\]+|\\./g)) {
    if (/^[|;&\n()`{}]$/.test(text)) {
      commands.push([]);
    } else if (!text.startsWith('\\')) {
      commands.at(-1)?.push({ text, from: index, to: index + text.length });
    }
  }
  return commands.filter((words) => words.length > 0);
}
