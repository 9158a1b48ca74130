// Answers the interrupts of an agent that speaks AG-UI by people:  node ag-ui.mjs "Tidy up the project" [thread]
import { randomUUID } from 'node:crypto';
import { HttpAgent, buildResumeArray } from '@ag-ui/client';
import { ask, mayRun } from './holdpoint.mjs';

const [, , prompt, threadId = randomUUID()] = process.argv;
const agent = new HttpAgent({
  url: process.env.AGENT_URL,
  threadId,
  initialMessages: [{ id: randomUUID(), role: 'user', content: prompt }],
});

await agent.runAgent();
while (agent.pendingInterrupts.length > 0) {
  const interrupts = agent.pendingInterrupts;
  const answers = await Promise.all(interrupts.map(async (interrupt) => [interrupt.id, await answer(interrupt)]));
  await agent.runAgent({ resume: buildResumeArray(interrupts, Object.fromEntries(answers)) }); // of all, at once
}
console.log(agent.messages.at(-1).content);

/** Silence is told as `cancelled`, a refusal as an answer: the protocol knows the difference. */
async function answer({ id, message, toolCallId, responseSchema, expiresAt }) {
  const key = `ag-ui:${threadId}:${id}`;
  const call = agent.messages.flatMap(({ toolCalls = [] }) => toolCalls).find((one) => one.id === toolCallId)?.function;
  if (!call) { // no tool's: a form of what the agent wants to know
    const question = { type: 'form', sessionId: threadId, title: message, data: {}, metadata: { agent: 'ag-ui' }, responseSchema };
    const { origin, status, response } = await ask(key, question);
    return origin === 'responder' && status === 'resolved' ? { status: 'resolved', payload: response } : { status: 'cancelled' };
  }
  const can = { edit: 'editedArgs' in (responseSchema?.properties ?? {}) };
  const input = JSON.parse(call.arguments);
  const { decided, allowed, input: editedArgs, message: reason } = await mayRun({ key, session: threadId, agent: 'ag-ui', tool: call.name, input, can });
  if (!decided) return { status: 'cancelled' };
  return { status: 'resolved', payload: allowed ? { approved: true, ...(can.edit && { editedArgs }) } : { approved: false, reason } };
}
