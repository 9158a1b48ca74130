import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../testing/asked';
import { answerOf, outcomeOf, sign, tone, verdict, wordsOf } from '../../../main/resources/web/app/model/verdict';
import type { Interaction } from '../../../main/resources/web/app/model/interaction';

const settled = (type: string, response: unknown, more: Partial<Interaction> = {}) =>
  asked('a', { type, response, status: 'resolved', origin: 'responder', ...more });

test('what somebody decided is called what it says', () => {
  const told = (type: string, response: unknown) => {
    const item = settled(type, response);
    return [outcomeOf(item), verdict(item), tone(item), sign(item)];
  };
  assert.deepEqual(told('permission', { behavior: 'allow' }), ['allowed', 'Allowed', 'good', '✓']);
  assert.deepEqual(told('permission', { behavior: 'deny' }), ['denied', 'Denied', 'bad', '✕']);
  assert.deepEqual(told('plan-approval', { approved: true }), ['approved', 'Approved', 'good', '✓']);
  assert.deepEqual(told('plan-approval', { approved: false }), ['declined', 'Sent back', 'bad', '✕']);
  assert.deepEqual(told('ask-user', { answers: {} }), ['answered', 'Answered', 'good', '✓']);
  assert.deepEqual(told('release-form', { behavior: 'deny' }), ['answered', 'Answered', 'good', '✓']);
});

test('a member that the response only inherits says nothing, nor does one of another kind', () => {
  const inherited = Object.create({ behavior: 'allow', approved: true }) as object;
  for (const type of ['permission', 'plan-approval']) {
    for (const response of [inherited, {}, null, 'allow', ['allow'], { behavior: 'Allow', approved: 'true' }]) {
      assert.equal(outcomeOf(settled(type, response)), 'answered');
    }
  }
});

test('who gives no answer denies a permission, sends back a plan, declines anything else', () => {
  const told = (type: string) => verdict(asked('a', { type, status: 'rejected', origin: 'responder' }));
  assert.deepEqual(['permission', 'plan-approval', 'ask-user'].map(told), ['Denied', 'Sent back', 'Declined']);
});

test('silence is nobody, and what it did by default is said', () => {
  const late = { origin: 'timeout' } as const;
  const told = (item: Interaction) => [outcomeOf(item), verdict(item), tone(item), sign(item)];
  assert.deepEqual(told(asked('a', { ...late, status: 'expired' })), ['nobody', 'Nobody answered', 'neutral', '○']);
  assert.deepEqual(told(settled('permission', { behavior: 'allow' }, late)), [
    'nobody',
    'Nobody answered: allowed by default',
    'neutral',
    '○',
  ]);
  assert.equal(
    verdict(asked('a', { ...late, type: 'plan-approval', status: 'rejected' })),
    'Nobody answered: sent back by default',
  );
});

test('whatever is cancelled is withdrawn, and what is pending has no outcome', () => {
  for (const origin of ['asker', 'session', 'asker-lost'] as const) {
    assert.equal(verdict(asked('a', { status: 'cancelled', origin })), 'Withdrawn');
  }
  assert.equal(outcomeOf(asked('a')), null);
  assert.equal(verdict(asked('a')), 'Pending');
});

test('the words of a settlement are found wherever they stand', () => {
  assert.deepEqual(wordsOf(settled('permission', { behavior: 'deny', message: 'not now' })), ['not now']);
  assert.deepEqual(wordsOf(settled('plan-approval', { feedback: 'smaller' }, { reason: 'too much' })), [
    'too much',
    'smaller',
  ]);
  assert.deepEqual(wordsOf(settled('permission', { message: '', feedback: 7 })), []);
  assert.deepEqual(wordsOf(settled('a', 'message')), []);
});

test('an answer is told where it is short', () => {
  assert.equal(answerOf(settled('ask-user', { answers: { 'Which?': 'blue', 'How many?': ['1', '2'] } })), 'blue; 1; 2');
  assert.equal(answerOf(settled('confirm', true)), 'true');
  assert.equal(answerOf(settled('confirm', 'x'.repeat(500))), 'x'.repeat(200) + '…');
  assert.equal(answerOf(settled('permission', { behavior: 'allow' })), '');
  assert.equal(answerOf(asked('a', { status: 'rejected', origin: 'responder' })), '');
});
