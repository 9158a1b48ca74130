import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from '../testing/browser';
import { exportAddress } from '../../../main/resources/web/app/model/api';
import { historyQuery } from '../../../main/resources/web/app/model/history';
import { current } from '../../../main/resources/web/app/model/route';

const asks = (place: string) => {
  address.go(place);
  return Object.fromEntries(historyQuery(current()));
};

test('without a filter all that was decided is asked for, the last first', () => {
  assert.deepEqual(asks('./?view=history&id=1&days=7'), { order: 'decided' });
});

test('each filter of the URL is asked of the service, words without what stands around them', () => {
  assert.deepEqual(
    asks('./?view=history&sessionId=s&type=t&outcome=denied&origin=responder&decidedBy=anna&search=+drop+table+'),
    {
      order: 'decided',
      sessionId: 's',
      type: 't',
      outcome: 'denied',
      origin: 'responder',
      decidedBy: 'anna',
      q: 'drop table',
    },
  );
  assert.deepEqual(asks('./?view=history&search=++'), { order: 'decided' });
});

test('days begin and end in the time zone of the reader, and the last one is in it', () => {
  const { decidedFrom, decidedTo } = asks('./?view=history&from=2026-03-01&to=2026-03-31');
  assert.equal(decidedFrom, new Date(2026, 2, 1).toISOString());
  assert.equal(decidedTo, new Date(2026, 3, 1).toISOString());
  assert.deepEqual(asks('./?view=history&from=2026-99-99'), { order: 'decided' });
});

test('what is exported is what is filtered, at an address that is relative to the page', () => {
  address.go('./?view=history&outcome=denied&search=a%26b');
  assert.equal(
    exportAddress(historyQuery(current()), 'csv'),
    'v1/export?format=csv&order=decided&outcome=denied&q=a%26b',
  );
});
