// A LangChain agent whose commands people decide about:  node langgraph.mjs "Tidy up the project" [thread]
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Command, MemorySaver } from '@langchain/langgraph';
import { ChatOpenAI } from '@langchain/openai';
import { createAgent, humanInTheLoopMiddleware, tool } from 'langchain';
import { z } from 'zod';
import { mayRun } from './holdpoint.mjs';

const [, , prompt, thread_id = randomUUID()] = process.argv;
const interruptOn = { shell: { allowedDecisions: ['approve', 'edit', 'reject'] } };
const shell = tool(({ command }) => execFileSync('sh', ['-c', command], { encoding: 'utf8' }), {
  name: 'shell',
  description: 'Runs a command',
  schema: z.object({ command: z.string() }),
});
const agent = createAgent({
  model: new ChatOpenAI({ model: 'gpt-5' }),
  tools: [shell],
  middleware: [humanInTheLoopMiddleware({ interruptOn })],
  checkpointer: new MemorySaver(), // in earnest one that outlives the process
});

/** One decision for each action, in their order. The request has no ids of calls; the message before it has. */
function decisions({ actionRequests, reviewConfigs }, messages) {
  const calls = messages.at(-1).tool_calls.filter(({ name }) => name in interruptOn);
  return Promise.all(actionRequests.map(async ({ name, args: input }, n) => {
    const can = { edit: reviewConfigs[n].allowedDecisions.includes('edit') };
    const call = { key: `langchain:${thread_id}:${calls[n].id}`, session: thread_id, agent: 'langchain', tool: name, input, can };
    const { allowed, updatedInput: args, message } = await mayRun(call);
    if (!allowed) return { type: 'reject', message };
    return args ? { type: 'edit', editedAction: { name, args } } : { type: 'approve' };
  }));
}

const config = { configurable: { thread_id } };
let state = await agent.invoke({ messages: [{ role: 'user', content: prompt }] }, config);
while (state.__interrupt__) {
  const resume = { decisions: await decisions(state.__interrupt__[0].value, state.messages) };
  state = await agent.invoke(new Command({ resume }), config);
}
console.log(state.messages.at(-1).text);
