// Asks people, and waits until somebody decides or the question's time is up. Copy it: it needs Node 20, and nothing else.
import { setTimeout as pause } from 'node:timers/promises';

const { HOLDPOINT_URL: service = 'http://localhost:8080', HOLDPOINT_TOKEN: token, ASK_TIMEOUT: timeout = 'PT15M' } = process.env;

/** The question as it was settled. The same key and question find it again, while it is pending and after, in any process. */
export async function ask(key, question, signal = new AbortController().signal) {
  for (let failures = 0; ; failures++) {
    const answer = await fetch(`${service}/v1/interactions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': JSON.stringify(key), Prefer: 'wait=50',
        ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ timeout, ...question }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(65_000)]),
    }).catch(() => signal.throwIfAborted()); // else it is away, and comes back: the call stays held
    const body = await answer?.json().catch(() => undefined);
    if (answer?.status === 200 && body?.origin) return body;
    if (answer?.status === 202) failures = -1; // still pending
    else if (answer?.status >= 400 && answer.status < 500 && answer.status !== 429) throw new Error(body?.detail ?? 'refused');
    else await pause(Math.min(5_000, 200 * 2 ** failures) * (1 - Math.random() / 2), undefined, { signal });
  }
}

/** Whether a tool may be called. `can` says what the framework takes beside yes or no: nothing else is offered to people. */
export async function mayRun({ key, session, agent, tool, input, suggestions, lease, can = {} }, signal) {
  const words = Object.values(input).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
  const title = [...`${tool}: ${words}`.toWellFormed().replace(/\p{Cc}+/gu, ' ')].slice(0, 200).join('');
  const properties = { behavior: { enum: ['allow', 'deny'] }, message: { type: 'string' },
    updatedInput: can.edit ? { type: 'object' } : false, updatedPermissions: can.remember ? { type: 'array' } : false,
    interrupt: can.stop ? { type: 'boolean' } : false };
  const { origin, response, reason } = await ask(key, { type: 'permission', sessionId: session, title,
    data: { toolName: tool, input, suggestions }, metadata: { agent }, lease,
    responseSchema: { type: 'object', properties, required: ['behavior'] } }, signal);
  if (origin !== 'responder' && origin !== 'rule') return { decided: false, allowed: false, message: `${origin === 'asker'
    ? 'It was withdrawn' : 'Nobody answered in time'}; this is not a refusal. Ask again, or go on without it.` };
  return { ...response, decided: true, allowed: response?.behavior === 'allow', input: response?.updatedInput ?? input,
    message: `A person refused this. ${response?.message ?? reason ?? ''}` };
}
