import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, provide } from '../testing/browser';
import { StreamServer } from '../testing/streams';
import { LoneStream } from '../../../main/resources/web/app/stream/lone-stream';
import type { StreamEvent } from '../../../main/resources/web/app/stream/event-stream';
import type { Crowd } from '../../../main/resources/web/app/stream/tab-stream';

/** What the tabs of one browser say to each other. */
class Channel {
  static all: Channel[] = [];
  onmessage: (message: { readonly data: unknown }) => void = () => {};
  isAsleep = false;

  constructor() {
    Channel.all.push(this);
  }

  postMessage(data: unknown): void {
    Channel.all.filter((other) => other !== this && !other.isAsleep).forEach((other) => other.onmessage({ data }));
  }
}

provide({ BroadcastChannel: Channel, navigator: { onLine: true } });

let server: StreamServer;

/** A browser without tabs. */
function begin(): void {
  browser.disarm();
  Channel.all = [];
  server = new StreamServer();
}

class Tab {
  readonly numbers: number[] = [];
  readonly told: string[] = [];
  crowd: Crowd | null = null;
  readonly it: LoneStream;

  constructor(isHttp1 = true, last: number | null = null) {
    this.it = new LoneStream('http://localhost/v1/events', { token: null, mark: null }, last, isHttp1, {
      onEvent: ({ number }: StreamEvent) => this.numbers.push(number),
      onState: () => {},
      onTime: () => {},
      onTell: (id) => this.told.push(id),
      onCrowd: (crowd) => (this.crowd = crowd),
    });
  }
}

/** So many tabs, opened one after the other. */
async function tabs(count: number, isHttp1 = true): Promise<Tab[]> {
  const opened: Tab[] = [];
  for (let n = 0; n < count; n++) {
    opened.push(new Tab(isHttp1));
    await browser.advance(300);
  }
  return opened;
}

function open(): number {
  return server.asked.filter(({ isAborted }) => !isAborted).length;
}

test('a tab has a stream of its own, which goes on after what was heard before', async () => {
  begin();
  const tab = new Tab(true, 3);
  await browser.advance(300);
  assert.equal(server.last.last, '3');
  await server.last.tells(4, 'interaction-requested');
  assert.deepEqual(tab.numbers, [4]);
  assert.equal(tab.crowd, null);
});

test('from the fourth tab on all are told how many there are, the sixth waits', async () => {
  begin();
  const three = await tabs(3);
  assert.ok(three.every(({ crowd }) => crowd === null));
  const all = [...three, ...(await tabs(3))];
  assert.equal(open(), 5);
  assert.deepEqual(
    all.map(({ crowd }) => crowd),
    [false, false, false, false, false, true].map((isWaiting) => ({ count: 6, isWaiting })),
  );
});

test('a tab that waits goes on when another has closed', async () => {
  begin();
  const [first, , , , , sixth] = await tabs(6);
  first!.it.leave();
  assert.deepEqual(sixth!.crowd, { count: 5, isWaiting: false });
  assert.equal(open(), 5);
});

test('a tab that crashed is forgotten, and its place is taken', async () => {
  begin();
  const [, , , , , sixth] = await tabs(6);
  const crashed = Channel.all[0]!;
  crashed.isAsleep = true;
  crashed.postMessage = () => {};
  await browser.advance(10_000);
  assert.deepEqual(sixth!.crowd, { count: 5, isWaiting: false });
});

test('six tabs that open at once leave a connection for decisions', async () => {
  begin();
  const all = Array.from({ length: 6 }, () => new Tab());
  await browser.advance(300);
  assert.equal(open(), 5);
  assert.equal(all.filter(({ crowd }) => crowd?.isWaiting).length, 1);
});

test('over a later version of HTTP tabs do not get in each other’s way', async () => {
  begin();
  const all = await tabs(7, false);
  assert.equal(open(), 7);
  assert.ok(all.every(({ crowd }) => crowd === null));
});

test('a tab tells of a question unless another one is looked at', async () => {
  begin();
  const [one, other] = await tabs(2);
  one!.it.look('visible');
  other!.it.offer('a', false);
  one!.it.look('seen');
  other!.it.offer('b', false);
  one!.it.offer('b', true);
  assert.deepEqual(other!.told, ['a']);
  assert.deepEqual(one!.told, ['b']);
});

test('a tab that is put aside holds nothing, and goes on after what it heard when it comes back', async () => {
  begin();
  const [tab] = await tabs(1);
  await server.last.tells(4, 'sync');
  tab!.it.leave();
  assert.equal(open(), 0);
  tab!.it.comeBack();
  await browser.advance(300);
  assert.equal(server.last.last, '4');
});

test('who signs in hears all anew; a tab that waits for its turn goes on waiting', async () => {
  begin();
  const [tab] = await tabs(1);
  await server.last.tells(4, 'sync');
  const before = server.last;
  tab!.it.renew({ token: 'hps_1', mark: 'hps_1' });
  assert.ok(before.isAborted);
  assert.equal(server.last.last, undefined);
  assert.equal((server.last.init.headers as Record<string, string>)['Authorization'], 'Bearer hps_1');
  await server.last.tells(4, 'sync');
  assert.deepEqual(tab!.numbers, [4, 4]);
  const asked = server.asked.length;
  new Tab().it.renew({ token: 'hps_1', mark: 'hps_1' });
  assert.equal(server.asked.length, asked);
});
