/** A page that a service worker can show, or has shown. */
interface Client {
  readonly url: string;
  focus(): Promise<Client>;
  postMessage(message: unknown): void;
}
interface Clients {
  matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly Client[]>;
  openWindow(url: string): Promise<Client | null>;
}
/** What a notification leads to. */
interface Place {
  readonly id: string;
  readonly address: string;
}
interface Clicked extends Event {
  readonly notification: Omit<Notification, 'data'> & { readonly data: Place };
  waitUntil(done: Promise<unknown>): void;
}

const worker = self as unknown as { readonly clients: Clients };

// Shows the page where a notification was clicked; nothing else. It fetches nothing and keeps nothing.
self.addEventListener('notificationclick', (event) => {
  const { notification, waitUntil } = event as Clicked;
  notification.close();
  waitUntil.call(event, show(notification.data));
});

/** Leads an open tab of the inbox to the question, or opens one. */
async function show({ id, address }: Place): Promise<void> {
  const [page] = address.split('?') as [string];
  const tabs = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const tab = tabs.find(({ url }) => url.split(/[?#]/)[0] === page);
  if (tab === undefined) {
    await worker.clients.openWindow(address);
  } else {
    tab.postMessage({ id });
    await tab.focus();
  }
}

export {}; // it is a module for its test, and a script for browsers whose service workers are none
