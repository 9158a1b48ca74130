import type { Account, Standing } from '../../../main/resources/web/app/model/account';

/** Somebody who is signed in, as the service tells of them. */
export function account(name: string, more: Partial<Account> = {}): Account {
  return {
    caller: { id: `person:${name}`, kind: 'person', name },
    tenant: 'default',
    permissions: ['decide'],
    sessions: null,
    types: null,
    via: 'link',
    expiresAt: '2026-12-03T10:00:00.000Z',
    access: 'local',
    ...more,
  };
}

export function known(name: string, more: Partial<Account> = {}): Standing {
  return { kind: 'known', account: account(name, more) };
}

/** What is answered where nobody is signed in. */
export const NOBODY = { title: 'Unauthenticated', status: 401, access: 'local', providers: [] };
