import assert from 'node:assert/strict';
import { test } from 'node:test';
import { known } from '../testing/accounts';
import { asked } from '../testing/asked';
import type { Account, Permission, Standing } from '../../../main/resources/web/app/model/account';
import { offered, refused } from '../../../main/resources/web/app/model/offered';
import { lackOf, mayDecide, mayManage, maySeeNumbers } from '../../../main/resources/web/app/model/permissions';
import { needsLook } from '../../../main/resources/web/app/model/several';

const ANNA = { id: 'person:Anna', kind: 'person', name: 'Anna' } as const;
const OPEN: Partial<Account> = { caller: null, access: 'open', via: 'none', permissions: [] };
const UNKNOWN: readonly Standing[] = [{ kind: 'asked' }, { kind: 'untold' }];

function withA(permission: Permission): Standing {
  return known('Anna', { permissions: [permission] });
}

test('only who has the permission decides', () => {
  assert.equal(lackOf(withA('decide'), asked('1')), null);
  for (const permission of ['ask', 'read', 'manage'] as const) {
    assert.equal(lackOf(withA(permission), asked('1')), 'decide', permission);
    assert.equal(mayDecide(withA(permission)), false, permission);
  }
});

test('whoever asked a separate question does not decide it; any other they do', () => {
  const own = { requestedBy: ANNA };
  assert.equal(lackOf(withA('decide'), asked('1', { ...own, separate: true })), 'own');
  assert.equal(lackOf(withA('decide'), asked('1', { ...own, separate: false })), null);
  assert.equal(lackOf(withA('decide'), asked('1', own)), null);
  assert.equal(lackOf(withA('decide'), asked('1', { requestedBy: null, separate: true })), null);
  assert.equal(lackOf(withA('decide'), asked('1', { requestedBy: { ...ANNA, id: 'a' }, separate: true })), null);
});

test('where it is open to everybody nothing is lacking', () => {
  assert.equal(lackOf(known('', OPEN), asked('1', { separate: true })), null);
  assert.ok(mayDecide(known('', OPEN)));
  assert.ok(maySeeNumbers(known('', OPEN)));
  assert.ok(offered('inbox', known('', OPEN)));
});

test('who somebody is being unknown, it is as before; but for tokens, which are offered to who may have them', () => {
  for (const standing of UNKNOWN) {
    assert.equal(lackOf(standing, asked('1')), null);
    assert.ok(maySeeNumbers(standing));
    assert.ok(!mayManage(standing));
  }
});

test('numbers are for who sees all, tokens for who manages', () => {
  const may = (view: 'numbers' | 'tokens') =>
    (['ask', 'decide', 'read', 'manage'] as const).filter((permission) => offered(view, withA(permission)));
  assert.deepEqual(may('numbers'), ['decide', 'read', 'manage']);
  assert.deepEqual(may('tokens'), ['manage']);
});

test('a view that is not offered says why', () => {
  assert.match(refused(withA('ask'), 'numbers'), /“decide”, “read” or “manage”/);
  assert.match(refused(withA('ask'), 'tokens'), /“manage”/);
  assert.match(refused(known('Anna', { permissions: [] }), 'inbox'), /may do nothing here yet/);
  assert.ok(!offered('inbox', known('Anna', { permissions: [] })));
  assert.equal(refused({ kind: 'asked' }, 'tokens'), 'Loading…');
});

test('what the reader may not decide is not decided together with others either', () => {
  const call = { data: { toolName: 'Bash', input: { command: 'ls' } } };
  const own = asked('1', { ...call, requestedBy: ANNA, separate: true });
  assert.equal(needsLook(asked('1', call), 'allow', withA('decide')), null);
  assert.match(needsLook(own, 'deny', withA('decide'))!, /somebody else/);
  assert.match(needsLook(asked('1', call), 'deny', withA('read'))!, /may not decide/);
});
