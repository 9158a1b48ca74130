import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, provide } from '../testing/browser';
import { EventStream, type StreamEvent } from '../../../main/resources/web/app/stream/event-stream';

/** A connection of the browser, which says what the test lets it say. */
class Source extends EventTarget {
  static readonly all: Source[] = [];
  isClosed = false;
  onopen: () => void = () => {};
  onerror: () => void = () => {};

  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }

  close(): void {
    this.isClosed = true;
  }

  say(name: string, lastEventId: string, data: string): void {
    this.dispatchEvent(new MessageEvent(name, { lastEventId, data }));
  }

  static get last(): Source {
    return Source.all.at(-1)!;
  }
}

const navigator = { onLine: true };
provide({ EventSource: Source, navigator });

function stream(last: number | null = null) {
  const events: StreamEvent[] = [];
  const states: string[] = [];
  const opened = new EventStream(
    last,
    (event) => events.push(event),
    (state) => states.push(state),
  );
  return { events, states, close: () => opened.close() };
}

test('an event has its number, its name and its data as it was written', () => {
  const { events, states, close } = stream();
  assert.equal(Source.last.url, '/v1/events');
  Source.last.onopen();
  Source.last.say('sync', '7', '{"pending":[]}');
  Source.last.say('interaction-expired', '8', '{}');
  Source.last.say('something-new', '9', '{}');
  assert.deepEqual(states, ['live']);
  assert.deepEqual(events, [
    { number: 7, name: 'sync', data: '{"pending":[]}' },
    { number: 8, name: 'interaction-expired', data: '{}' },
  ]);
  close();
  assert.ok(Source.last.isClosed);
});

test('a stream that broke comes back right after the last event that it saw', async () => {
  const { states, close } = stream(3);
  assert.equal(Source.last.url, '/v1/events?lastEventId=3');
  Source.last.say('interaction-resolved', '5', '{}');
  Source.last.onerror();
  assert.ok(Source.last.isClosed, 'the retries of the browser are ended');
  await browser.advance(500);
  assert.equal(Source.last.url, '/v1/events?lastEventId=5');
  assert.deepEqual(states, ['reconnecting']);
  close();
});

test('pauses grow to fifteen seconds at most, and begin anew when something came', async () => {
  const { close } = stream();
  const before = Source.all.length;
  for (let failure = 0; failure < 12; failure++) {
    Source.last.onerror();
    await browser.advance(15_000);
    assert.equal(Source.all.length, before + failure + 1);
  }
  Source.last.onerror();
  await browser.advance(7_499);
  assert.equal(Source.all.length, before + 12, 'half of the longest pause is waited at least');
  await browser.advance(7_501);
  Source.last.onopen();
  Source.last.onerror();
  await browser.advance(7_499);
  assert.equal(Source.all.length, before + 13, 'a server that stops opens streams too, and ends them');
  await browser.advance(7_501);
  Source.last.say('sync', '7', '{"pending":[]}');
  Source.last.onerror();
  await browser.advance(500);
  assert.equal(Source.all.length, before + 15);
  close();
});

test('it follows the browser offline and online', () => {
  const { states, close } = stream();
  navigator.onLine = false;
  browser.dispatchEvent(new Event('offline'));
  Source.last.onerror();
  assert.deepEqual(states, ['offline', 'offline']);
  navigator.onLine = true;
  const before = Source.all.length;
  browser.dispatchEvent(new Event('online'));
  assert.equal(Source.all.length, before + 1, 'at once');
  close();
});

test('a stream that is closed does not come back', async () => {
  const { close } = stream();
  Source.last.onerror();
  close();
  const before = Source.all.length;
  await browser.advance(60_000);
  browser.dispatchEvent(new Event('online'));
  assert.equal(Source.all.length, before);
  assert.equal(browser.armed, 0);
});
