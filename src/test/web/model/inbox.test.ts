import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, settled } from '../testing/browser';
import { Server } from '../testing/server';
import { asked } from '../testing/asked';
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

function ids(inbox: Inbox): string[] {
  return inbox.items().map(({ id }) => id);
}

/** An inbox that has loaded these, and what it says is asked from then on. */
function loaded(...pending: readonly string[]): { readonly inbox: Inbox; readonly said: string[] } {
  const inbox = new Inbox();
  const said: string[] = [];
  inbox.addEventListener('asked', (event) => said.push((event as CustomEvent<Interaction>).detail.id));
  sync(
    inbox,
    pending.map((id) => asked(id)),
  );
  return { inbox, said };
}

test('it is not loaded before the first snapshot, which asks nothing anew', () => {
  const inbox = new Inbox();
  assert.equal(inbox.isLoaded, false);
  assert.equal(inbox.snapshot(), null);
  const { said } = loaded('a');
  assert.deepEqual(said, []);
});

test('what is asked is told once, and stands by its urgency', () => {
  const { inbox, said } = loaded('b');
  const urgent = asked('a', { expiresAt: '2026-11-24T10:00:00Z' });
  tell(inbox, urgent);
  tell(inbox, urgent);
  assert.deepEqual(said, ['a']);
  assert.deepEqual(ids(inbox), ['a', 'b']);
});

test('an outcome lingers, is no longer counted, and leaves', async () => {
  const { inbox } = loaded('a', 'b');
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
  const { inbox } = loaded('a');
  inbox.learn(asked('a', { status: 'resolved', decidedBy: 'first' }));
  tell(inbox, asked('a', { status: 'resolved', decidedBy: 'second' }));
  assert.equal(inbox.get('a')?.decidedBy, 'first');
  await browser.advance(LINGER);
  assert.deepEqual(ids(inbox), []);
});

test('a snapshot takes out what it does not hold, but lets outcomes linger', () => {
  const { inbox } = loaded('a', 'b', 'c');
  tell(inbox, asked('b', { status: 'rejected' }));
  sync(inbox, [asked('c'), asked('d')]);
  assert.deepEqual(ids(inbox), ['b', 'c', 'd']);
});

test('a snapshot that was made before a settlement does not undo it', () => {
  const { inbox } = loaded('a');
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
    ['/v1/interactions?limit=500', '/v1/interactions?limit=500&cursor=more'],
  );
});

test('what is settled while the rest is listed does not come back with an older page', async () => {
  new Server().answers(200, { items: [asked('a'), asked('b')], nextCursor: null });
  const inbox = new Inbox();
  sync(inbox, [asked('a')], true);
  tell(inbox, asked('b', { status: 'resolved' }));
  await settled();
  assert.deepEqual(ids(inbox), ['a']);
});

test('its snapshot is what is pending, at the last event', () => {
  const { inbox } = loaded('a', 'b');
  tell(inbox, asked('a', { status: 'expired' }));
  const snapshot = inbox.snapshot()!;
  assert.equal(snapshot.number, number);
  assert.deepEqual(JSON.parse(snapshot.data), { pending: [asked('b')], truncated: false });
});

test('each change is told, and counted; a state that stays is none', () => {
  const { inbox } = loaded('a');
  let changes = 0;
  inbox.addEventListener('change', () => changes++);
  const before = inbox.revision;
  inbox.onState('live');
  inbox.onState('live');
  tell(inbox, asked('b'));
  assert.equal(changes, 2);
  assert.equal(inbox.revision - before, 2);
});
