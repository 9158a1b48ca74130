// Claude Code as a library, whose calls people decide about:  node claude-agent-sdk.mjs "Tidy up the project"
import { query } from '@anthropic-ai/claude-agent-sdk';
import { mayRun } from './holdpoint.mjs';

let session;

/** Called where Claude Code would ask whoever sits at its terminal. */
async function canUseTool(tool, input, { signal, suggestions, suppressAlwaysAllowRule, toolUseID }) {
  const can = { edit: true, remember: !suppressAlwaysAllowRule, stop: true };
  const key = `claude-agent-sdk:${session}:${toolUseID}`;
  const call = { key, session, agent: 'claude-agent-sdk', tool, input, suggestions, can, lease: 'PT1M' };
  const answer = await mayRun(call, signal);
  return answer.allowed
    ? { behavior: 'allow', updatedInput: answer.input, updatedPermissions: answer.updatedPermissions }
    : { behavior: 'deny', message: answer.message, interrupt: answer.interrupt };
}

const options = { canUseTool, disallowedTools: ['AskUserQuestion'] }; // a permission has no room for answers
for await (const message of query({ prompt: process.argv[2], options })) {
  session ??= message.session_id;
  if (message.type === 'result') console.log(message.result ?? message.subtype);
}
