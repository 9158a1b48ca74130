import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, provide } from '../testing/browser';
import { asked } from '../testing/asked';
import type { Interaction } from '../../../main/resources/web/app/model/interaction';

provide({ location: address });
const { arranged, grouped } = await import('../../../main/resources/web/app/model/arrange');
const { current } = await import('../../../main/resources/web/app/model/route');

function ids(items: readonly Interaction[], query: string): string[] {
  address.search = query;
  return arranged(items, current()).map((item) => item.id);
}

const items = [
  asked('a', { title: 'Deploy', requestedAt: '2026-11-24T10:03:00Z', metadata: { risk: 'low' }, sessionId: 'x' }),
  asked('b', {
    expiresAt: '2026-11-24T11:00:00Z',
    data: { toolName: 'Bash', input: { command: 'Terraform Destroy' } },
  }),
  asked('c', { requestedAt: '2026-11-24T09:00:00Z', metadata: { risk: 'critical' }, sessionId: 'x', data: { n: 42 } }),
];

test('the order is by time left, age or risk', () => {
  assert.deepEqual(ids(items, ''), ['b', 'c', 'a']);
  assert.deepEqual(ids(items, '?sort=age'), ['c', 'b', 'a']);
  assert.deepEqual(ids(items, '?sort=risk'), ['c', 'b', 'a']);
  assert.deepEqual(ids(items, '?sort=toString'), ['b', 'c', 'a']);
});

test('a search finds titles, sessions, commands, names and numbers, each word of it', () => {
  assert.deepEqual(ids(items, '?search=deploy'), ['a']);
  assert.deepEqual(ids(items, '?search=destroy+terraform'), ['b']);
  assert.deepEqual(ids(items, '?search=toolname'), ['b']);
  assert.deepEqual(ids(items, '?search=42'), ['c']);
  assert.deepEqual(ids(items, '?search=none+deploy'), []);
});

test('sessions stand in the order of their first questions, with their oldest', () => {
  address.search = '';
  const groups = grouped(arranged(items, current()));
  assert.deepEqual(
    groups.map((group) => [group.sessionId, group.items.map((item) => item.id), group.oldest]),
    [
      ['s', ['b'], '2026-11-24T10:00:00Z'],
      ['x', ['c', 'a'], '2026-11-24T09:00:00Z'],
    ],
  );
});
