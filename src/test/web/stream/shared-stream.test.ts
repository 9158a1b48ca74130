import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, provide, settled } from '../testing/browser';
import { StreamServer } from '../testing/streams';
import { SharedStream } from '../../../main/resources/web/app/stream/shared-stream';
import type { StreamEvent } from '../../../main/resources/web/app/stream/event-stream';
import type { FromTab, FromWorker } from '../../../main/resources/web/app/stream/messages';

const ADDRESS = 'http://localhost/v1/events';

/** A worker that answers what it is told to; `isThere`: and every ping by itself. */
class Worker {
  static all: Worker[] = [];
  heard: FromTab[] = [];
  isClosed = false;
  onerror: () => void = () => {};
  readonly port = {
    onmessage: null as ((message: { readonly data: FromWorker }) => void) | null,
    postMessage: (message: FromTab) => this.hear(message),
    close: () => (this.isClosed = true),
  };

  constructor(
    readonly file: string,
    readonly options: WorkerOptions,
  ) {
    if (Worker.isForbidden) {
      throw new DOMException('no access', 'SecurityError');
    }
    Worker.all.push(this);
  }

  private hear(message: FromTab): void {
    this.heard.push(message);
    if (message.kind === 'ping' && Worker.answers !== null) {
      this.say({ kind: 'pong', state: 'live', number: Worker.answers });
    }
  }

  say(message: FromWorker): void {
    this.port.onmessage!({ data: message });
  }

  get kinds(): string[] {
    return this.heard.map(({ kind }) => kind);
  }

  /** As where a browser forbids it. */
  static isForbidden = false;
  /** The number of the last event that workers know; null where they do not answer. */
  static answers: number | null = null;

  static get first(): Worker {
    return Worker.all[0]!;
  }

  static get last(): Worker {
    return Worker.all.at(-1)!;
  }
}

provide({
  SharedWorker: Worker,
  navigator: { onLine: true },
  document: { querySelector: () => ({ content: 'static/bundle/stream-X.js' }) },
});

function event(number: number, name = 'interaction-requested'): StreamEvent {
  return { number, name, data: '{}' };
}

function welcome(number: number): FromWorker {
  return { kind: 'welcome', state: 'live', sync: event(number, 'sync'), at: null };
}

function tab() {
  browser.disarm();
  Worker.all = [];
  Worker.answers = null;
  const server = new StreamServer();
  const numbers: number[] = [];
  const states: string[] = [];
  const times: number[] = [];
  const told: string[] = [];
  const refused: (number | null)[] = [];
  const listener = {
    onEvent: ({ number }: StreamEvent) => numbers.push(number),
    onState: (state: string) => states.push(state),
    onTime: (at: number) => times.push(at),
    onTell: (id: string) => told.push(id),
    onCrowd: () => {},
  };
  const it = new SharedStream(ADDRESS, { token: null, mark: null }, listener, (last) => refused.push(last));
  return { server, numbers, states, times, told, refused, it };
}

/** A tab that heard the event 4, and has a stream of its own: no worker answers any more. */
async function standingIn() {
  const opened = tab();
  opened.it.look('visible');
  Worker.last.say(welcome(4));
  await browser.advance(4_000);
  return opened;
}

test('the worker is that of this version of the page, and named by what it reads', () => {
  tab();
  assert.equal(Worker.last.file, 'static/bundle/stream-X.js');
  assert.deepEqual(Worker.last.options, { type: 'module', name: ADDRESS });
});

test('a tab asks for all, and follows', async () => {
  const { server, numbers, states, times, told } = tab();
  assert.deepEqual(Worker.last.kinds, ['hello']);
  Worker.answers = 9;
  Worker.last.say({ kind: 'welcome', state: 'connecting', sync: null, at: 7 });
  Worker.last.say({ kind: 'event', event: event(4, 'sync') });
  Worker.last.say({ kind: 'state', state: 'live' });
  Worker.last.say({ kind: 'time', at: 8 });
  Worker.last.say({ kind: 'event', event: event(9) });
  Worker.last.say({ kind: 'tell', id: 'a' });
  await browser.advance(60_000);
  assert.deepEqual(numbers, [4, 9]);
  assert.deepEqual(states, ['connecting', 'live']);
  assert.deepEqual(times, [7, 8]);
  assert.deepEqual(told, ['a']);
  assert.equal(server.asked.length, 0, 'it has no stream of its own');
  assert.equal(Worker.all.length, 1);
});

test('a worker that falls silent for two seconds has crashed: the tab joins another', async () => {
  const { server, states, numbers } = tab();
  Worker.last.say(welcome(4));
  await browser.advance(1_999);
  assert.equal(Worker.all.length, 1);
  await browser.advance(1);
  assert.equal(Worker.all.length, 2);
  assert.ok(Worker.first.isClosed);
  assert.deepEqual(states, ['live', 'connecting'], 'it is not called live before it is');
  Worker.last.say(welcome(5));
  assert.deepEqual(states, ['live', 'connecting', 'live']);
  assert.deepEqual(numbers, [4, 5]);
  assert.equal(server.asked.length, 0);
});

test('where that is silent, too, a tab that can be seen has a stream of its own, after what it heard', async () => {
  const { server, states, numbers } = await standingIn();
  assert.equal(server.last.last, '4');
  await server.last.tells(5, 'interaction-requested');
  assert.deepEqual(states, ['live', 'connecting', 'live']);
  await browser.advance(30_000);
  assert.equal(server.asked.length, 1);
  assert.deepEqual(numbers, [4, 5]);
});

test('so has a tab that opens while the worker does not answer', async () => {
  const { it, server } = tab();
  it.look('visible');
  await browser.advance(2_000);
  assert.equal(server.asked.length, 1);
  assert.equal(server.last.last, undefined);
});

test('a tab that nobody sees takes no connection from the others, until it is seen', async () => {
  const { it, server } = tab();
  it.look('hidden');
  await browser.advance(60_000);
  assert.equal(server.asked.length, 0);
  it.look('visible');
  await browser.advance(2_000);
  assert.equal(server.asked.length, 1);
});

test('when the worker knows as much again it is followed, and the tab has no stream of its own', async () => {
  const { server, numbers } = await standingIn();
  await server.last.tells(6, 'interaction-requested');
  Worker.last.say({ kind: 'event', event: event(5) });
  Worker.last.say({ kind: 'welcome', state: 'connecting', sync: null, at: null });
  Worker.last.say({ kind: 'pong', state: 'live', number: 5 });
  Worker.last.say({ kind: 'pong', state: 'reconnecting', number: 6 });
  assert.ok(!Worker.last.kinds.slice(1).includes('hello'));
  Worker.last.say({ kind: 'pong', state: 'live', number: 6 });
  assert.equal(Worker.last.kinds.at(-1), 'hello');
  assert.ok(!server.last.isAborted, 'not before it is told all');
  Worker.last.say(welcome(6));
  assert.ok(server.last.isAborted);
  Worker.last.say({ kind: 'event', event: event(7) });
  assert.deepEqual(numbers, [4, 6, 6, 7]);
});

test('it goes on trying to join a worker', async () => {
  await standingIn();
  const before = Worker.all.length;
  await browser.advance(30_000);
  assert.ok(Worker.all.length > before + 1);
});

test('a tab whose own timers were held up does not take it for the worker', async () => {
  const { server } = tab();
  Worker.last.say(welcome(4));
  await browser.advance(1_000);
  Worker.last.say({ kind: 'pong', state: 'live', number: 4 });
  await browser.advance(1_000);
  assert.equal(server.asked.length, 0);
});

test('a tab that is looked at ends pauses; one that nobody sees does not', () => {
  const { it } = tab();
  it.look('hidden');
  assert.deepEqual(Worker.last.kinds, ['hello']);
  it.look('visible');
  it.look('seen');
  assert.deepEqual(Worker.last.kinds, ['hello', 'nudge', 'nudge']);
});

test('the worker says which tab tells of a question; where it does not answer the tab itself does', async () => {
  const { it } = tab();
  Worker.last.say(welcome(4));
  it.offer('a', true);
  assert.deepEqual(Worker.last.heard.at(-1), { kind: 'offer', id: 'a', isSeen: true });
  const alone = await standingIn();
  alone.it.offer('b', false);
  assert.deepEqual(alone.told, ['b']);
});

test('a tab that is put aside hears nothing, and asks for all when it comes back', async () => {
  const { it, server } = tab();
  Worker.last.say(welcome(4));
  it.leave();
  assert.equal(Worker.last.kinds.at(-1), 'bye');
  await browser.advance(60_000);
  assert.equal(server.asked.length, 0);
  it.comeBack();
  assert.equal(Worker.all.length, 2);
  assert.deepEqual(Worker.last.kinds, ['hello']);
});

test('where the browser has no such worker it is said so, with the last event that was heard', async () => {
  const { refused, server } = tab();
  Worker.last.say(welcome(4));
  Worker.last.onerror();
  assert.deepEqual(refused, [4]);
  await browser.advance(60_000);
  assert.equal(server.asked.length, 0);
});

test('where the browser forbids it, too', async () => {
  Worker.isForbidden = true;
  const { refused, server } = tab();
  await settled();
  Worker.isForbidden = false;
  await browser.advance(60_000);
  assert.deepEqual(refused, [null]);
  assert.equal(server.asked.length, 0);
});

test('what the worker tells of whoever was signed in before counts no more once another is', () => {
  const { it, numbers } = tab();
  Worker.last.say(welcome(4));
  it.renew({ token: 'hps_2', mark: 'hps_2' });
  assert.deepEqual(Worker.last.heard.at(-1), { kind: 'renew', credential: { token: 'hps_2', mark: 'hps_2' } });
  Worker.last.say({ kind: 'event', event: event(5) });
  Worker.last.say({ kind: 'welcome', state: 'connecting', sync: null, at: null });
  Worker.last.say({ kind: 'event', event: event(6, 'sync') });
  assert.deepEqual(numbers, [4, 6]);
});

test('who signs in while the tab has a stream of its own hears all anew over that', async () => {
  const { server, it } = await standingIn();
  it.renew({ token: 'hps_2', mark: 'hps_2' });
  assert.ok(server.asked.at(-2)!.isAborted);
  assert.equal(server.last.last, undefined);
  assert.equal((server.last.init.headers as Record<string, string>)['Authorization'], 'Bearer hps_2');
});
