import { isObject, textOf } from '../model/interaction';
import { without } from '../model/members';
import { plain } from '../model/text';
import { writeJson } from '../model/json';

const WHERE: ReadonlyMap<string, string> = new Map([
  ['session', 'for this session'],
  ['localSettings', 'in this folder, for its user (localSettings)'],
  ['projectSettings', 'in this project, for everybody (projectSettings)'],
  ['userSettings', 'in all folders of its user (userSettings)'],
]);
const VERBS: ReadonlyMap<string, string> = new Map([
  ['allow', 'Do not ask again for'],
  ['deny', 'Always deny'],
  ['ask', 'Always ask for'],
]);

/** Members that the words of a suggestion tell; whatever else it has is told as JSON. */
const TOLD = ['type', 'behavior', 'rules', 'mode', 'directories', 'destination'];

/** A permission update that the asker suggests, in words. */
export function suggestionWords(suggestion: unknown): string {
  if (!isObject(suggestion)) {
    return plain(writeJson(suggestion));
  }
  const rest = without(suggestion, TOLD);
  const more = rest.length === 0 ? '' : ` (${plain(writeJson(Object.fromEntries(rest)))})`;
  const where = WHERE.get(textOf(suggestion['destination'])) ?? plain(textOf(suggestion['destination']));
  const what = update(suggestion);
  return what === null ? plain(writeJson(suggestion)) : `${what} ${where}`.trim() + more;
}

/** Whether all that it says is what is not asked about again. */
function isAllowance(suggestion: unknown): boolean {
  return isObject(suggestion) && suggestion['type'] === 'addRules' && suggestion['behavior'] === 'allow';
}

/** What the button that lets it happen says, where it lets more happen than this once. */
export function allowing(updates: readonly unknown[]): string {
  if (updates.length === 0) return 'Allow';
  return updates.every(isAllowance) ? 'Allow, and do not ask again' : 'Allow, with what is ticked';
}

function update(suggestion: Record<string, unknown>): string | null {
  switch (suggestion['type']) {
    case 'addRules':
    case 'replaceRules':
    case 'removeRules': {
      const verb =
        suggestion['type'] === 'removeRules' ? 'No rule any more for' : VERBS.get(textOf(suggestion['behavior']));
      const rules = Array.isArray(suggestion['rules']) ? suggestion['rules'].map(rule).join(', ') : '';
      const before = suggestion['type'] === 'replaceRules' ? 'In place of all such rules: ' : '';
      return verb === undefined || rules === '' ? null : `${before}${verb} ${rules}`;
    }
    case 'setMode':
      return typeof suggestion['mode'] !== 'string'
        ? null
        : `Set the permission mode to “${plain(textOf(suggestion['mode']))}”`;
    case 'addDirectories':
    case 'removeDirectories': {
      const { directories } = suggestion;
      if (!Array.isArray(directories) || directories.length === 0) return null;
      const folders = directories.map((folder) => (typeof folder === 'string' ? folder : writeJson(folder))).join(', ');
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
  const texts = ['toolName', 'ruleContent'].filter((name) => typeof value[name] === 'string');
  const rest = without(value, texts);
  const more = rest.length === 0 ? '' : ` ${writeJson(Object.fromEntries(rest))}`;
  return plain(textOf(value['toolName']) + (content === '' ? '' : `(${content})`) + more);
}
