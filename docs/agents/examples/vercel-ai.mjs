// An agent of the Vercel AI SDK whose commands people decide about:  node vercel-ai.mjs "Tidy up the project" [chat.json]
// All that is known stands in the messages: kept in a file, a process that was killed goes on where it was.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openai } from '@ai-sdk/openai';
import { generateText, stepCountIs, tool } from 'ai';
import { z } from 'zod';
import { mayRun } from './holdpoint.mjs';

const [, , prompt, file = 'chat.json'] = process.argv;
const messages = existsSync(file) ? JSON.parse(readFileSync(file)) : [{ role: 'user', content: prompt }];
const add = (...more) => writeFileSync(file, JSON.stringify([...messages.slice(0, messages.push(...more))]));
const shell = tool({
  description: 'Runs a command',
  inputSchema: z.object({ command: z.string() }),
  execute: ({ command }) => execFileSync('sh', ['-c', command], { encoding: 'utf8' }),
});

for (;;) {
  const { content: parts, role } = messages.at(-1);
  const requests = role === 'assistant' ? parts.filter(({ type }) => type === 'tool-approval-request') : [];
  if (role === 'assistant' && requests.length === 0) break;
  if (requests.length > 0) add({ role: 'tool', content: await Promise.all(requests.map((request) => answer(request, parts))) });
  const { response } = await generateText({
    model: openai('gpt-5'),
    messages,
    tools: { shell },
    toolApproval: { shell: 'user-approval' },
    experimental_toolApprovalSecret: process.env.APPROVAL_SECRET, // signs the requests: who changes a call, or answers one that was not asked, is refused
    stopWhen: stepCountIs(20),
  });
  add(...response.messages);
}
console.log(messages.at(-1).content.map(({ text = '' }) => text).join(''));

/** The SDK knows yes or no: the call that was signed runs, or none does. */
async function answer({ approvalId, toolCallId }, parts) {
  const { toolName, input } = parts.find((part) => part.type === 'tool-call' && part.toolCallId === toolCallId);
  const call = { key: `vercel-ai:${file}:${toolCallId}`, session: resolve(file), agent: 'vercel-ai', tool: toolName, input };
  const { allowed, message } = await mayRun(call);
  return { type: 'tool-approval-response', approvalId, approved: allowed, reason: allowed ? undefined : message };
}
