import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, known, NOBODY } from '../testing/accounts';
import { after, standingOf } from '../../../main/resources/web/app/model/account';

test('who is signed in is known', () => {
  assert.deepEqual(standingOf(200, account('Anna')), known('Anna'));
});

test('where nobody is signed in, it is said how to', () => {
  const providers = [{ name: 'Keycloak', href: 'v1/sign-in/keycloak' }];
  assert.deepEqual(standingOf(401, { ...NOBODY, providers }), { kind: 'nobody', access: 'local', providers });
});

test('a caller whom the service does not know is nobody, unless it is open to everybody', () => {
  assert.equal(standingOf(200, account('', { caller: null, via: 'none' }))?.kind, 'nobody');
  assert.equal(standingOf(200, account('', { caller: null, via: 'none', access: 'open' }))?.kind, 'known');
});

test('a service that does not know the question, and a proxy before it, tell nothing', () => {
  assert.deepEqual(standingOf(404, { title: 'Not Found' }), { kind: 'untold' });
  assert.deepEqual(standingOf(401, { title: 'Unauthenticated' }), { kind: 'untold' });
  assert.deepEqual(standingOf(200, null), { kind: 'untold' });
});

test('an answer that will pass says nothing', () => {
  assert.equal(standingOf(503, { access: 'local' }), null);
  assert.equal(standingOf(429, {}), null);
});

test('a provider that would lead to a script is left out', () => {
  const hrefs = [
    'javascript:alert(1)',
    ' data:text/html,x',
    '',
    'https://id.example/',
    '/v1/sign-in/a',
    'v1/sign-in/b',
  ];
  const providers = [...hrefs.map((href) => ({ name: 'x', href })), { name: 7, href: 'v1' }, 'no provider'];
  const standing = standingOf(401, { ...NOBODY, providers });
  assert.ok(standing?.kind === 'nobody');
  assert.deepEqual(
    standing.providers.map(({ href }) => href),
    ['https://id.example/', '/v1/sign-in/a', 'v1/sign-in/b'],
  );
});

test('whose session is over stays who they were; nobody is somebody as soon as they sign in', () => {
  const nobody = standingOf(401, NOBODY)!;
  assert.deepEqual(after(known('Anna'), nobody), known('Anna'));
  assert.deepEqual(after(known('Anna'), { kind: 'untold' }), known('Anna'));
  assert.deepEqual(after(known('Anna'), known('Bob')), known('Bob'));
  assert.deepEqual(after({ kind: 'asked' }, nobody), nobody);
  assert.deepEqual(after(nobody, known('Anna')), known('Anna'));
});
