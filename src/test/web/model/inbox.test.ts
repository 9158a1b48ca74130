import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, settled } from '../testing/browser';
import { Server } from '../testing/server';
import { asked } from '../testing/asked';
import { access } from '../../../main/resources/web/app/model/access';
import { now } from '../../../main/resources/web/app/model/clock';
import { Inbox } from '../../../main/resources/web/app/model/inbox';
import type { Interaction } from '../../../main/resources/web/app/model/interaction';

const LINGER = 6_000;
let number = 0;

function sync(inbox: Inbox, pending: readonly Interaction[], truncated = false): void {
  inbox.onEvent({ number: ++number, name: 'sync', data: JSON.stringify({ pending, truncated }) });
}

function tell(inbox: Inbox, interaction: Interaction): void {
  const what = interaction.status === 'pending' ? 'requested' : interaction.status;
  inbox.onEvent({ number: ++number, name: `interaction-${what}`, data: JSON.stringify(interaction) });
}

/** An inbox with a stream, and which questions it offered to tell of. */
function started() {
  const offered: string[] = [];
  const inbox = new Inbox();
  inbox.start((listener) => {
    assert.equal(listener, inbox);
    return { offer: (id) => offered.push(id) };
  });
  return { inbox, offered };
}

function ids(inbox: Inbox): string[] {
  return inbox.items().map(({ id }) => id);
}

/** An inbox that has loaded these. */
function loaded(...pending: readonly string[]): Inbox {
  const inbox = new Inbox();
  sync(
    inbox,
    pending.map((id) => asked(id)),
  );
  return inbox;
}

test('it is not loaded before the first snapshot', () => {
  assert.equal(new Inbox().isLoaded, false);
  assert.equal(loaded('a').isLoaded, true);
});

test('what is asked stands by its urgency', () => {
  const inbox = loaded('b');
  tell(inbox, asked('a', { expiresAt: '2026-11-24T10:00:00Z' }));
  assert.deepEqual(ids(inbox), ['a', 'b']);
});

test('the tab offers once to tell its reader of what is asked, and tells where it is chosen', () => {
  const { inbox, offered } = started();
  const told: string[] = [];
  inbox.addEventListener('tell', (event) => told.push((event as CustomEvent<Interaction>).detail.id));
  sync(inbox, [asked('a')]);
  tell(inbox, asked('b'));
  tell(inbox, asked('b'));
  tell(inbox, asked('c'));
  assert.deepEqual(offered, ['b', 'c'], 'a snapshot asks nothing anew');
  tell(inbox, asked('c', { status: 'expired' }));
  ['b', 'c', 'd'].forEach((id) => inbox.onTell(id));
  assert.deepEqual(told, ['b'], 'what is decided meanwhile is not told');
});

test('a stream that is asked who it is, or goes on, says whether somebody has to sign in', () => {
  const inbox = loaded();
  inbox.onState('signed-out');
  assert.equal(access.isSignedOut, true);
  inbox.onState('reconnecting');
  assert.equal(access.isSignedOut, true);
  inbox.onState('live');
  assert.equal(access.isSignedOut, false);
});

test('the time that the server tells is that of the page', () => {
  loaded().onTime(Date.now() + 600_000);
  assert.ok(Math.abs(now() - Date.now() - 600_000) < 60_000);
});

test('an outcome lingers, is no longer counted, and leaves', async () => {
  const inbox = loaded('a', 'b');
  tell(inbox, asked('a', { status: 'resolved' }));
  assert.equal(inbox.get('a')?.status, 'resolved');
  assert.equal(inbox.pendingCount(), 1);
  await browser.advance(LINGER - 1);
  assert.deepEqual(ids(inbox), ['a', 'b']);
  await browser.advance(1);
  assert.deepEqual(ids(inbox), ['b']);
  assert.equal(inbox.pendingCount(), 1);
});

test('the first settlement stays, whoever tells of another', async () => {
  const inbox = loaded('a');
  const anna = { id: 'person:anna', kind: 'person', name: 'Anna' } as const;
  inbox.learn(asked('a', { status: 'resolved', decidedBy: anna }));
  tell(inbox, asked('a', { status: 'resolved', decidedBy: { ...anna, id: 'second' } }));
  assert.equal(inbox.get('a')?.decidedBy, anna);
  await browser.advance(LINGER);
  assert.deepEqual(ids(inbox), []);
});

test('a snapshot takes out what it does not hold, but lets outcomes linger', () => {
  const inbox = loaded('a', 'b', 'c');
  tell(inbox, asked('b', { status: 'rejected' }));
  sync(inbox, [asked('c'), asked('d')]);
  assert.deepEqual(ids(inbox), ['b', 'c', 'd']);
});

test('a snapshot that was made before a settlement does not undo it', () => {
  const inbox = loaded('a');
  inbox.learn(asked('a', { status: 'resolved' }));
  sync(inbox, [asked('a')]);
  assert.equal(inbox.get('a')?.status, 'resolved');
});

test('what a snapshot leaves out is listed page by page', async () => {
  const server = new Server()
    .answers(200, { items: [asked('a'), asked('b')], nextCursor: 'more' })
    .answers(200, { items: [asked('c')], nextCursor: null });
  const inbox = new Inbox();
  sync(inbox, [asked('a')], true);
  await settled();
  await settled();
  assert.deepEqual(ids(inbox), ['a', 'b', 'c']);
  assert.deepEqual(
    server.sent.map(({ path }) => path),
    ['v1/interactions?limit=500', 'v1/interactions?limit=500&cursor=more'],
  );
});

test('a page that cannot be had is asked for until it is there', async () => {
  new Server()
    .breaks()
    .answers(503, {})
    .answers(200, { items: [asked('b')], nextCursor: null });
  const inbox = new Inbox();
  sync(inbox, [asked('a')], true);
  await settled();
  await browser.advance(5_000);
  await browser.advance(5_000);
  assert.deepEqual(ids(inbox), ['a', 'b']);
});

test('a later snapshot ends the listing of what an earlier one left out', async () => {
  const server = new Server().answers(200, { items: [asked('b')], nextCursor: 'more' });
  const inbox = new Inbox();
  sync(inbox, [asked('a')], true);
  sync(inbox, [asked('c')]);
  await settled();
  assert.equal(server.sent.length, 1);
});

test('what is settled while the rest is listed does not come back with an older page', async () => {
  new Server().answers(200, { items: [asked('a'), asked('b')], nextCursor: null });
  const inbox = new Inbox();
  sync(inbox, [asked('a')], true);
  tell(inbox, asked('b', { status: 'resolved' }));
  await settled();
  assert.deepEqual(ids(inbox), ['a']);
});

test('each change is told, and counted; a state that stays is none', () => {
  const inbox = loaded('a');
  let changes = 0;
  inbox.addEventListener('change', () => changes++);
  const before = inbox.revision;
  inbox.onState('live');
  inbox.onState('live');
  tell(inbox, asked('b'));
  inbox.onCrowd({ count: 4, isWaiting: false });
  inbox.onCrowd({ count: 4, isWaiting: false });
  assert.equal(changes, 3);
  assert.equal(inbox.revision - before, 3);
});

test('whoever comes next is shown nothing of what was there', async () => {
  const inbox = loaded('a', 'b');
  tell(inbox, asked('b', { status: 'resolved' }));
  inbox.forget();
  assert.deepEqual([ids(inbox), inbox.pendingCount(), inbox.isLoaded], [[], 0, false]);
  sync(inbox, [asked('a')]);
  await browser.advance(LINGER);
  assert.deepEqual(ids(inbox), ['a']);
});
