import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, settled } from '../testing/browser';

const ID = '019a0000-0000-7000-8000-00000000000a';
const ADDRESS = `https://example.org/approvals/?id=${ID}`;

/** What the worker did to the tabs of the browser, which are at these addresses. */
async function click(...urls: readonly string[]): Promise<unknown[]> {
  const done: unknown[] = [];
  const tabs = urls.map((url) => ({
    url,
    focus: () => Promise.resolve(done.push(`shows ${url}`)),
    postMessage: (message: unknown) => done.push(message),
  }));
  Object.assign(browser, {
    clients: {
      matchAll: (options: unknown) => {
        assert.deepEqual(options, { type: 'window', includeUncontrolled: true });
        return Promise.resolve(tabs);
      },
      openWindow: (url: string) => Promise.resolve(done.push(`opens ${url}`)),
    },
  });
  await import('../../../main/resources/web/app/workers/notifications/index');
  const notification = { close: () => done.push('closed'), data: { id: ID, address: ADDRESS } };
  browser.dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil: () => {} }));
  await settled();
  return done;
}

test('a notification that is clicked leads a tab of the inbox to its question, else opens one', async () => {
  const other = 'https://example.org/wiki/?id=1';
  const inbox = 'https://example.org/approvals/?view=history#top';
  assert.deepEqual(await click(other, inbox), ['closed', { id: ID }, `shows ${inbox}`]);
  assert.deepEqual(await click(other), ['closed', `opens ${ADDRESS}`]);
});
