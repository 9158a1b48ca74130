import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../testing/browser';
import { asked } from '../testing/asked';
import type { Interaction } from '../../../main/resources/web/app/model/interaction';
import { wordsFor } from '../../../main/resources/web/app/model/notification';

function title(type: string, data: unknown, more: Partial<Interaction> = {}): string {
  return wordsFor(asked('a', { type, data, ...more })).title;
}

test('it names the tool and what stands at the head of what it does, not what the asker calls it', () => {
  const data = { toolName: 'Bash', input: { description: 'Lists', command: 'git push --force' } };
  assert.deepEqual(wordsFor(asked('a', { data, title: 'Tidy up', metadata: { risk: 'high' } })), {
    title: 'Bash: git push --force',
    body: 'Tidy up · the asker says: high risk · session s',
  });
  assert.equal(title('permission', { toolName: 'Edit', input: { file_path: '/etc/hosts' } }), 'Edit: /etc/hosts');
  assert.equal(title('permission', { toolName: 'mcp__x', input: { n: 1 } }), 'mcp__x: {"n":1}');
  assert.equal(title('permission', { input: null }), 'null');
  assert.equal(title('permission', null), 'null');
});

test('a member that is not the input’s own says nothing', () => {
  const input = JSON.parse('{"__proto__":{"command":"ls"},"query":"q"}') as unknown;
  assert.equal(title('permission', { toolName: 'Search', input }), 'Search: q');
});

test('other types have their best words', () => {
  assert.equal(title('plan-approval', { plan: '\n# Move house\n\n1. Pack' }), 'A plan: Move house');
  assert.equal(title('ask-user', { questions: [{ question: 'Which one?' }] }), 'A question: Which one?');
  assert.equal(title('ask-user', { questions: 'all' }), 'A question: all');
  assert.equal(title('release', {}), 'A release');
  assert.deepEqual(wordsFor(asked('a', { type: 'release', title: 'Ship it?' })), {
    title: 'Ship it?',
    body: 'session s',
  });
});

test('what is cut off is told, and what cannot be seen is marked', () => {
  assert.equal(title('permission', { toolName: 'Bash', input: { command: 'ls\nrm -rf ~' } }), 'Bash: ls …');
  const long = title('permission', { toolName: 'Bash', input: { command: '🙂'.repeat(200) } });
  assert.equal(long, `Bash: ${'🙂'.repeat(114)} …`);
  assert.equal(
    title('permission', { toolName: 'Bash', input: { command: 'ls \u202egpj.exe' } }),
    'Bash: ls [U+202E]gpj.exe',
  );
});
