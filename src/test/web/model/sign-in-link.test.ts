import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, provide } from '../testing/browser';
import { SignInLink } from '../../../main/resources/web/app/model/sign-in-link';

let tab = new EventTarget();

/** A tab of its own: others would take a link before it. */
function opened(url: string): SignInLink {
  tab = new EventTarget();
  provide({ window: tab });
  address.go(url);
  const link = new SignInLink();
  link.start();
  return link;
}

test('the secret is taken out of the address, the rest of it stays; nothing leads back', () => {
  const before = address.entries;
  const link = opened('./?id=1#sign-in=s3cret');
  assert.equal(link.secret, 's3cret');
  assert.deepEqual([address.search, address.hash, address.entries], ['?id=1', '', before]);
});

test('a link that is opened in a page that is open already is taken, too', () => {
  const link = opened('./');
  assert.equal(link.secret, null);
  let changes = 0;
  link.addEventListener('change', () => changes++);
  address.go('./#sign-in=abc');
  tab.dispatchEvent(new Event('hashchange'));
  assert.equal(link.secret, 'abc');
  assert.equal(address.hash, '');
  link.drop();
  assert.equal(link.secret, null);
  assert.equal(changes, 2);
});

test('a link that lost its secret on the way is one that is not whole', () => {
  assert.equal(opened('./#sign-in=').secret, '');
  assert.equal(opened('./#sign-in').secret, '');
});

test('what else stands there is left alone', () => {
  assert.equal(opened('./#asked').secret, null);
  assert.equal(address.hash, '#asked');
});
