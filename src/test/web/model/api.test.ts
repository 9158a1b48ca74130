import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Server } from '../testing/server';
import { asked } from '../testing/asked';
import { access } from '../../../main/resources/web/app/model/access';
import { find, list, settle, SignedOut, UnknownOutcome } from '../../../main/resources/web/app/model/api';
import { newKey } from '../../../main/resources/web/app/model/keys';
import { readJson } from '../../../main/resources/web/app/model/json';
import { session } from '../../../main/resources/web/app/model/session';

const ID = '019a0000-0000-7000-8000-00000000000a';

test('each decision has a key of its own', () => {
  const keys = new Set(Array.from({ length: 100 }, newKey));
  assert.equal(keys.size, 100);
  keys.forEach((key) => assert.match(key, /^[0-9a-f]{32}$/));
});

test('a decision is sent with its key, and its numbers as they were read', async () => {
  const server = new Server().answers(200, asked('a'));
  await settle('a/b', 'resolve', { response: readJson('1.0') as object }, 'k');
  assert.deepEqual(server.sent, [{ path: 'v1/interactions/a%2Fb/resolve', key: '"k"', body: '{"response":1.0}' }]);
});

test('the answer says who won', async () => {
  new Server().answers(200, asked('a')).answers(409, { title: 'Settled', interaction: asked('b') });
  assert.deepEqual(await settle('a', 'resolve', {}, 'k'), { kind: 'won', interaction: asked('a') });
  assert.deepEqual(await settle('a', 'resolve', {}, 'k'), { kind: 'lost', interaction: asked('b') });
});

test('an answer that is invalid says where; anything else is refused in words', async () => {
  const errors = [{ pointer: '/response/a', detail: 'is missing' }];
  new Server()
    .answers(422, { title: 'Invalid', errors })
    .answers(403, { title: 'Forbidden', detail: 'another session' })
    .answers(404, { type: 'urn:holdpoint:problem:not-found', title: 'Not Found' })
    .answers(429, {});
  assert.deepEqual(await settle('a', 'resolve', {}, 'k'), { kind: 'invalid', errors });
  assert.deepEqual(await settle('a', 'resolve', {}, 'k'), { kind: 'refused', problem: '', detail: 'another session' });
  assert.deepEqual(await settle('a', 'resolve', {}, 'k'), {
    kind: 'refused',
    problem: 'not-found',
    detail: 'Not Found',
  });
  assert.deepEqual(await settle('a', 'resolve', {}, 'k'), { kind: 'refused', problem: '', detail: '429' });
});

test('without an answer of the service the outcome is unknown', async () => {
  new Server().breaks().answers(503, { detail: 'the disk is full' }).answers(502, '<html>Bad gateway</html>');
  await assert.rejects(settle('a', 'resolve', {}, 'k'), UnknownOutcome);
  await assert.rejects(settle('a', 'resolve', {}, 'k'), new UnknownOutcome('the disk is full'));
  await assert.rejects(settle('a', 'resolve', {}, 'k'), UnknownOutcome);
});

test('a decision on which somebody has to sign in was not taken', async () => {
  new Server().answers(401, { title: 'Unauthenticated' }).leadsAway().showsPage();
  await assert.rejects(settle('a', 'resolve', {}, 'k'), SignedOut);
  await assert.rejects(settle('a', 'resolve', {}, 'k'), SignedOut);
  await assert.rejects(settle('a', 'resolve', {}, 'k'), SignedOut);
});

test('any answer tells whether somebody has to sign in', async () => {
  new Server().answers(401, {}).answers(404, {});
  await assert.rejects(find(ID), SignedOut);
  assert.equal(access.isSignedOut, true);
  await find(ID);
  assert.equal(access.isSignedOut, false);
});

test('what is not there is not found; without an answer it is not known', async () => {
  new Server()
    .answers(404, { title: 'Not Found' })
    .answers(200, asked(ID))
    .answers(503, { detail: 'the disk is full' });
  assert.equal(await find(ID), null);
  assert.deepEqual(await find(ID), asked(ID));
  await assert.rejects(find(ID), /503: the disk is full/);
});

test('an id of another form is not asked for: it could lead to another address', async () => {
  const server = new Server();
  for (const id of ['', '.', '..', 'a', `${ID}/cancel`, `${ID}0`]) {
    assert.equal(await find(id), null);
  }
  assert.deepEqual(server.sent, []);
});

test('a list that cannot be read says why', async () => {
  new Server().answers(400, { detail: 'from: this is no time' }).answers(502, '<html>');
  await assert.rejects(list(new URLSearchParams()), /400: from: this is no time/);
  await assert.rejects(list(new URLSearchParams()), /502: the answer could not be read/);
});

test('every request says who asks, where a token does', async () => {
  const server = new Server().answers(200, { items: [], nextCursor: null }).answers(200, asked('a'));
  session.token = 'hps_1';
  await list(new URLSearchParams());
  await settle('a', 'resolve', {}, 'k');
  session.token = null;
  assert.deepEqual(
    server.sent.map(({ authorization, key }) => [authorization, key]),
    [
      ['Bearer hps_1', undefined],
      ['Bearer hps_1', '"k"'],
    ],
  );
});
