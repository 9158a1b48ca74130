// Has people answer the interrupts of an agent that speaks AG-UI:  node ag-ui.mjs "Tidy up the project" [thread.json]
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { HttpAgent, buildResumeArray } from '@ag-ui/client';
import { ask, mayRun } from './holdpoint.mjs';

const [, , prompt, file = 'thread.json'] = process.argv;
const fresh = { threadId: randomUUID(), messages: [{ id: randomUUID(), role: 'user', content: prompt }], pendingInterrupts: [] };
const { threadId, ...kept } = existsSync(file) ? JSON.parse(readFileSync(file)) : fresh;
const agent = new HttpAgent({ url: process.env.AGENT_URL, threadId, initialMessages: kept.messages });
agent.pendingInterrupts = kept.pendingInterrupts;

if (agent.pendingInterrupts.length === 0) await agent.runAgent();
while (agent.pendingInterrupts.length > 0) {
  const { messages, pendingInterrupts } = agent;
  writeFileSync(file, JSON.stringify({ threadId, messages, pendingInterrupts }));
  const answers = await Promise.all(pendingInterrupts.map(async (interrupt) => [interrupt.id, await answer(interrupt)]));
  await agent.runAgent({ resume: buildResumeArray(pendingInterrupts, Object.fromEntries(answers)) }); // all of them at once
}
rmSync(file, { force: true });
console.log(agent.messages.at(-1).content);

/** Silence is `cancelled`, a refusal an answer: this protocol tells them apart. */
async function answer({ id, message: title, toolCallId, responseSchema }) {
  const about = { key: `ag-ui:${threadId}:${id}`, session: threadId, agent: 'ag-ui' };
  const call = agent.messages.flatMap(({ toolCalls = [] }) => toolCalls).find((one) => one.id === toolCallId)?.function;
  if (!call) { // not about a tool's call: a form, made of what the agent wants to be told
    const question = { type: 'form', sessionId: threadId, title, metadata: { agent: 'ag-ui' }, responseSchema };
    const { origin, response } = await ask(about.key, question);
    return origin === 'responder' && response !== null ? { status: 'resolved', payload: response } : { status: 'cancelled' };
  }
  const can = { edit: 'editedArgs' in (responseSchema?.properties ?? {}) };
  const asked = { ...about, tool: call.name, input: JSON.parse(call.arguments), can };
  const { decided, allowed: approved, updatedInput: editedArgs, message: reason } = await mayRun(asked);
  if (!decided) return { status: 'cancelled' };
  return { status: 'resolved', payload: approved ? { approved, editedArgs } : { approved, reason } };
}
