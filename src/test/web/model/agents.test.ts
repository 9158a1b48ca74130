import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../testing/asked';
import { agentOf, clientsOf, FirstAsks, subagentOf } from '../../../main/resources/web/app/model/agents';

function by(agent: string, id = '1', more: object = {}) {
  return asked(id, { metadata: { agent, ...more } });
}

test('an agent that is known is called as people call it, any other as it calls itself', () => {
  const agents = ['claude-code', 'codex', 'gemini', 'mcp', 'deploy-bot', '__proto__'];
  assert.deepEqual(
    agents.map((agent) => agentOf(by(agent))),
    ['Claude Code', 'Codex', 'Gemini CLI', 'an MCP client', 'deploy-bot', '__proto__'],
  );
  assert.equal(agentOf(asked('1')), '');
  assert.equal(agentOf(asked('1', { metadata: { agent: { toString: 'x' } } })), '');
});

test('a subagent is told by its kind and its id, as far as there are any', () => {
  const subagent = (metadata: Record<string, unknown>) => subagentOf(asked('1', { metadata }));
  assert.equal(subagent({ subagent: 'Explore', agent_id: 'a17' }), 'Explore (a17)');
  assert.equal(subagent({ agent_type: 'Explore' }), 'Explore');
  assert.equal(subagent({ agent_id: 'a17' }), 'a17');
  assert.equal(subagent({ subagent: 7, agent_id: null }), '');
});

test('a question tells how it came', () => {
  assert.deepEqual(clientsOf(by('codex')), ['codex']);
  assert.deepEqual(clientsOf(by('mcp')), ['mcp']);
  assert.deepEqual(clientsOf(by('claude-code', '1', { mcp: { requestId: 4 } })), ['claude-code', 'mcp']);
  assert.deepEqual(clientsOf(by('deploy-bot')), ['script']);
  assert.deepEqual(clientsOf(asked('1')), ['script']);
});

test('the first question of each client counts, and stays', () => {
  const asks = new FirstAsks();
  assert.equal(asks.of('codex'), null);
  assert.ok(asks.see([by('codex', '1')]));
  assert.ok(!asks.see([by('codex', '1'), by('codex', '2')]));
  assert.ok(asks.see([by('gemini', '3')]));
  assert.equal(asks.of('codex')?.id, '1');
  assert.equal(asks.of('gemini')?.id, '3');
  assert.equal(asks.of('claude-code'), null);
});

test('what was there before somebody begins anew connects nobody', () => {
  const asks = new FirstAsks();
  asks.see([by('codex', '1')]);
  asks.restart([by('codex', '1')]);
  assert.ok(!asks.see([by('codex', '1')]));
  assert.equal(asks.of('codex'), null);
  assert.ok(asks.see([by('codex', '1'), by('codex', '2')]));
  assert.equal(asks.of('codex')?.id, '2');
});
