import { isObject, own, textOf, type Interaction } from './interaction';
import { writeJson } from './json';
import { questionsOf } from './questions';
import { callOf, shown, type View } from './tool';

/** So many characters tell what a question is about. */
const HEAD = 160;

/** What an interaction is about, from what it asks and not from its title: the tool and its command, a plan's head. */
export function headOf({ type, data }: Interaction): string {
  const words = type === 'permission' ? ofCall(data) : type === 'plan-approval' ? ofPlan(data) : ofQuestion(data);
  return headLine(words, HEAD);
}

/** What an interaction is called: its asker's title, else what it is about. */
export function nameOf(interaction: Interaction): string {
  return interaction.title ?? (headOf(interaction) || `Untitled ${interaction.type}`);
}

/** The first line that says something, up to so many characters; what is cut off is told. */
export function headLine(words: string, most: number): string {
  const [first = '', ...more] = words.trim().split(/\s*[\r\n]\s*/u);
  const characters = Array.from(first.slice(0, 4 * most));
  const isCut = characters.length > most || more.length > 0;
  return characters.slice(0, most).join('') + (isCut ? ' …' : '');
}

function ofCall(data: unknown): string {
  const { tool, input } = callOf(data);
  const found = shown(tool, input);
  const first = found?.views[0];
  const what = first !== undefined ? ofView(first) : ofInput(input);
  return [tool, what.trim()].filter((part) => part !== '').join(': ');
}

function ofInput(input: unknown): string {
  const text = firstText(isObject(input) ? Object.values(input) : [input]);
  return text === '' && input !== undefined ? writeJson(input) : text;
}

function ofView(view: View): string {
  switch (view.kind) {
    case 'command':
      return view.command;
    case 'patch':
      return /^(?:\+\+\+ (?:b\/)?|\*\*\* \w+ File: )(.+)$/m.exec(view.text.slice(0, 10_000))?.[1] ?? 'a patch';
    default:
      return view.file;
  }
}

function ofPlan(data: unknown): string {
  const plan = textOf(own(data, 'plan'));
  return /[^\s#][^\n]*/.exec(plan.slice(0, 10_000))?.[0] ?? '';
}

function ofQuestion(data: unknown): string {
  const first = questionsOf(data)?.[0];
  if (first !== undefined) return first.text;
  if (!isObject(data)) return firstText([data]);
  return textOf(own(data, 'message')) || textOf(own(data, 'question')) || firstText(Object.values(data));
}

function firstText(values: readonly unknown[]): string {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '') ?? '';
}
