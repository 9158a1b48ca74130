import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, browser, Kept, provide } from '../testing/browser';
import { Session } from '../../../main/resources/web/app/model/session';

/** What the tabs of one browser say to each other. */
class Channel {
  static all: Channel[] = [];
  onmessage: (message: { readonly data: unknown }) => void = () => {};

  constructor(readonly name: string) {
    Channel.all.push(this);
  }

  postMessage(data: unknown): void {
    Channel.all.filter((other) => other !== this && other.name === this.name).forEach((one) => one.onmessage({ data }));
  }
}

let kept = new Kept();

/** A browser that keeps nothing yet. */
function begin(): void {
  kept = new Kept();
  Channel.all = [];
  provide({ BroadcastChannel: Channel, localStorage: kept });
}

/** A tab, and what it heard: whether somebody signed in or out. */
function tab(pathname = '/') {
  address.pathname = pathname;
  const session = new Session();
  const heard: boolean[] = [];
  session.addEventListener('change', (event) => heard.push((event as CustomEvent<boolean>).detail));
  session.start();
  return { session, heard };
}

/** As a browser tells all tabs but the one that wrote. */
function tellStorage(key: string | null = 'holdpoint.session /'): void {
  browser.dispatchEvent(Object.assign(new Event('storage'), { key }));
}

test('a token is kept for the address below which the page lies, and sent', () => {
  begin();
  const { session } = tab('/approvals/');
  session.signIn('hps_1');
  assert.deepEqual(kept.names, ['holdpoint.session /approvals/']);
  assert.deepEqual(session.headers, { Authorization: 'Bearer hps_1' });
  assert.equal(tab('/approvals/').session.token, 'hps_1', 'a tab that comes later has it');
  assert.equal(tab('/other/').session.token, null, 'another service does not');
});

test('without a token nothing is kept, and nothing sent', () => {
  begin();
  const { session } = tab();
  session.signIn(null);
  assert.deepEqual(kept.names, []);
  assert.deepEqual(session.headers, {});
});

test('other tabs hear of a token when it is kept', () => {
  begin();
  const other = tab();
  const { session } = tab();
  session.signIn('hps_1');
  assert.deepEqual(other.heard, [], 'not before they can read it');
  tellStorage();
  assert.deepEqual(other.heard, [true]);
  assert.equal(other.session.token, 'hps_1');
  session.signOut();
  tellStorage();
  assert.deepEqual(other.heard, [true, false]);
  assert.equal(other.session.token, null);
  assert.deepEqual(kept.names, []);
});

test('other tabs hear of a cookie, which they cannot see, by message; each time it is another credential', () => {
  begin();
  const other = tab();
  const elsewhere = tab('/other/');
  const { session, heard } = tab();
  assert.deepEqual(session.credential, { token: null, mark: null });
  session.signIn(null);
  const first = session.credential;
  session.signOut();
  assert.deepEqual([heard, other.heard, elsewhere.heard], [[true, false], [true, false], []]);
  assert.notEqual(first.mark, session.credential.mark);
  assert.deepEqual(other.session.credential, session.credential, 'the worker is told the same by both');
});

test('what else is kept is no news; what is cleared is', () => {
  begin();
  const { session, heard } = tab();
  session.signIn('hps_1');
  tellStorage('holdpoint.theme');
  tellStorage();
  assert.deepEqual(heard, [true]);
  kept.removeItem('holdpoint.session /');
  tellStorage(null);
  assert.deepEqual(heard, [true, false]);
});

test('a tab that the browser had put aside reads anew when it comes back', () => {
  begin();
  const { session } = tab();
  kept.setItem('holdpoint.session /', 'hps_2');
  browser.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  assert.equal(session.token, null);
  browser.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  assert.equal(session.token, 'hps_2');
});

test('where the browser keeps nothing, a tab is signed in until it is loaded anew', () => {
  begin();
  const forbidden = () => {
    throw new DOMException('no access', 'SecurityError');
  };
  provide({ localStorage: { getItem: forbidden, setItem: forbidden, removeItem: forbidden } });
  const { session } = tab();
  session.signIn('hps_1');
  assert.deepEqual(session.headers, { Authorization: 'Bearer hps_1' });
});
