import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callOf, shown } from '../../../main/resources/web/app/model/tool';

/** The kinds of views of an input, and the names of the members that no view shows. */
function seen(tool: string, input: unknown) {
  const found = shown(tool, input);
  return found === null ? null : [found.views.map((view) => view.kind), found.rest.map(([name]) => name)];
}

test('a command is shown by a view, and every other member by its name', () => {
  const input = { command: 'make', description: 'Deploy', dangerouslyDisableSandbox: true, run_in_background: true };
  assert.deepEqual(seen('Bash', input), [
    ['command'],
    ['description', 'dangerouslyDisableSandbox', 'run_in_background'],
  ]);
});

test('the name of the tool decides before its members do', () => {
  const input = { file_path: '/a', content: 'x', command: 'ls -la' };
  assert.deepEqual(seen('Write', input), [['file'], ['command']]);
  assert.deepEqual(seen('Bash', input), [['command'], ['file_path', 'content']]);
  assert.deepEqual(seen('mcp__files__write_file', input), [['file'], ['command']]);
});

test('a command of an editor is no shell command', () => {
  const edit = { command: 'str_replace', path: '/a', old_str: '1', new_str: '2' };
  assert.deepEqual(seen('developer__text_editor', edit), [['change'], ['command']]);
  assert.deepEqual(seen('unheard', edit), [['change'], ['command']]);
  const create = { command: 'create', path: '/a', file_text: '1' };
  assert.deepEqual(seen('str_replace_based_edit_tool', create), [['file'], ['command']]);
  assert.deepEqual(seen('unheard', { command: 'view', path: '/a' }), [[], ['command', 'path']]);
});

test('each of several edits has its view, with what it says of its own', () => {
  const edits = [
    { old_string: 'a', new_string: 'b' },
    { old_string: 'c', new_string: 'd', replace_all: true },
  ];
  const found = shown('MultiEdit', { file_path: '/a', edits, note: 1 });
  assert.ok(found !== null);
  assert.deepEqual(found.rest, [['note', 1]]);
  assert.deepEqual(
    found.views.map((view) => (view.kind === 'change' ? [view.file, view.from, view.rest] : null)),
    [
      ['/a', 'a', []],
      ['/a', 'c', [['replace_all', true]]],
    ],
  );
});

test('an edit that is none leaves all of them to be listed', () => {
  const input = { file_path: '/a', edits: [{ old_string: 'a', new_string: 'b' }, { old_string: 'c' }] };
  assert.deepEqual(seen('MultiEdit', input), [[], ['file_path', 'edits']]);
  assert.deepEqual(seen('Edit', { file_path: '/a', old_string: 'a', new_string: 7 }), [
    [],
    ['file_path', 'old_string', 'new_string'],
  ]);
});

test('the words of a command are quoted where a shell would split them', () => {
  const found = shown('shell', { command: ['bash', '-lc', "rm -rf 'a b'"], workdir: '/x' });
  assert.deepEqual(found?.views, [{ kind: 'command', command: "bash -lc 'rm -rf '\\''a b'\\'''" }]);
  assert.deepEqual(found.rest, [['workdir', '/x']]);
});

test('a patch and a cell of a notebook have views', () => {
  assert.deepEqual(seen('apply_patch', { input: '*** Begin Patch\n' }), [['patch'], []]);
  const cell = { notebook_path: '/a.ipynb', new_source: 'x', cell_id: 'c', edit_mode: 'replace' };
  assert.deepEqual(seen('NotebookEdit', cell), [['file'], ['cell_id', 'edit_mode']]);
});

test('what is no object is shown as it is, and members of everybody are nobody’s', () => {
  assert.equal(shown('Bash', 'ls'), null);
  const polluted = Object.create({ command: 'ls' }) as object;
  assert.deepEqual(seen('Bash', polluted), [[], []]);
});

test('a call is read by the names of the contract, or those that agents use', () => {
  assert.deepEqual(callOf({ toolName: 'A', input: 1, tool_input: 2 }), {
    tool: 'A',
    input: 1,
    suggestions: [],
    rest: [['tool_input', 2]],
  });
  assert.deepEqual(callOf({ tool_name: 'A', tool_input: { x: 1 }, suggestions: 'none', blockedPath: '/etc' }), {
    tool: 'A',
    input: { x: 1 },
    suggestions: [],
    rest: [
      ['suggestions', 'none'],
      ['blockedPath', '/etc'],
    ],
  });
  assert.deepEqual(callOf('text'), { tool: '', input: 'text', suggestions: [], rest: [] });
});
