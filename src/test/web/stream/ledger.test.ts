import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger } from '../../../main/resources/web/app/stream/ledger';

function requested(number: number, id: string, more = '') {
  return { number, name: 'interaction-requested', data: `{"id":"${id}"${more}}` };
}

test('before the first snapshot nothing is known', () => {
  assert.equal(new Ledger().sync(), null);
});

test('it tells what is pending at the last event, oldest first, with its numbers as they were written', () => {
  const ledger = new Ledger();
  ledger.take({ number: 4, name: 'sync', data: '{"pending":[{"id":"a","data":1.0},{"id":"b"}],"truncated":false}' });
  ledger.take(requested(5, 'c', ',"data":9007199254740993'));
  ledger.take({ number: 6, name: 'interaction-expired', data: '{"id":"b"}' });
  assert.deepEqual(ledger.sync(), {
    number: 6,
    name: 'sync',
    data: '{"pending":[{"id":"a","data":1.0},{"id":"c","data":9007199254740993}],"truncated":false}',
  });
});

test('a later snapshot takes the place of all that was known; one that was cut stays so', () => {
  const ledger = new Ledger();
  ledger.take(requested(1, 'a'));
  ledger.take({ number: 9, name: 'sync', data: '{"pending":[{"id":"b"}],"truncated":true}' });
  ledger.take(requested(10, 'c'));
  assert.equal(ledger.sync()!.data, '{"pending":[{"id":"b"},{"id":"c"}],"truncated":true}');
  assert.equal(ledger.number, 10);
});
