import { isObject, own, textOf } from './interaction';
import { without, type Member } from './members';
import { quoted } from './shell';

/** A way in which an input, or a part of it, is easier to judge than by its members. */
export type View =
  | { readonly kind: 'command'; readonly command: string }
  | Change
  | { readonly kind: 'file'; readonly file: string; readonly text: string }
  | { readonly kind: 'patch'; readonly text: string };

interface Change {
  readonly kind: 'change';
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** What one of several edits says beyond its texts. */
  readonly rest: readonly Member[];
}

/** A tool's input as it is shown: by views, and by all members that no view shows. */
export interface Shown {
  readonly views: readonly View[];
  readonly rest: readonly Member[];
}

/** A tool that is to be called: its name, its input, and all else that its asker tells. */
export interface Call {
  readonly tool: string;
  readonly input: unknown;
  readonly suggestions: readonly unknown[];
  readonly rest: readonly Member[];
}

const TOOLS = ['toolName', 'tool_name'];
const INPUTS = ['input', 'tool_input'];
const COMMANDS = ['command', 'cmd', 'script'];
const FILES = ['file_path', 'path', 'notebook_path', 'filename'];
const BEFORE = ['old_string', 'old_str'];
const AFTER = ['new_string', 'new_str'];
const CONTENTS = ['content', 'file_text', 'new_source'];
const PATCHES = ['patch', 'diff', 'input'];
/** Commands of editors: they say what is done with a file, and are run by no shell. */
const EDITORS: ReadonlySet<unknown> = new Set(['view', 'create', 'str_replace', 'insert', 'undo_edit']);

/** The call that a permission asks for. What its asker names otherwise than the contract does is shown as the rest. */
export function callOf(data: unknown): Call {
  if (!isObject(data)) {
    return { tool: '', input: data, suggestions: [], rest: [] };
  }
  const tool = TOOLS.find((name) => textOf(own(data, name)) !== '');
  const input = INPUTS.find((name) => Object.hasOwn(data, name));
  const suggestions = own(data, 'suggestions');
  const used = [tool, input, Array.isArray(suggestions) ? 'suggestions' : undefined];
  return {
    tool: tool === undefined ? '' : textOf(data[tool]),
    input: input === undefined ? undefined : data[input],
    suggestions: Array.isArray(suggestions) ? (suggestions as unknown[]) : [],
    rest: without(data, used),
  };
}

/** How an input is shown. The tool's name decides before the members do: any tool may be sent any member. */
export function shown(tool: string, input: unknown): Shown | null {
  if (!isObject(input)) {
    return null;
  }
  for (const reader of READERS[kindOf(tool) ?? 'unknown']) {
    const found = reader(input);
    if (found !== null) {
      return found;
    }
  }
  return { views: [], rest: without(input, []) };
}

type Kind = 'edit' | 'shell' | 'patch';

const READERS: Readonly<Record<Kind | 'unknown', readonly ((input: Record<string, unknown>) => Shown | null)[]>> = {
  edit: [change, edits, file],
  shell: [command],
  patch: [patch],
  unknown: [change, edits, file, command],
};

/** What a tool of this name does; null where its name is not known. Servers and families stand before a name. */
function kindOf(tool: string): Kind | null {
  const name = (tool.split(/__|[./:]/).at(-1) ?? '').toLowerCase().replaceAll(/[^a-z]/g, '');
  if (name.endsWith('patch')) return 'patch';
  if (/(edit|editor|write|writefile|createfile|replace|edittool)$/.test(name)) return 'edit';
  if (/(bash|shell|exec|terminal|command|ssh|powershell)$/.test(name)) return 'shell';
  return null;
}

function command(input: Record<string, unknown>): Shown | null {
  const name = COMMANDS.find((one) => Object.hasOwn(input, one));
  const value = name === undefined ? null : input[name];
  const words = Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');
  if (name === undefined || EDITORS.has(value) || !(words || (typeof value === 'string' && value !== ''))) {
    return null;
  }
  const text = words ? quoted(value) : textOf(value);
  return { views: [{ kind: 'command', command: text }], rest: without(input, [name]) };
}

function change(input: Record<string, unknown>): Shown | null {
  const from = BEFORE.find((name) => Object.hasOwn(input, name));
  const to = AFTER.find((name) => Object.hasOwn(input, name));
  if (from === undefined || to === undefined || !areTexts(input, [from, to])) {
    return null;
  }
  const name = fileName(input);
  const texts = { from: textOf(input[from]), to: textOf(input[to]) };
  const view = { kind: 'change', file: name === null ? '' : textOf(input[name]), ...texts, rest: [] } as const;
  return { views: [view], rest: without(input, [from, to, name]) };
}

function edits(input: Record<string, unknown>): Shown | null {
  const all = own(input, 'edits');
  if (!Array.isArray(all) || all.length === 0) {
    return null;
  }
  const changes = all.map(editOf).filter((one) => one !== null);
  if (changes.length < all.length) {
    return null;
  }
  const name = fileName(input);
  const file = name === null ? '' : textOf(input[name]);
  return {
    views: changes.map((one) => ({ ...one, file: one.file === '' ? file : one.file })),
    rest: without(input, ['edits', name]),
  };
}

/** One of several edits, with what it says beyond its texts. */
function editOf(edit: unknown): Change | null {
  const found = isObject(edit) ? change(edit) : null;
  const view = found?.views[0];
  return view?.kind === 'change' ? { ...view, rest: found?.rest ?? [] } : null;
}

function file(input: Record<string, unknown>): Shown | null {
  const name = fileName(input);
  const content = CONTENTS.find((one) => Object.hasOwn(input, one));
  if (name === null || content === undefined || !areTexts(input, [content])) {
    return null;
  }
  const view = { kind: 'file', file: textOf(input[name]), text: textOf(input[content]) } as const;
  return { views: [view], rest: without(input, [name, content]) };
}

function patch(input: Record<string, unknown>): Shown | null {
  const name = PATCHES.find((one) => Object.hasOwn(input, one));
  return name === undefined || !areTexts(input, [name])
    ? null
    : { views: [{ kind: 'patch', text: textOf(input[name]) }], rest: without(input, [name]) };
}

function fileName(input: Record<string, unknown>): string | null {
  return FILES.find((name) => Object.hasOwn(input, name) && textOf(input[name]) !== '') ?? null;
}

function areTexts(input: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every((name) => typeof input[name] === 'string');
}
