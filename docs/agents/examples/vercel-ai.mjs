// An agent of the Vercel AI SDK whose commands people decide about:  node vercel-ai.mjs "Tidy up the project" [chat.json]
// All that is known stands in its messages: they are kept in a file, and a process that was killed goes on where it was.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openai } from '@ai-sdk/openai';
import { generateText, stepCountIs, tool } from 'ai';
import { z } from 'zod';
import { mayRun } from './holdpoint.mjs';

const [, , prompt, file = 'chat.json'] = process.argv;
const messages = existsSync(file) ? JSON.parse(readFileSync(file)) : [{ role: 'user', content: prompt }];
const shell = tool({
  description: 'Runs a command',
  inputSchema: z.object({ command: z.string() }),
  execute: ({ command }) => execFileSync('sh', ['-c', command], { encoding: 'utf8' }),
});
const agent = { model: openai('gpt-5'), tools: { shell }, toolApproval: { shell: 'user-approval' }, stopWhen: stepCountIs(20),
  experimental_toolApprovalSecret: process.env.APPROVAL_SECRET }; // signs what is asked about: that runs, or nothing does

for (;;) {
  const { role, content } = messages.at(-1);
  const requests = role === 'assistant' ? content.filter(({ type }) => type === 'tool-approval-request') : [];
  if (role === 'assistant' && requests.length === 0) break;
  if (requests.length > 0) messages.push({ role: 'tool', content: await Promise.all(requests.map((one) => answer(one, content))) });
  else messages.push(...(await generateText({ ...agent, messages })).responseMessages);
  writeFileSync(file, JSON.stringify(messages));
}
console.log(messages.at(-1).content.map(({ text }) => text ?? '').join(''));

/** The SDK can be told yes or no, and no other input: that would not be what was signed. */
async function answer({ approvalId, toolCallId }, parts) {
  const { toolName, input } = parts.find((part) => part.type === 'tool-call' && part.toolCallId === toolCallId);
  const session = resolve(file);
  const call = { key: `vercel-ai:${session}:${toolCallId}`, session, agent: 'vercel-ai', tool: toolName, input };
  const { allowed, message } = await mayRun(call);
  return { type: 'tool-approval-response', approvalId, approved: allowed, ...(!allowed && { reason: message }) };
}
