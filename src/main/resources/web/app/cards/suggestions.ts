import { isObject, textOf } from '../model/interaction';
import { plain } from '../model/text';
import { writeJson } from '../model/json';

const WHERE: ReadonlyMap<string, string> = new Map([
  ['session', 'for this session'],
  ['localSettings', 'in the local settings'],
  ['projectSettings', 'in the project’s settings'],
  ['userSettings', 'in the user’s settings'],
]);
const VERBS: ReadonlyMap<string, string> = new Map([
  ['allow', 'Always allow'],
  ['deny', 'Always deny'],
  ['ask', 'Always ask for'],
]);

/** A permission update that the asker suggests, in words. */
export function suggestionWords(suggestion: unknown): string {
  if (!isObject(suggestion)) {
    return plain(writeJson(suggestion));
  }
  const where = WHERE.get(textOf(suggestion['destination'])) ?? plain(textOf(suggestion['destination']));
  const what = update(suggestion);
  return what === null ? plain(writeJson(suggestion)) : `${what} ${where}`.trim();
}

function update(suggestion: Record<string, unknown>): string | null {
  switch (suggestion['type']) {
    case 'addRules':
    case 'replaceRules':
    case 'removeRules': {
      const verb =
        suggestion['type'] === 'removeRules' ? 'No rule any more for' : VERBS.get(textOf(suggestion['behavior']));
      const rules = Array.isArray(suggestion['rules']) ? suggestion['rules'].map(rule).join(', ') : '';
      return verb === undefined || rules === '' ? null : `${verb} ${rules}`;
    }
    case 'setMode':
      return `Set the permission mode to “${plain(textOf(suggestion['mode']))}”`;
    case 'addDirectories':
    case 'removeDirectories': {
      const folders = Array.isArray(suggestion['directories']) ? suggestion['directories'].map(String).join(', ') : '';
      return `${suggestion['type'] === 'addDirectories' ? 'Give access to' : 'Take away access to'} ${plain(folders)}`;
    }
    default:
      return null;
  }
}

function rule(value: unknown): string {
  if (!isObject(value)) {
    return plain(String(value));
  }
  const content = textOf(value['ruleContent']);
  return plain(textOf(value['toolName']) + (content === '' ? '' : `(${content})`));
}
