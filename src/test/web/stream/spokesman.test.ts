import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser } from '../testing/browser';
import { Spokesman } from '../../../main/resources/web/app/stream/spokesman';

function spokesman() {
  const chosen: string[] = [];
  return { chosen, it: new Spokesman<string>((tab, id) => chosen.push(`${tab} of ${id}`)) };
}

test('the tab that is looked at tells, whoever offered first', async () => {
  const { chosen, it } = spokesman();
  it.offer('hidden', 'a', false);
  it.offer('seen', 'a', true);
  it.offer('seen too', 'a', true);
  await browser.advance(1_000);
  assert.deepEqual(chosen, ['seen of a']);
});

test('where none is looked at the first that offered tells, after all had time to', async () => {
  const { chosen, it } = spokesman();
  it.offer('one', 'a', false);
  it.offer('other', 'a', false);
  await browser.advance(299);
  assert.deepEqual(chosen, []);
  await browser.advance(1);
  it.offer('woken', 'a', true);
  it.offer('other', 'b', false);
  await browser.advance(300);
  assert.deepEqual(chosen, ['one of a', 'other of b']);
});

test('it remembers a thousand questions', async () => {
  const { chosen, it } = spokesman();
  for (let n = 0; n < 1_500; n++) {
    it.offer('one', String(n), true);
  }
  await browser.advance(300);
  it.offer('other', '1499', true);
  assert.equal(chosen.length, 1_500);
});
