import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../testing/asked';
import type { Interaction, Origin } from '../../../main/resources/web/app/model/interaction';
import { refusal } from '../../../main/resources/web/app/model/refusals';
import { whose } from '../../../main/resources/web/app/model/whose';

const ANNA = { id: 'person:Anna', kind: 'person', name: 'Anna' } as const;

function said(origin: Origin, decidedBy: Interaction['decidedBy'], id: string | null = null): string {
  const { words, whom } = whose(asked('1', { status: 'resolved', origin, decidedBy }), id);
  return whom === null ? words : `${words} ${whom.id}`;
}

test('who decided is named, and the reader is “you”', () => {
  assert.equal(said('responder', ANNA), 'Decided by person:Anna');
  assert.equal(said('responder', ANNA, ANNA.id), 'Decided by you');
  assert.equal(said('responder', ANNA, 'person:Bob'), 'Decided by person:Anna');
  assert.equal(said('responder', null, ANNA.id), 'Decided by a person');
});

test('who withdrew it need not be who asked it', () => {
  assert.equal(said('asker', ANNA), 'Withdrawn by person:Anna');
  assert.equal(said('asker', ANNA, ANNA.id), 'Withdrawn by you');
  assert.equal(said('asker', null), 'Decided by its asker, who withdrew it');
  assert.equal(said('session', ANNA), 'Decided because its session was removed by person:Anna');
});

test('silence is nobody’s decision', () => {
  assert.equal(said('timeout', ANNA, ANNA.id), 'Decided by its deadline: nobody answered in time');
  assert.equal(said('asker-lost', null), 'Decided because nobody waited for it any more');
});

test('a refusal is told in plain words, then as the service has it', () => {
  assert.equal(refusal('forbidden', 'decide is needed'), 'You may not decide this: decide is needed.');
  assert.equal(refusal('own-request', ''), 'You asked this, and whoever asked it does not decide it.');
  assert.equal(refusal('unheard-of', 'No. '), 'The server refused it: No.');
  assert.equal(refusal('constructor', ''), 'The server refused it.');
});
