import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowing, suggestionWords } from '../../../main/resources/web/app/cards/suggestions';

const RULES = [{ toolName: 'Bash', ruleContent: 'npm test:*' }, { toolName: 'Read' }];

test('rules are told with what they do and where they hold', () => {
  const rules = { type: 'addRules', rules: RULES, behavior: 'allow', destination: 'session' };
  assert.equal(suggestionWords(rules), 'Do not ask again for Bash(npm test:*), Read for this session');
  assert.equal(
    suggestionWords({ ...rules, behavior: 'deny', destination: 'projectSettings' }),
    'Always deny Bash(npm test:*), Read in this project, for everybody (projectSettings)',
  );
  assert.equal(
    suggestionWords({ ...rules, type: 'removeRules', destination: 'localSettings' }),
    'No rule any more for Bash(npm test:*), Read in this folder, for its user (localSettings)',
  );
});

test('a mode and directories are told', () => {
  assert.equal(
    suggestionWords({ type: 'setMode', mode: 'acceptEdits', destination: 'session' }),
    'Set the permission mode to “acceptEdits” for this session',
  );
  const folders = { directories: ['/a', '/b'], destination: 'userSettings' };
  assert.equal(
    suggestionWords({ type: 'addDirectories', ...folders }),
    'Give access to /a, /b in all folders of its user (userSettings)',
  );
  assert.equal(
    suggestionWords({ type: 'removeDirectories', ...folders }),
    'Take away access to /a, /b in all folders of its user (userSettings)',
  );
});

test('a place that is not known is told as the asker calls it', () => {
  const mode = { type: 'setMode', mode: 'plan' };
  assert.equal(suggestionWords({ ...mode, destination: 'team' }), 'Set the permission mode to “plan” team');
  assert.equal(suggestionWords({ ...mode, destination: 'toString' }), 'Set the permission mode to “plan” toString');
  assert.equal(suggestionWords({ type: 'setMode', mode: 'plan' }), 'Set the permission mode to “plan”');
});

test('what cannot be told in words is told as JSON', () => {
  for (const suggestion of [
    { type: 'grantRoot' },
    { type: 'addRules', rules: [], behavior: 'allow' },
    { type: 'addRules', rules: RULES, behavior: 'constructor' },
    'anything',
    null,
  ]) {
    assert.equal(suggestionWords(suggestion), JSON.stringify(suggestion));
  }
});

test('what cannot be seen is shown', () => {
  const words = suggestionWords({ type: 'addRules', rules: ['rm\u200b'], behavior: 'allow', destination: '\u202e' });
  assert.equal(words, 'Do not ask again for rm[U+200B] [U+202E]');
});

test('a member that the words do not tell is told all the same', () => {
  const rules = [{ toolName: 'Bash', ruleContent: 'ls', until: 'never' }];
  const words = suggestionWords({ type: 'addRules', rules, behavior: 'allow', destination: 'session', force: true });
  assert.equal(words, 'Do not ask again for Bash(ls) {"until":"never"} for this session ({"force":true})');
});

test('a button says where it lets more happen than this once', () => {
  const rules = { type: 'addRules', rules: RULES, behavior: 'allow', destination: 'session' };
  assert.equal(allowing([]), 'Allow');
  assert.equal(allowing([rules, rules]), 'Allow, and do not ask again');
  for (const other of [{ ...rules, behavior: 'deny' }, { ...rules, type: 'removeRules' }, { type: 'setMode' }, null]) {
    assert.equal(allowing([rules, other]), 'Allow, with what is ticked');
  }
});
