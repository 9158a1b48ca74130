import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { environment, serviceAddress, ways } from '../../../main/resources/web/app/model/connecting';

const LOCAL = 'http://localhost:8080';

function doc(name: string): string {
  return readFileSync(`docs/agents/${name}.md`, 'utf8');
}

/** What is in fences in a page of the documentation. */
function blocks(name: string): string[] {
  return [...doc(name).matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, text]) => text!.trim());
}

function pastes(address: string): { readonly text: string; readonly where: string; readonly of: string }[] {
  return ways(address).flatMap((way) => way.pastes.map((paste) => ({ ...paste, of: `${way.client} ${paste.what}` })));
}

function paste(of: string): string {
  return pastes(LOCAL).find((one) => one.of === of)!.text;
}

test('the address is the configured one, else that of the page, be it below a path', () => {
  assert.equal(serviceAddress(null, 'http://localhost:8080/?view=agents'), LOCAL);
  assert.equal(serviceAddress('', 'https://x.example/approvals/?view=agents#x'), 'https://x.example/approvals');
  assert.equal(serviceAddress('https://x.example/approvals/', 'http://10.0.0.1:8080/'), 'https://x.example/approvals');
});

test('a hook that holds each call of its tools says so, where the command holds what would be asked about', () => {
  const way = ways(LOCAL).find((one) => one.client === 'claude-code')!;
  assert.match(way.does, /What it would ask about by itself waits here/);
  assert.match(paste('claude-code settings'), /"PreToolUse"/);
  assert.match(way.pastes.find((one) => one.what === 'settings')!.where, /each call of the tools in it waits here/);
});

test('below a path all that is pasted is below it, too', () => {
  const below = 'https://x.example/approvals';
  assert.match(environment(below, null), /^export HOLDPOINT_URL=https:\/\/x\.example\/approvals$/m);
  for (const { text, of } of pastes(below)) {
    const addresses = text.match(/https?:\/\/[^\s"']+/g) ?? [];
    assert.ok(
      addresses.every((one) => one.startsWith(`${below}/`)),
      of,
    );
  }
  const named = pastes(below).filter(({ text }) => text.includes(below));
  assert.deepEqual(
    named.map(({ of }) => of),
    ['claude-code settings', 'mcp command', 'mcp settings', 'mcp address'],
  );
});

test('a token stands in the environment alone, and nowhere before one is made', () => {
  assert.match(environment(LOCAL, 'hpa_x'), /^export HOLDPOINT_TOKEN='hpa_x'$/m);
  assert.match(environment(LOCAL, null), /^export HOLDPOINT_TOKEN='YOUR_TOKEN'$/m);
  assert.ok(pastes(LOCAL).every(({ text }) => !text.includes('YOUR_TOKEN')));
});

test('no shell puts a token into what an agent keeps, or into the arguments of what it starts for long', () => {
  const added = paste('mcp command');
  assert.match(added, /^claude mcp add /);
  assert.match(added, / '[^']*\$\{HOLDPOINT_TOKEN\}'$/);
});

test('what a shell would take apart is quoted', () => {
  assert.match(environment("http://x/it's $(here)", null), /^export HOLDPOINT_URL='http:\/\/x\/it'\\''s \$\(here\)'$/m);
});

test('commands are those of the documentation', () => {
  const command = doc('command');
  for (const client of ['claude-code', 'codex', 'gemini'] as const) {
    assert.equal(paste(`${client} command`), `holdpoint connect ${client}\nholdpoint doctor`);
    assert.ok(command.includes(client));
  }
  assert.ok(blocks('command').some((block) => /^holdpoint connect claude-code .*\nholdpoint doctor$/.test(block)));
  assert.ok(blocks('command').some((block) => block.split('\n').includes(paste('script command'))));
  assert.ok(blocks('mcp').includes(paste('mcp command')));
  assert.ok(blocks('command').includes(environment(LOCAL, 'hpa_…')));
});

test('settings are those of the documentation', () => {
  const hooks = blocks('hooks').find((block) => block.startsWith('{'))!;
  assert.deepEqual(JSON.parse(paste('claude-code settings')), JSON.parse(hooks));
  const servers = blocks('mcp').find((block) => block.startsWith('{'))!;
  assert.deepEqual(JSON.parse(paste('mcp settings')), JSON.parse(servers));
});

test('every way says what it does, and nothing is offered twice', () => {
  const all = ways(LOCAL);
  assert.deepEqual(
    all.map(({ client }) => client),
    ['claude-code', 'codex', 'gemini', 'mcp', 'script'],
  );
  assert.ok(all.every(({ does, pastes: some }) => does !== '' && some.length > 0));
  const names = pastes(LOCAL).map(({ of }) => of);
  assert.equal(new Set(names).size, names.length);
});
