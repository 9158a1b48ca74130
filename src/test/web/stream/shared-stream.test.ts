import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, provide } from '../testing/browser';
import { SharedStream, type Listener } from '../../../main/resources/web/app/stream/shared-stream';
import type { StreamEvent } from '../../../main/resources/web/app/stream/event-stream';

interface Message {
  readonly kind: string;
  readonly [member: string]: unknown;
}

/** What the other tabs of the browser say and hear. */
class Channel {
  static heard: Message[] = [];
  static own: Channel;
  onmessage: (message: { readonly data: Message }) => void = () => {};

  constructor() {
    Channel.own = this;
  }

  postMessage(message: Message): void {
    Channel.heard.push(message);
  }

  static say(message: Message): void {
    Channel.own.onmessage({ data: message });
  }
}

/** The stream of the tab itself. */
class Source extends EventTarget {
  static all: Source[] = [];
  onopen: () => void = () => {};
  onerror: () => void = () => {};

  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }

  close(): void {}

  static say(name: string, number: number): void {
    Source.all.at(-1)!.dispatchEvent(new MessageEvent(name, { lastEventId: String(number), data: '{}' }));
  }
}

provide({ BroadcastChannel: Channel, EventSource: Source });

function event(number: number, name = 'interaction-requested'): StreamEvent {
  return { number, name, data: '{}' };
}

/** A tab; `hold` gives it the lock. `numbers` are those of the events that it took. */
function tab(withLocks = true) {
  browser.disarm();
  Channel.heard = [];
  Source.all = [];
  let hold: () => unknown = () => undefined;
  const request = (_name: string, held: () => unknown) => {
    hold = held;
    return Promise.resolve();
  };
  provide({ navigator: withLocks ? { onLine: true, locks: { request } } : { onLine: true } });
  const numbers: number[] = [];
  const states: string[] = [];
  const listener: Listener = {
    onEvent: ({ number }) => numbers.push(number),
    onState: (state) => states.push(state),
    snapshot: () => (numbers.length === 0 ? null : event(numbers.at(-1)!, 'sync')),
  };
  new SharedStream(listener);
  return { numbers, states, hold: () => hold() };
}

function kinds(): string[] {
  return Channel.heard.map(({ kind }) => kind);
}

test('the holder tells the other tabs what it hears, with the number of the event before', () => {
  const { numbers, states, hold } = tab();
  hold();
  Channel.heard = [];
  Source.all[0]!.onopen();
  Source.say('sync', 4);
  Source.say('interaction-requested', 6);
  assert.deepEqual(numbers, [4, 6]);
  assert.deepEqual(states, ['live']);
  assert.deepEqual(Channel.heard, [
    { kind: 'state', state: 'live' },
    { kind: 'event', event: event(4, 'sync'), previous: null },
    { kind: 'event', event: event(6), previous: 4 },
  ]);
});

test('the holder answers a new tab with what it knows, and says that it lives', async () => {
  const { hold } = tab();
  hold();
  Channel.heard = [];
  Channel.say({ kind: 'hello' });
  assert.deepEqual(kinds(), [], 'nothing is known yet');
  Source.say('sync', 4);
  Channel.say({ kind: 'hello' });
  assert.deepEqual(Channel.heard.at(-1), { kind: 'snapshot', sync: event(4, 'sync'), state: 'connecting' });
  await browser.advance(10_000);
  assert.deepEqual(Channel.heard.at(-1), { kind: 'state', state: 'connecting' });
});

test('a tab asks until it is answered, and then follows', async () => {
  const { numbers, states } = tab();
  assert.deepEqual(kinds(), ['hello']);
  await browser.advance(2_000);
  assert.deepEqual(kinds(), ['hello', 'hello']);
  Channel.say({ kind: 'snapshot', sync: event(4, 'sync'), state: 'live' });
  Channel.say({ kind: 'event', event: event(6), previous: 4 });
  await browser.advance(10_000);
  assert.deepEqual(kinds(), ['hello', 'hello']);
  assert.deepEqual(numbers, [4, 6]);
  assert.deepEqual(states, ['live']);
  assert.equal(Source.all.length, 0, 'it has no stream of its own');
});

test('a tab that missed an event takes no later one, and asks again', () => {
  const { numbers } = tab();
  Channel.say({ kind: 'snapshot', sync: event(4, 'sync'), state: 'live' });
  Channel.heard = [];
  Channel.say({ kind: 'event', event: event(8), previous: 7 });
  assert.deepEqual(numbers, [4]);
  assert.deepEqual(kinds(), ['hello']);
  Channel.say({ kind: 'snapshot', sync: event(8, 'sync'), state: 'live' });
  assert.deepEqual(numbers, [4, 8]);
});

test('what is older than what a tab has seen changes nothing', () => {
  const { numbers } = tab();
  Channel.say({ kind: 'snapshot', sync: event(4, 'sync'), state: 'live' });
  Channel.heard = [];
  Channel.say({ kind: 'snapshot', sync: event(3, 'sync'), state: 'live' });
  Channel.say({ kind: 'event', event: event(3), previous: 2 });
  assert.deepEqual(numbers, [4]);
  assert.deepEqual(kinds(), []);
});

test('a snapshot from the server is taken whatever was seen before', () => {
  const { numbers } = tab();
  Channel.say({ kind: 'snapshot', sync: event(4, 'sync'), state: 'live' });
  Channel.say({ kind: 'event', event: event(9, 'sync'), previous: 8 });
  assert.deepEqual(numbers, [4, 9]);
});

test('a tab that takes over resumes after what it saw itself', () => {
  const { hold } = tab();
  Channel.say({ kind: 'snapshot', sync: event(4, 'sync'), state: 'live' });
  hold();
  assert.deepEqual(
    Source.all.map(({ url }) => url),
    ['/v1/events?lastEventId=4'],
  );
});

test('where the holder falls silent a tab opens a stream of its own, and tells nobody', async () => {
  const { numbers } = tab();
  Channel.say({ kind: 'snapshot', sync: event(4, 'sync'), state: 'live' });
  await browser.advance(89_999);
  Channel.say({ kind: 'state', state: 'live' });
  await browser.advance(89_999);
  assert.equal(Source.all.length, 0);
  await browser.advance(1);
  assert.equal(Source.all.length, 1);
  Channel.heard = [];
  Source.say('interaction-requested', 5);
  Channel.say({ kind: 'event', event: event(6), previous: 5 });
  assert.deepEqual(numbers, [4, 5]);
  assert.deepEqual(kinds(), []);
});

test('without Web Locks each tab has a stream of its own', () => {
  const { numbers } = tab(false);
  Source.say('sync', 4);
  assert.deepEqual(numbers, [4]);
  assert.deepEqual(kinds(), []);
});
