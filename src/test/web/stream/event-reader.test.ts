import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventReader, type Frame } from '../../../main/resources/web/app/stream/event-reader';

const BYTES = new TextEncoder();

/** What is read of a text that comes in these pieces. */
function read(...pieces: readonly (string | Uint8Array)[]): Frame[] {
  const reader = new EventReader();
  return pieces.flatMap((piece) => reader.read(typeof piece === 'string' ? BYTES.encode(piece) : piece).frames);
}

function datas(...pieces: readonly string[]): string[] {
  return read(...pieces).map(({ data }) => data);
}

test('an event has a name, data and the last id, and ends with an empty line', () => {
  assert.deepEqual(read('event: sync\nid: 7\ndata: {"a":1}\n\nevent: alive\ndata: x\n\n'), [
    { name: 'sync', data: '{"a":1}', lastId: '7' },
    { name: 'alive', data: 'x', lastId: '7' },
  ]);
  assert.deepEqual(read('data: x\n\n'), [{ name: 'message', data: 'x', lastId: '' }]);
});

test('lines end with a line feed, a carriage return or both', () => {
  for (const end of ['\n', '\r', '\r\n']) {
    assert.deepEqual(datas(`data: a${end}data: b${end}${end}data: c${end}${end}`), ['a\nb', 'c'], JSON.stringify(end));
  }
});

test('what is cut in two, wherever that is, reads as if it were not', () => {
  const text = '\ufeffid: 1\r\nevent: é\r\ndata: 🙂 one\r\ndata: two\r\n\r\nretry: 9\r\rdata: three\n\n';
  const bytes = BYTES.encode(text);
  const whole = read(bytes);
  assert.deepEqual(whole, [
    { name: 'é', data: '🙂 one\ntwo', lastId: '1' },
    { name: 'message', data: 'three', lastId: '1' },
  ]);
  for (let cut = 0; cut <= bytes.length; cut++) {
    assert.deepEqual(read(bytes.slice(0, cut), bytes.slice(cut)), whole, `cut at ${cut}`);
  }
  assert.deepEqual(read(...[...bytes].map((byte) => Uint8Array.of(byte))), whole, 'byte by byte');
});

test('one space after the colon is no part of the value, and a line without a colon is a field without one', () => {
  assert.deepEqual(datas('data:a\ndata:  b\ndata\ndata:\n\n'), ['a\n b\n\n']);
});

test('comments and unknown fields are passed over, and an event without data is none', () => {
  assert.deepEqual(datas(': hello\nother: x\ndata: a\n\nevent: b\n\n:\n\n'), ['a']);
  assert.deepEqual(read('event: b\n\ndata: c\n\n'), [{ name: 'message', data: 'c', lastId: '' }]);
});

test('an id without an event counts, an empty one takes it back, one with a null character is passed over', () => {
  assert.deepEqual(
    read('id: 3\n\ndata: a\n\nid: 4\0\ndata: b\n\nid\ndata: c\n\n').map(({ lastId }) => lastId),
    ['3', '3', ''],
  );
});

test('an event that the stream ends in is not told', () => {
  assert.deepEqual(datas('data: a\n\ndata: b\n'), ['a']);
});

test('how long to wait is told where it is digits alone', () => {
  const reader = new EventReader();
  const retries = ['retry: 30000\n\n', 'retry: 1.5\n', 'retry: soon\n', 'retry\n', 'data: a\n\n'];
  assert.deepEqual(
    retries.map((line) => reader.read(BYTES.encode(line)).retry),
    [30_000, null, null, null, null],
  );
});
