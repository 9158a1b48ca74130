import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headOf } from '../../../main/resources/web/app/model/summary';
import { asked } from '../testing/asked';

function head(type: string, data: unknown): string {
  return headOf(asked('1', { type, data, title: 'Harmless' }));
}

test('a call is told by its tool and what it does, and never by its title', () => {
  assert.equal(head('permission', { toolName: 'Bash', input: { command: 'rm -rf x\nls' } }), 'Bash: rm -rf x …');
  assert.equal(head('permission', { toolName: 'Write', input: { file_path: '/a', content: 'x' } }), 'Write: /a');
  assert.equal(head('permission', { toolName: 'WebFetch', input: { n: 1, url: 'https://x' } }), 'WebFetch: https://x');
  const patch = '*** Begin Patch\n*** Update File: src/a.ts\n';
  assert.equal(head('permission', { toolName: 'apply_patch', input: { input: patch } }), 'apply_patch: src/a.ts');
});

test('a plan is told by its first words, a question by its text', () => {
  assert.equal(head('plan-approval', { plan: '\n## Move to v2\n\nx' }), 'Move to v2');
  assert.equal(head('ask-user', { questions: [{ question: 'Which store?' }] }), 'Which store?');
  assert.equal(head('mcp-elicitation', { message: 'Please log in' }), 'Please log in');
  assert.equal(head('odd', 7), '');
});

test('it is short', () => {
  assert.equal(head('odd', 'x'.repeat(5_000)).length, 162);
});
