import { isObject, own, textOf, type Interaction } from './interaction';
import { questionsOf } from './questions';
import { callOf, shown, type View } from './tool';

/** So many characters tell what a question is about. */
const HEAD = 160;

/** What an interaction is about, from what it asks and not from its title: the tool and its command, the plan's first line. */
export function headOf({ type, data }: Interaction): string {
  const words = type === 'permission' ? ofCall(data) : type === 'plan-approval' ? ofPlan(data) : ofQuestion(data);
  const line = words.trim().split('\n', 1)[0] ?? '';
  return line.length > HEAD ? line.slice(0, HEAD) + '…' : line;
}

function ofCall(data: unknown): string {
  const { tool, input } = callOf(data);
  const found = shown(tool, input);
  const first = found?.views[0];
  const what = first !== undefined ? ofView(first) : firstText(isObject(input) ? Object.values(input) : [input]);
  return [tool, what.trim()].filter((part) => part !== '').join(': ');
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
  const plan = isObject(data) ? textOf(own(data, 'plan')) : '';
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
