import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, settled } from '../testing/browser';
import { account, known } from '../testing/accounts';
import { Server } from '../testing/server';
import { asked } from '../testing/asked';
import { access } from '../../../main/resources/web/app/model/access';
import { Decision, decisionOf } from '../../../main/resources/web/app/model/decision';
import { me } from '../../../main/resources/web/app/model/me';

/** A decision, and the phases that it goes through. */
function decision(): { readonly decision: Decision; readonly phases: string[] } {
  const decision = new Decision();
  const phases: string[] = [];
  decision.addEventListener('change', () => phases.push(decision.phase.kind));
  return { decision, phases };
}

test('it is decided only when the server has said so', async () => {
  new Server().answers(200, asked('a', { status: 'resolved' }));
  const { decision: mine, phases } = decision();
  const sent = mine.send('a', 'resolve', {});
  assert.deepEqual(phases, ['sending']);
  assert.equal(mine.isUnderWay, true);
  await sent;
  assert.deepEqual(phases, ['sending', 'decided']);
  assert.ok(mine.phase.kind === 'decided' && mine.phase.isMine);
});

test('where somebody was faster, their settlement is kept', async () => {
  new Server().answers(409, { interaction: asked('a', { status: 'rejected' }) });
  const { decision: mine } = decision();
  await mine.send('a', 'resolve', {});
  assert.ok(mine.phase.kind === 'decided' && !mine.phase.isMine);
  assert.equal(mine.phase.interaction.status, 'rejected');
});

test('it is sent with the same key until the server answers, after longer and longer pauses', async () => {
  const server = new Server()
    .breaks()
    .answers(503, {})
    .breaks()
    .answers(200, asked('a', { status: 'resolved' }));
  const { decision: mine, phases } = decision();
  const sent = mine.send('a', 'resolve', { response: 1 });
  await settled();
  for (const pause of [1_000, 2_000, 4_000]) {
    const before = server.sent.length;
    await browser.advance(pause - 1);
    assert.equal(server.sent.length, before, `nothing is sent within ${pause} ms`);
    await browser.advance(1);
    assert.equal(server.sent.length, before + 1, `it is sent after ${pause} ms`);
  }
  await sent;
  assert.deepEqual(phases, ['sending', 'unknown', 'unknown', 'unknown', 'decided']);
  assert.equal(new Set(server.sent.map(({ key }) => key)).size, 1);
  assert.equal(new Set(server.sent.map(({ body }) => body)).size, 1);
});

test('where somebody has to sign in it is kept, and sent with the same key until it counts', async () => {
  const server = new Server()
    .answers(401, {})
    .leadsAway()
    .answers(200, asked('a', { status: 'resolved' }));
  const { decision: mine, phases } = decision();
  const sent = mine.send('a', 'resolve', { response: 1 });
  await settled();
  assert.equal(mine.isUnderWay, true);
  await browser.advance(1_000);
  await browser.advance(2_000);
  await sent;
  assert.deepEqual(phases, ['sending', 'signed-out', 'signed-out', 'decided']);
  assert.equal(new Set(server.sent.map(({ key, body }) => `${key} ${body}`)).size, 1);
});

test('it is sent at once when somebody has signed in, or looks at the page again', async () => {
  const server = new Server()
    .answers(401, {})
    .answers(401, {})
    .answers(200, asked('a', { status: 'resolved' }));
  const { decision: mine } = decision();
  const sent = mine.send('a', 'resolve', {});
  await settled();
  browser.dispatchEvent(new Event('focus'));
  await settled();
  assert.equal(server.sent.length, 2);
  access.become(false);
  await sent;
  assert.equal(server.sent.length, 3);
  assert.equal(browser.armed, 0);
});

test('it is sent at once when the browser is online again', async () => {
  const server = new Server().breaks().answers(200, asked('a', { status: 'resolved' }));
  const { decision: mine } = decision();
  const sent = mine.send('a', 'resolve', {});
  await settled();
  browser.dispatchEvent(new Event('online'));
  await sent;
  assert.equal(server.sent.length, 2);
  assert.equal(browser.armed, 0);
});

test('what is under way or decided is not sent again', async () => {
  const server = new Server().answers(200, asked('a', { status: 'resolved' }));
  const { decision: mine } = decision();
  await Promise.all([mine.send('a', 'resolve', {}), mine.send('a', 'reject', {})]);
  await mine.send('a', 'reject', {});
  assert.equal(server.sent.length, 1);
});

test('what the server found wrong can be corrected, with another key', async () => {
  const errors = [{ pointer: '/response', detail: 'is no object' }];
  const server = new Server().answers(422, { errors }).answers(200, asked('a', { status: 'resolved' }));
  const { decision: mine } = decision();
  await mine.send('a', 'resolve', { response: 1 });
  assert.deepEqual(mine.errors, errors);
  assert.equal(mine.isUnderWay, false);
  await mine.send('a', 'resolve', { response: {} });
  assert.equal(mine.phase.kind, 'decided');
  assert.equal(new Set(server.sent.map(({ key }) => key)).size, 2);
});

test('a tab has one decision on an interaction', () => {
  assert.equal(decisionOf('a'), decisionOf('a'));
  assert.notEqual(decisionOf('a'), decisionOf('b'));
});

test('it is never sent as somebody else’s: who signs in meanwhile is asked for first', async () => {
  const server = new Server().answers(401, {});
  const { decision: mine } = decision();
  me.standing = known('Anna');
  const sent = mine.send('a', 'resolve', {});
  await settled();
  me.standing = known('Bob');
  await browser.advance(1_000);
  await sent;
  assert.deepEqual(mine.phase, { kind: 'refused', problem: 'another-caller', detail: '' });
  assert.equal(server.sent.length, 1);
  me.standing = { kind: 'asked' };
});

test('it waits until it is known who signed in', async () => {
  const server = new Server().answers(401, {});
  const { decision: mine } = decision();
  me.standing = known('Anna');
  const sent = mine.send('a', 'resolve', {});
  await settled();
  server.breaks();
  void me.read();
  await settled();
  await browser.advance(1_000);
  assert.equal(server.sent.length, 2, 'nothing but who it is was asked for');
  server.answers(200, account('Anna')).answers(200, asked('a', { status: 'resolved' }));
  await browser.advance(5_000);
  await sent;
  assert.equal(mine.phase.kind, 'decided');
  me.standing = { kind: 'asked' };
});

test('where one may not, what one may is asked for anew', async () => {
  const problem = { type: 'urn:holdpoint:problem:forbidden', detail: 'decide is needed' };
  const server = new Server().answers(403, problem).answers(404, {});
  const { decision: mine } = decision();
  await mine.send('a', 'resolve', {});
  assert.deepEqual(mine.phase, { kind: 'refused', problem: 'forbidden', detail: 'decide is needed' });
  await settled();
  assert.equal(server.sent.at(-1)?.path, 'v1/me');
});
