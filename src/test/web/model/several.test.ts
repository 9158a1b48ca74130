import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../testing/asked';
import type { Interaction } from '../../../main/resources/web/app/model/interaction';
import { needsLook } from '../../../main/resources/web/app/model/several';

const BASH = { toolName: 'Bash', input: { command: 'npm test' } };

function isLeftOut(verdict: 'allow' | 'deny', more: Partial<Interaction>): boolean {
  return needsLook(asked('1', { data: BASH, ...more }), verdict, { kind: 'untold' }) !== null;
}

test('a short and ordinary call is decided together with others', () => {
  assert.ok(!isLeftOut('allow', {}));
  assert.ok(!isLeftOut('deny', {}));
});

test('whatever is more than that needs a look before a yes', () => {
  const others: Partial<Interaction>[] = [
    { metadata: { risk: 'high' } },
    { metadata: { defaultToNo: true } },
    { data: { toolName: 'Bash', input: { command: 'rm -rf /' } } },
    { data: { toolName: 'Write', input: { file_path: 'a', content: 'x'.repeat(3_000) } } },
  ];
  for (const more of others) {
    assert.ok(isLeftOut('allow', more), JSON.stringify(more));
    assert.ok(!isLeftOut('deny', more), JSON.stringify(more));
  }
  assert.ok(isLeftOut('allow', { type: 'plan-approval', data: { plan: 'x' } }));
  assert.ok(!isLeftOut('deny', { type: 'plan-approval', data: { plan: 'x' } }));
});

test('questions, forms and what is settled are never among them', () => {
  for (const verdict of ['allow', 'deny'] as const) {
    assert.ok(isLeftOut(verdict, { type: 'ask-user' }));
    assert.ok(isLeftOut(verdict, { type: 'odd' }));
    assert.ok(isLeftOut(verdict, { status: 'expired' }));
    assert.ok(isLeftOut(verdict, { responseSchema: { properties: { other: {} } } }));
  }
});
