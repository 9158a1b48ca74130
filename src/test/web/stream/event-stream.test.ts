import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, provide, settled } from '../testing/browser';
import { StreamServer } from '../testing/streams';
import { EventStream, type StreamEvent } from '../../../main/resources/web/app/stream/event-stream';

const ADDRESS = 'http://localhost/v1/events';
const navigator = { onLine: true };
provide({ navigator });

function stream(last: number | null = null, token: string | null = null) {
  browser.disarm();
  const server = new StreamServer();
  const events: StreamEvent[] = [];
  const states: string[] = [];
  const times: number[] = [];
  const it = new EventStream(ADDRESS, token, last, {
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    onTime: (at) => times.push(at),
  });
  return { server, events, states, times, it };
}

test('an event has its number, its name and its data as it was written', async () => {
  const { server, events, states, times, it } = stream();
  assert.equal(server.last.address, ADDRESS);
  assert.equal(server.last.last, undefined);
  await server.last.says('retry: 2000\n\n');
  assert.deepEqual(states, []);
  await server.last.tells(7, 'sync', '{"pending":[]}');
  await server.last.isAlive('2026-11-24T10:00:00.000Z');
  await server.last.tells(8, 'interaction-expired');
  await server.last.tells(9, 'something-new');
  assert.deepEqual(states, ['live']);
  assert.deepEqual(times, [Date.UTC(2026, 10, 24, 10)]);
  assert.deepEqual(events, [
    { number: 7, name: 'sync', data: '{"pending":[]}' },
    { number: 8, name: 'interaction-expired', data: '{}' },
  ]);
  it.close();
  assert.ok(server.last.isAborted);
});

test('what comes without a number leaves where it would go on', async () => {
  const { server, it } = stream(3);
  await server.last.isAlive('2026-11-24T10:00:00.000Z');
  await server.last.says('event: something-new\ndata: {}\n\n');
  await server.last.ends();
  await browser.advance(500);
  assert.equal(server.last.last, '3');
  it.close();
});

test('it is never led to another place, nor answered from a cache', () => {
  const { server, it } = stream();
  assert.equal(server.last.init.redirect, 'manual');
  assert.equal(server.last.init.cache, 'no-store');
  it.close();
});

test('a stream that broke or ended comes back right after the last event that it heard', async () => {
  const { server, states, it } = stream(3);
  assert.equal(server.last.last, '3');
  await server.last.tells(5, 'interaction-resolved');
  server.last.breaks();
  await settled();
  await browser.advance(500);
  assert.equal(server.last.last, '5');
  await server.last.tells(6, 'interaction-resolved');
  await server.last.ends();
  await browser.advance(500);
  assert.equal(server.last.last, '6');
  assert.deepEqual(states, ['live', 'reconnecting', 'live', 'reconnecting']);
  it.close();
});

test('a stream on which nothing comes any more is ended, and one opened in its place', async () => {
  const { server, states, it } = stream();
  await server.last.tells(5, 'sync');
  const [silent] = server.asked;
  await browser.advance(34_999);
  assert.equal(server.asked.length, 1);
  await browser.advance(1);
  assert.ok(silent!.isAborted);
  assert.equal(server.asked.length, 2);
  assert.equal(server.last.last, '5');
  assert.deepEqual(states, ['live', 'reconnecting']);
  await server.last.isAlive('2026-11-24T10:00:00.000Z');
  assert.deepEqual(states, ['live', 'reconnecting', 'live']);
  it.close();
});

test('a service that ends a stream at once is left alone for as long as it said', async () => {
  const { server, states, it } = stream();
  await server.last.says('retry: 30000\n\n');
  await server.last.ends();
  await browser.advance(29_999);
  assert.equal(server.asked.length, 1);
  await browser.advance(1);
  assert.equal(server.asked.length, 2);
  assert.deepEqual(states, ['reconnecting']);
  it.close();
});

test('an answer that is no stream is an end; one that asks who it is says so', async () => {
  const answers: readonly (readonly [Response, string])[] = [
    [new Response('{}', { status: 503 }), 'reconnecting'],
    [new Response('<html>', { status: 502, headers: { 'Content-Type': 'text/html' } }), 'reconnecting'],
    [new Response('{}', { status: 401 }), 'signed-out'],
    [new Response('{}', { status: 403 }), 'refused'],
    [new Response('<html>', { headers: { 'Content-Type': 'text/html;charset=utf-8' } }), 'signed-out'],
    [Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }), 'signed-out'],
  ];
  for (const [answer, state] of answers) {
    const { server, states, it } = stream();
    await server.last.refuses(answer);
    assert.deepEqual(states, [state]);
    it.close();
  }
});

test('it follows the browser offline and online', async () => {
  const { server, states, it } = stream();
  await server.last.tells(5, 'sync');
  browser.dispatchEvent(new Event('offline'));
  server.last.breaks();
  await settled();
  assert.deepEqual(states, ['live', 'reconnecting', 'offline']);
  const before = server.asked.length;
  browser.dispatchEvent(new Event('online'));
  assert.equal(server.asked.length, before + 1, 'at once');
  it.close();
});

test('where somebody looks it does not wait any longer', async () => {
  const { server, it } = stream();
  server.last.breaks();
  await settled();
  it.nudge();
  assert.equal(server.asked.length, 2);
  it.nudge();
  assert.equal(server.asked.length, 2, 'it is under way');
  it.close();
});

test('a stream that is closed does not come back', async () => {
  const { server, it } = stream();
  await server.last.tells(5, 'sync');
  it.close();
  await browser.advance(60_000);
  browser.dispatchEvent(new Event('online'));
  await settled();
  assert.equal(server.asked.length, 1);
  assert.equal(browser.armed, 0);
});

test('it says who asks where a token does, and each time that it comes back', async () => {
  const { server, it } = stream(null, 'hps_1');
  const said = () => (server.last.init.headers as Record<string, string>)['Authorization'];
  assert.equal(said(), 'Bearer hps_1');
  await server.last.ends();
  await browser.advance(500);
  assert.equal(server.asked.length, 2);
  assert.equal(said(), 'Bearer hps_1');
  it.close();
  const nobody = stream();
  assert.ok(!('Authorization' in (nobody.server.last.init.headers as object)));
  nobody.it.close();
});
