import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, browser } from '../testing/browser';
import { current, go, href } from '../../../main/resources/web/app/model/route';

test('without anything in the URL the inbox is shown, with no filter', () => {
  address.go('./');
  const { view, id, days, search } = current();
  assert.deepEqual({ view, id, days, search }, { view: 'inbox', id: null, days: 1, search: '' });
});

test('what the URL does not know how to say is as if it were missing', () => {
  address.go('./?view=settings&days=many&from=yesterday&to=2026-11-2');
  const { view, days, from, to } = current();
  assert.deepEqual({ view, days, from, to }, { view: 'inbox', days: 1, from: '', to: '' });
});

test('a place that was linked to is found again', () => {
  const place = { view: 'history', search: 'a&b=c d', outcome: 'denied', from: '2026-11-24', days: 7 } as const;
  address.go(href(place));
  assert.deepEqual({ ...current(), ...place }, current());
});

test('a link keeps what it does not change, and leaves out what is usual', () => {
  address.go('./?sessionId=s&id=1&days=7');
  assert.equal(href({ id: null, days: 1 }), './?sessionId=s');
  assert.equal(href({ id: null, days: 1, sessionId: '' }), './');
});

test('filters that only the history has are left behind by links to other views', () => {
  address.go('./?view=history&sessionId=s&outcome=denied&origin=asker&decidedBy=a&from=2026-11-24&to=2026-11-25');
  assert.equal(href({ view: 'inbox', id: '1' }), './?id=1&sessionId=s');
  assert.equal(href({ view: 'numbers' }), './?view=numbers&sessionId=s');
  assert.equal(href({ to: '', from: '', decidedBy: '', origin: '' }), './?view=history&sessionId=s&outcome=denied');
});

test('a day that no calendar has is none', () => {
  address.go('./?view=history&from=2026-13-01&to=2026-02-28');
  assert.deepEqual([current().from, current().to], ['', '2026-02-28']);
});

test('going somewhere can be gone back from, replacing cannot; both are told', () => {
  address.go('./');
  let told = 0;
  browser.addEventListener('route', () => told++);
  const before = address.entries;
  go({ id: '1' });
  go({ search: 'drop' }, true);
  assert.equal(address.entries - before, 1);
  assert.equal(told, 2);
  assert.equal(current().id, '1');
  assert.equal(current().search, 'drop');
});
