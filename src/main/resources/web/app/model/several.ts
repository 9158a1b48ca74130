import type { Standing } from './account';
import { dangers } from './dangers';
import { isGuarded, type Interaction } from './interaction';
import { writeJson } from './json';
import { lackOf } from './permissions';
import { callOf, shown } from './tool';
import { expects } from './words';

/** What a call may be long, in characters of JSON, to be judged in a list of several. */
const SHORT = 2_000;

/** A decision on several questions at once. */
export type Verdict = 'allow' | 'deny';

/**
 * Why a question is not decided together with others; null where it may be. A yes needs a look at whatever is more than
 * a short and ordinary call; a no needs one only where it would have to be in words.
 */
export function needsLook(interaction: Interaction, verdict: Verdict, standing: Standing): string | null {
  const { type, responseSchema, data, status } = interaction;
  if (status !== 'pending') return 'decided already';
  const lack = lackOf(standing, interaction);
  if (lack !== null) return lack === 'own' ? 'you asked it, and somebody else decides it' : 'you may not decide';
  if (type === 'plan-approval' && verdict === 'deny' && expects(responseSchema, 'approved')) return null;
  if (type !== 'permission' || !expects(responseSchema, 'behavior')) return `“${type}” is answered on its own`;
  if (verdict === 'deny') return null;
  if (isGuarded(interaction)) return 'its asker wants it to be thought over';
  if (writeJson(data).length > SHORT) return 'it is too long to be judged in a list';
  const { tool, input } = callOf(data);
  const isDangerous = shown(tool, input)?.views.some(
    (view) => view.kind === 'command' && dangers(view.command).length > 0,
  );
  return isDangerous === true ? 'something in it is known to be dangerous' : null;
}

/** The response that decides it so: no more than the decision itself, and never a rule. */
export function responseFor(interaction: Interaction, verdict: Verdict): object {
  return interaction.type === 'plan-approval' ? { approved: verdict === 'allow' } : { behavior: verdict };
}
