import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, provide, settled } from '../testing/browser';
import { StreamServer } from '../testing/streams';
import { Exchange, type Port } from '../../../main/resources/web/app/stream/exchange';
import type { FromTab, FromWorker } from '../../../main/resources/web/app/stream/messages';

provide({ navigator: { onLine: true } });

/** A tab's end of the line, and what it heard. */
class Tab implements Port {
  onmessage: Port['onmessage'] = null;
  heard: FromWorker[] = [];

  constructor(exchange: Exchange) {
    exchange.join(this);
  }

  postMessage(message: FromWorker): void {
    this.heard.push(message);
  }

  say(message: FromTab): this {
    this.onmessage!({ data: message } as MessageEvent<FromTab>);
    return this;
  }

  get kinds(): string[] {
    return this.heard.map(({ kind }) => kind);
  }
}

function exchange() {
  browser.disarm();
  const server = new StreamServer();
  const it = new Exchange('http://localhost/v1/events');
  const tab = () => new Tab(it).say({ kind: 'hello', credential: NOBODY });
  return { server, it, tab };
}

const NOBODY = { token: null, mark: null };
const SYNC = '{"pending":[],"truncated":false}';

test('all tabs hear what one stream tells', async () => {
  const { server, tab } = exchange();
  const tabs = [tab(), tab()];
  await server.last.tells(4, 'sync', SYNC);
  await server.last.isAlive('1970-01-01T00:00:01.000Z');
  await server.last.tells(5, 'interaction-requested', '{"id":"a"}');
  assert.equal(server.asked.length, 1);
  for (const { heard } of tabs) {
    assert.deepEqual(heard, [
      { kind: 'welcome', state: 'connecting', sync: null, at: null },
      { kind: 'event', event: { number: 4, name: 'sync', data: SYNC } },
      { kind: 'state', state: 'live' },
      { kind: 'time', at: 1_000 },
      { kind: 'event', event: { number: 5, name: 'interaction-requested', data: '{"id":"a"}' } },
    ]);
  }
});

test('a tab that comes later is told all that is pending, and what the time is', async () => {
  const { server, tab } = exchange();
  tab();
  await server.last.tells(4, 'sync', SYNC);
  await server.last.isAlive('1970-01-01T00:00:01.000Z');
  await server.last.tells(5, 'interaction-requested', '{"id":"a"}');
  await browser.advance(2_000);
  const sync = { number: 5, name: 'sync', data: '{"pending":[{"id":"a"}],"truncated":false}' };
  assert.deepEqual(tab().heard, [{ kind: 'welcome', state: 'live', sync, at: 3_000 }]);
});

test('it answers whoever asks whether it is there, with what it knows', async () => {
  const { server, tab } = exchange();
  const one = tab();
  one.say({ kind: 'ping' });
  await server.last.tells(4, 'sync', SYNC);
  one.say({ kind: 'ping' });
  assert.deepEqual(
    one.heard.filter(({ kind }) => kind === 'pong'),
    [
      { kind: 'pong', state: 'connecting', number: null },
      { kind: 'pong', state: 'live', number: 4 },
    ],
  );
});

test('a tab that somebody looks at ends a pause', async () => {
  const { server, tab } = exchange();
  const one = tab();
  server.last.breaks();
  await settled();
  one.say({ kind: 'nudge' });
  assert.equal(server.asked.length, 2);
});

test('a tab that closed hears nothing more', async () => {
  const { server, tab } = exchange();
  const one = tab().say({ kind: 'bye' });
  await server.last.tells(4, 'sync', SYNC);
  assert.deepEqual(one.kinds, ['welcome']);
});

test('a tab that says nothing for long hears nothing more until it does, and then all', async () => {
  const { server, tab } = exchange();
  const asleep = tab();
  const awake = tab();
  for (let minute = 0; minute < 4; minute++) {
    await browser.advance(50_000);
    awake.say({ kind: 'ping' });
    await server.last.isAlive('2026-11-24T10:00:00.000Z');
  }
  asleep.heard = [];
  awake.heard = [];
  await server.last.tells(4, 'sync', SYNC);
  assert.deepEqual(awake.kinds, ['event']);
  assert.deepEqual(asleep.kinds, []);
  asleep.say({ kind: 'ping' });
  assert.deepEqual(asleep.kinds, ['welcome', 'pong']);
});

test('one tab tells its reader of a question', async () => {
  const { tab } = exchange();
  const [hidden, other] = [tab(), tab()];
  hidden.say({ kind: 'offer', id: 'a', isSeen: false });
  other.say({ kind: 'offer', id: 'a', isSeen: false });
  await browser.advance(300);
  assert.deepEqual(hidden.heard.at(-1), { kind: 'tell', id: 'a' });
  assert.deepEqual(other.kinds, ['welcome']);
});

/** What the stream was asked for with. */
function bearer(server: StreamServer): string | undefined {
  return (server.last.init.headers as Record<string, string>)['Authorization'];
}

test('there is no stream before a tab has said who asks', () => {
  const { server, it } = exchange();
  assert.equal(server.asked.length, 0);
  new Tab(it).say({ kind: 'hello', credential: { token: 'hps_1', mark: 'hps_1' } });
  assert.equal(bearer(server), 'Bearer hps_1');
});

test('tabs that say the same hear one stream, and who knows of no sign-in changes nothing', () => {
  const { server, tab } = exchange();
  tab().say({ kind: 'renew', credential: { token: null, mark: 'm' } });
  assert.equal(server.asked.length, 2);
  tab().say({ kind: 'renew', credential: { token: null, mark: 'm' } });
  tab();
  assert.equal(server.asked.length, 2);
});

test('who signs in hears all anew, and nothing of what another heard', async () => {
  const { server, tab } = exchange();
  const [one, other] = [tab(), tab()];
  await server.last.tells(4, 'sync', '{"pending":[{"id":"of another"}],"truncated":false}');
  const before = server.last;
  other.heard = [];
  one.heard = [];
  one.say({ kind: 'renew', credential: { token: 'hps_2', mark: 'hps_2' } });
  assert.ok(before.isAborted);
  assert.equal(bearer(server), 'Bearer hps_2');
  assert.equal(server.last.last, undefined, 'what it may see is not what comes after what another saw');
  assert.deepEqual(one.heard.at(-1), { kind: 'welcome', state: 'connecting', sync: null, at: null });
  await server.last.tells(5, 'sync', SYNC);
  assert.deepEqual(other.kinds, ['state', 'event', 'state']);
  assert.equal(JSON.stringify(other.heard).includes('of another'), false);
});
