import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, provide, settled } from '../testing/browser';
import { readMarkdown } from '../../../main/resources/web/app/workers/markdown-reader';

/** A worker that answers when the test says so. */
class FakeWorker {
  static all: FakeWorker[] = [];
  readonly sent: string[] = [];
  isEnded = false;
  onmessage: (event: { data: unknown }) => void = () => {};
  onerror: () => void = () => {};

  constructor(readonly url: string) {
    FakeWorker.all.push(this);
  }

  postMessage(text: string): void {
    this.sent.push(text);
  }

  terminate(): void {
    this.isEnded = true;
  }

  says(data: unknown): void {
    this.onmessage({ data });
  }
}

provide({
  Worker: FakeWorker,
  document: { querySelector: (selector: string) => ({ content: `bundle of ${selector}` }) },
});

const READ = { blocks: [] };
const unwanted = () => new AbortController().signal;

/** Begins without a worker: ends what another test has left. */
async function begin(): Promise<void> {
  const wanted = new AbortController();
  const left = readMarkdown('', wanted.signal);
  wanted.abort();
  await left;
  FakeWorker.all = [];
  browser.disarm();
}

function last(): FakeWorker {
  return FakeWorker.all.at(-1)!;
}

test('a text is sent once its worker is there, and what it says is given', async () => {
  await begin();
  const reading = readMarkdown('# a', unwanted());
  assert.equal(last().url, 'bundle of meta[name=worker-markdown]');
  assert.deepEqual(last().sent, []);
  last().says(null);
  assert.deepEqual(last().sent, ['# a']);
  last().says(READ);
  assert.equal(await reading, READ);
  assert.equal(browser.armed, 0);
});

test('the next text goes to the same worker, one meanwhile to another', async () => {
  await begin();
  const first = readMarkdown('a', unwanted());
  const second = readMarkdown('b', unwanted());
  assert.equal(FakeWorker.all.length, 2);
  for (const worker of FakeWorker.all) {
    worker.says(null);
    worker.says(READ);
  }
  await Promise.all([first, second]);
  assert.deepEqual(
    FakeWorker.all.map((worker) => worker.isEnded),
    [true, false],
  );
  const third = readMarkdown('c', unwanted());
  assert.equal(FakeWorker.all.length, 2);
  assert.deepEqual(last().sent, ['b', 'c']);
  last().says(READ);
  await third;
});

test('a reading that takes too long is ended with its worker, whose coming is not counted', async () => {
  await begin();
  const reading = readMarkdown('**a '.repeat(5_000), unwanted());
  await browser.advance(60_000);
  assert.equal(last().isEnded, false);
  last().says(null);
  await browser.advance(2_999);
  assert.equal(last().isEnded, false);
  await browser.advance(1);
  assert.equal(last().isEnded, true);
  assert.deepEqual(await reading, { problem: 'reading it as Markdown takes too long' });
  void readMarkdown('a', unwanted());
  assert.equal(FakeWorker.all.length, 2);
});

test('a worker that fails is not used again', async () => {
  await begin();
  const reading = readMarkdown('a', unwanted());
  last().onerror();
  assert.deepEqual(await reading, { problem: 'it cannot be read as Markdown here' });
  void readMarkdown('b', unwanted());
  assert.equal(FakeWorker.all.length, 2);
});

test('a reading that nobody wants any more is ended', async () => {
  await begin();
  const wanted = new AbortController();
  const reading = readMarkdown('a', wanted.signal);
  last().says(null);
  wanted.abort();
  assert.equal(last().isEnded, true);
  await reading;
  assert.equal(browser.armed, 0);
});

test('wanting no more what was read ends nothing', async () => {
  await begin();
  const wanted = new AbortController();
  const reading = readMarkdown('a', wanted.signal);
  last().says(null);
  last().says(READ);
  await reading;
  wanted.abort();
  await settled();
  assert.equal(last().isEnded, false);
});
