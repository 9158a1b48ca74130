import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, provide, settled } from '../testing/browser';
import { account, known, NOBODY } from '../testing/accounts';
import { Server } from '../testing/server';
import { access } from '../../../main/resources/web/app/model/access';
import { Me } from '../../../main/resources/web/app/model/me';
import { session } from '../../../main/resources/web/app/model/session';

/** Who it is in a tab, and what is told of it. */
function somebody() {
  browser.disarm();
  const it = new Me();
  const told: string[] = [];
  it.addEventListener('change', () => told.push(it.id ?? it.standing.kind));
  it.addEventListener('another', () => told.push('another'));
  return { it, told };
}

/** As `index.ts` starts the one of the page; its listeners are those of this test alone. */
async function started(server: Server) {
  const { it, told } = somebody();
  it.start();
  await settled();
  return { it, told, server };
}

test('it is asked for at once, with what the browser has', async () => {
  const { it, server, told } = await started(new Server().answers(200, account('Anna')));
  assert.deepEqual(
    server.sent.map(({ path }) => path),
    ['v1/me'],
  );
  assert.deepEqual(it.standing, known('Anna'));
  assert.deepEqual(told, ['person:Anna']);
});

test('where nobody is signed in, it is said; a service of an older version changes nothing', async () => {
  access.become(false);
  const { it } = somebody();
  new Server().answers(404, { title: 'Not Found' }).answers(401, NOBODY);
  await it.read();
  assert.deepEqual(it.standing, { kind: 'untold' });
  assert.equal(access.isSignedOut, false);
  await it.read();
  assert.equal(it.standing.kind, 'nobody');
  assert.equal(access.isSignedOut, true);
});

test('an answer that led away, or was a page, is a proxy’s', async () => {
  const { it } = somebody();
  new Server().leadsAway().showsPage();
  await it.read();
  assert.deepEqual(it.standing, { kind: 'untold' });
  await it.read();
  assert.deepEqual(it.standing, { kind: 'untold' });
});

test('without an answer it is asked for again', async () => {
  const { it } = somebody();
  new Server().breaks().answers(503, {}).answers(200, account('Anna'));
  const read = it.read();
  await settled();
  await browser.advance(5_000);
  assert.equal(it.standing.kind, 'asked');
  await browser.advance(5_000);
  await read;
  assert.equal(it.id, 'person:Anna');
});

/** Two readings, the later begun while the earlier is under way; `answer` gives each what it asks for. */
async function twoReadings() {
  const { it } = somebody();
  const replies: ((response: Response) => void)[] = [];
  provide({ fetch: () => new Promise<Response>((reply) => replies.push(reply)) });
  void it.read();
  await settled();
  const waits = it.settled();
  void it.read();
  await settled();
  const answer = async (reading: number, name: string) => {
    replies[reading]!(Response.json(account(name)));
    await settled();
  };
  return { it, waits, answer };
}

test('of two readings the later one counts, in whatever order they are answered', async () => {
  const { it, answer } = await twoReadings();
  await answer(1, 'Bob');
  await answer(0, 'Anna');
  assert.equal(it.id, 'person:Bob');
});

test('whoever waits for it, waits for the last one', async () => {
  const { it, waits, answer } = await twoReadings();
  let isOver = false;
  void waits.then(() => (isOver = true));
  await answer(0, 'Anna');
  assert.deepEqual([it.id, isOver], [null, false]);
  await answer(1, 'Bob');
  assert.deepEqual([it.id, isOver], ['person:Bob', true]);
});

test('somebody else is told of as such, also after nobody; the same one is not', () => {
  const { it, told } = somebody();
  it.take(known('Anna'));
  it.take(known('Anna'));
  it.take(known('Anna', { permissions: ['read'] }));
  assert.deepEqual(told, ['person:Anna', 'person:Anna']);
  it.take(known('Bob'));
  assert.deepEqual(told.slice(2), ['another', 'person:Bob']);
  it.take(known('Bob', { tenant: 'other' }));
  assert.deepEqual(told.slice(4), ['another', 'person:Bob']);
});

test('who signs out is nobody at once, and whoever signs in then is the one they were, or another', async () => {
  const { it, told } = await started(new Server().answers(200, account('Anna')));
  new Server().answers(401, NOBODY).answers(200, account('Anna'));
  session.signOut();
  assert.equal(it.standing.kind, 'nobody', 'before any answer');
  await settled();
  session.signIn('hps_2');
  await settled();
  assert.equal(it.id, 'person:Anna');
  assert.ok(!told.includes('another'));
  new Server().answers(401, NOBODY).answers(200, account('Bob'));
  session.signOut();
  await settled();
  session.signIn('hps_3');
  await settled();
  assert.deepEqual(told.slice(-2), ['another', 'person:Bob'], 'nor is it forgotten who they were');
  session.token = null;
});

test('whoever has been asked to sign in, and is not any more, may be another', async () => {
  const { it } = await started(new Server().answers(401, NOBODY));
  new Server().answers(200, account('Anna'));
  access.become(false);
  await settled();
  assert.equal(it.id, 'person:Anna');
});
