import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, settled } from '../testing/browser';
import { account, known } from '../testing/accounts';
import { Server } from '../testing/server';
import { access } from '../../../main/resources/web/app/model/access';
import type { Standing } from '../../../main/resources/web/app/model/account';
import { me } from '../../../main/resources/web/app/model/me';
import { session } from '../../../main/resources/web/app/model/session';
import { signOut, SigningIn } from '../../../main/resources/web/app/model/signing-in';

const NOBODY: Standing = { kind: 'nobody', access: 'local', providers: [] };

/** A link that is opened where somebody, or nobody, is signed in. */
function opened(standing: Standing, token: string | null = null, secret = 's') {
  browser.disarm();
  me.standing = standing;
  session.token = token;
  access.become(standing.kind === 'nobody');
  const signing = new SigningIn(secret);
  const phases: string[] = [];
  signing.addEventListener('change', () => phases.push(signing.phase.kind));
  return { signing, phases };
}

test('where nobody is signed in the link is taken at once', async () => {
  const server = new Server().answers(200, { ...account('Anna'), token: 'hps_1' });
  const { signing, phases } = opened(NOBODY);
  await signing.start();
  assert.deepEqual(phases, ['sending', 'over']);
  assert.deepEqual(server.sent, [{ path: 'v1/sign-in', key: undefined, body: '{"secret":"s"}' }]);
  assert.equal(session.token, 'hps_1');
  assert.equal(me.id, 'person:Anna');
  assert.equal(access.isSignedOut, false);
});

test('where the answer has no token, a cookie says it from now on', async () => {
  new Server().answers(200, account('Anna'));
  const { signing } = opened(NOBODY);
  await signing.start();
  assert.equal(session.token, null);
  assert.equal(me.id, 'person:Anna');
});

test('where somebody is signed in nothing is sent before they say so', async () => {
  const server = new Server();
  const { signing, phases } = opened(known('Anna'), 'hps_1');
  await signing.start();
  assert.deepEqual(phases, ['doubtful']);
  signing.leave();
  assert.deepEqual(phases, ['doubtful', 'over']);
  assert.deepEqual(server.sent, []);
  assert.equal(me.id, 'person:Anna');
});

test('who takes the link becomes somebody else, and the session that they leave ends', async () => {
  const server = new Server().answers(200, { ...account('Bob'), token: 'hps_2' }).answers(204, '');
  const { signing } = opened(known('Anna'), 'hps_1');
  await signing.start();
  await signing.send();
  assert.equal(session.token, 'hps_2');
  assert.deepEqual(
    server.sent.map(({ path, authorization }) => [path, authorization]),
    [
      ['v1/sign-in', undefined],
      ['v1/sign-out', 'Bearer hps_1'],
    ],
  );
});

test('nobody is asked where anybody may do anything, or where the session is over', async () => {
  new Server().answers(200, account('Bob')).answers(200, account('Bob'));
  const open = opened(known('', { caller: null, access: 'open', via: 'none' }));
  await open.signing.start();
  assert.deepEqual(open.phases, ['sending', 'over']);
  const over = opened(known('Anna'));
  access.become(true);
  await over.signing.start();
  assert.deepEqual(over.phases, ['sending', 'over']);
});

test('a link that does not sign in says why, and leaves everything as it is', async () => {
  new Server()
    .answers(401, {})
    .answers(429, {})
    .answers(503, { detail: 'the disk is full' })
    .answers(500, '<html>')
    .breaks();
  const said: unknown[] = [];
  for (let n = 0; n < 5; n++) {
    const { signing } = opened(NOBODY);
    await signing.start();
    said.push(signing.phase);
  }
  assert.deepEqual(said, [
    { kind: 'failed', failure: 'spent', detail: '' },
    { kind: 'failed', failure: 'later', detail: '' },
    { kind: 'failed', failure: 'refused', detail: 'the disk is full' },
    { kind: 'failed', failure: 'refused', detail: 'The service answered 500.' },
    { kind: 'failed', failure: 'unreached', detail: '' },
  ]);
  assert.equal(session.token, null);
  assert.deepEqual(me.standing, NOBODY);
});

test('a link without its secret is not sent', async () => {
  const server = new Server();
  const { signing } = opened(NOBODY, null, '');
  await signing.start();
  assert.deepEqual(signing.phase, { kind: 'failed', failure: 'spent', detail: '' });
  assert.deepEqual(server.sent, []);
});

test('who signs out is forgotten once the service knows; where it cannot be reached they stay', async () => {
  const server = new Server().breaks().answers(204, '');
  opened(known('Anna'), 'hps_1');
  await assert.rejects(signOut());
  assert.equal(session.token, 'hps_1');
  await signOut();
  await settled();
  assert.equal(session.token, null);
  assert.deepEqual(server.sent.at(-1), {
    path: 'v1/sign-out',
    key: undefined,
    body: '{}',
    authorization: 'Bearer hps_1',
  });
});
