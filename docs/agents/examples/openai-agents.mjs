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

let state = existsSync(file) ? await RunState.fromString(agent, readFileSync(file, 'utf8')) : undefined;
let result = state ? undefined : await run(agent, prompt);
for (;;) {
  state = result?.state ?? state;
  const interruptions = state.getInterruptions();
  if (interruptions.length === 0) break;
  writeFileSync(file, state.toString());
  await Promise.all(interruptions.map(decide));
  result = await run(agent, state);
}
rmSync(file, { force: true });
console.log(result.finalOutput);

/** The SDK knows yes or no: the call runs as it is, or not. */
async function decide(interruption) {
  const { name, callId, arguments: input } = interruption.rawItem;
  const call = { key: `openai-agents:${resolve(file)}:${callId}`, session: resolve(file), agent: 'openai-agents' };
  const { allowed, message } = await mayRun({ ...call, tool: name, input: JSON.parse(input) });
  if (allowed) state.approve(interruption);
  else state.reject(interruption, { message });
}
