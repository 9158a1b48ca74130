import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../testing/browser';
import { Server } from '../testing/server';
import {
  curlWith,
  descendantsOf,
  errorsAt,
  inFamilies,
  linkBody,
  makeToken,
  revoke,
  tokenBody,
  tokens,
  type TokenRecord,
  type Wanted,
} from '../../../main/resources/web/app/model/tokens';

function record(id: string, parent: string | null = null, day = 1, more: Partial<TokenRecord> = {}): TokenRecord {
  return {
    id,
    name: id,
    permissions: ['ask'],
    sessions: null,
    types: null,
    person: null,
    createdAt: `2026-11-0${day}T10:00:00.000Z`,
    createdBy: null,
    expiresAt: '2027-01-01T00:00:00.000Z',
    lastUsedAt: null,
    parent,
    ending: 'abcd',
    ...more,
  };
}

const WANTED: Wanted = {
  name: ' deploy bot ',
  permissions: ['ask'],
  sessions: '',
  types: '',
  expiresIn: 'P30D',
  person: '',
};

test('tokens stand the newest first, each with what descends from it below', () => {
  const records = [
    record('old', null, 1),
    record('grandchild', 'child', 5),
    record('child', 'old', 4),
    record('new', null, 3),
  ];
  assert.deepEqual(
    inFamilies(records).map(({ record: { id }, depth, parent }) => [id, depth, parent?.id]),
    [
      ['new', 0, undefined],
      ['old', 0, undefined],
      ['child', 1, 'old'],
      ['grandchild', 2, 'child'],
    ],
  );
});

test('one whose parent is not in the list stands by itself: none is lost', () => {
  assert.deepEqual(
    inFamilies([record('a', 'gone'), record('b', 'a')]).map(({ record: { id }, depth }) => [id, depth]),
    [
      ['a', 0],
      ['b', 1],
    ],
  );
});

test('all that goes with a token is known', () => {
  const records = [record('a'), record('b', 'a'), record('c', 'b'), record('d')];
  assert.deepEqual(
    descendantsOf(records[0]!, records).map(({ id }) => id),
    ['b', 'c'],
  );
});

test('what is left empty is not asked for', () => {
  assert.deepEqual(tokenBody(WANTED), { name: 'deploy bot', permissions: ['ask'], expiresIn: 'P30D' });
  assert.deepEqual(linkBody(WANTED), { name: 'deploy bot', permissions: ['ask'] });
});

test('lists are read one a line or with commas, each once', () => {
  const wanted = { ...WANTED, sessions: 'ci-*, a b\n\n ci-* ,', types: 'permission', person: ' Cem ' };
  assert.deepEqual(tokenBody(wanted), {
    name: 'deploy bot',
    permissions: ['ask'],
    sessions: ['ci-*', 'a b'],
    types: ['permission'],
    expiresIn: 'P30D',
    person: { name: 'Cem' },
  });
});

test('what the service finds wrong stands at its field, and what has none by itself', () => {
  const errors = [
    { pointer: '/types/1', detail: 'no type' },
    { pointer: '/person/name', detail: 'too long' },
    { pointer: '/other', detail: 'unknown' },
    { pointer: '', detail: 'no object' },
  ];
  const fields = ['types', 'person'];
  assert.deepEqual(errorsAt('types', errors, fields), ['no type']);
  assert.deepEqual(errorsAt('person', errors, fields), ['too long']);
  assert.deepEqual(errorsAt('', errors, fields), ['/other: unknown', 'no object']);
});

test('the command asks where the token may ask, within its limits, and lists where it may not', () => {
  const asking = curlWith(
    'hpa_1',
    record('a', null, 1, { sessions: ["ci's-*"], types: ['plan-approval'] }),
    'http://h/x/',
  );
  assert.match(asking, /^HOLDPOINT_TOKEN='hpa_1'\n/);
  assert.match(asking, /"type":"plan-approval","sessionId":"ci'\\''s-first-steps"/);
  assert.match(asking, / {2}'http:\/\/h\/x\/v1\/interactions'$/);
  const reading = curlWith('hpd_1', record('a', null, 1, { permissions: ['read'] }), 'http://h/');
  assert.doesNotMatch(reading, /--data/);
});

test('a token is made, or it is said what is wrong', async () => {
  const errors = [{ pointer: '/name', detail: 'is missing' }];
  const server = new Server()
    .answers(201, { ...record('a'), token: 'hpa_1' })
    .answers(400, { errors })
    .answers(403, { title: 'Forbidden', detail: 'manage is needed' });
  const made = await makeToken(WANTED);
  assert.ok(made.kind === 'made' && made.answer.token === 'hpa_1');
  assert.deepEqual(await makeToken(WANTED), { kind: 'invalid', errors });
  assert.deepEqual(await makeToken(WANTED), { kind: 'refused', detail: 'manage is needed' });
  assert.equal(server.sent[0]?.path, 'v1/tokens');
});

test('one that is not there any more is revoked; a list that cannot be read says why', async () => {
  const server = new Server()
    .answers(204, '')
    .answers(404, {})
    .answers(403, { detail: 'not yours' })
    .answers(503, { title: 'Store unavailable' })
    .answers(200, { items: [record('a')] });
  await revoke('a/b');
  await revoke('a');
  await assert.rejects(revoke('a'), /not yours/);
  await assert.rejects(tokens(), /Store unavailable/);
  assert.equal((await tokens()).length, 1);
  assert.equal(server.sent[0]?.path, 'v1/tokens/a%2Fb');
});
