// An agent of the OpenAI Agents SDK whose commands people decide about:  node openai-agents.mjs "Tidy up the project" [run.json]
// While people are asked the run stands in a file: a process that was killed goes on where it was.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Agent, RunState, run, tool } from '@openai/agents';
import { z } from 'zod';
import { mayRun } from './holdpoint.mjs';

const [, , prompt, file = 'run.json'] = process.argv;
const shell = tool({
  name: 'shell',
  description: 'Runs a command',
  parameters: z.object({ command: z.string() }),
  needsApproval: true,
  execute: ({ command }) => execFileSync('sh', ['-c', command], { encoding: 'utf8' }),
});
const agent = new Agent({ name: 'Janitor', model: 'gpt-5', tools: [shell] });

let result = existsSync(file) ? { state: await RunState.fromString(agent, readFileSync(file, 'utf8')) } : await run(agent, prompt);
while (result.state.getInterruptions().length > 0) {
  const { state } = result;
  writeFileSync(file, state.toString());
  await Promise.all(state.getInterruptions().map((one) => decide(state, one)));
  result = await run(agent, state);
}
rmSync(file, { force: true });
console.log(result.finalOutput);

/** The SDK can be told yes or no, and no other input. */
async function decide(state, interruption) {
  const { name, callId, arguments: input } = interruption.rawItem;
  const session = resolve(file);
  const call = { key: `openai-agents:${session}:${callId}`, session, agent: 'openai-agents', tool: name, input: JSON.parse(input) };
  const { allowed, message } = await mayRun(call);
  if (allowed) state.approve(interruption);
  else state.reject(interruption, { message });
}
