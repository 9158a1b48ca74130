import { isObject, own, textOf, type Interaction, type Origin } from './interaction';
import { written } from './json';

/** What people call the end of an interaction, as the filter of the service names it (HTTP contract, section 6). */
export type OutcomeName = 'allowed' | 'denied' | 'approved' | 'declined' | 'answered' | 'nobody' | 'withdrawn';

export type Tone = 'good' | 'bad' | 'neutral';

/** So much of an answer stands where there is little room, in characters. */
const SHORT = 200;

/** As a reader chooses them. */
export const OUTCOMES: Readonly<Record<OutcomeName, string>> = {
  allowed: 'Allowed',
  denied: 'Denied',
  approved: 'Approved',
  declined: 'Sent back or declined',
  answered: 'Answered',
  nobody: 'Nobody answered',
  withdrawn: 'Withdrawn',
};

export const HOW: Readonly<Record<Origin, string>> = {
  responder: 'a person',
  asker: 'its asker',
  timeout: 'its deadline',
  session: 'its session was removed',
  'asker-lost': 'its asker was lost',
};

/** Null while it is pending. */
export function outcomeOf(interaction: Interaction): OutcomeName | null {
  if (interaction.status === 'pending') return null;
  return interaction.origin === 'timeout' || interaction.status === 'expired' ? 'nobody' : chosen(interaction);
}

/** What became of it, in a word or two. */
export function verdict(interaction: Interaction): string {
  const name = outcomeOf(interaction);
  if (name === null) return 'Pending';
  if (name !== 'nobody') return words(name, interaction);
  return interaction.status === 'expired'
    ? OUTCOMES.nobody
    : `${OUTCOMES.nobody}: ${words(chosen(interaction), interaction).toLowerCase()} by default`;
}

/** Good, bad or neither: the colour of a verdict. */
export function tone(interaction: Interaction): Tone {
  switch (outcomeOf(interaction)) {
    case 'allowed':
    case 'approved':
    case 'answered':
      return 'good';
    case 'denied':
    case 'declined':
      return 'bad';
    default:
      return 'neutral';
  }
}

/** A verdict as a sign, beside its words. */
export function sign(interaction: Interaction): string {
  const name = outcomeOf(interaction);
  if (name === null) return '…';
  if (name === 'nobody') return '○';
  if (name === 'withdrawn') return '⊘';
  return tone(interaction) === 'good' ? '✓' : '✕';
}

/** The words that were given with a settlement, wherever its type keeps them. */
export function wordsOf(interaction: Interaction): string[] {
  const { reason, response } = interaction;
  const given = isObject(response) ? [own(response, 'message'), own(response, 'feedback')] : [];
  return [reason, ...given].map(textOf).filter((text) => text !== '');
}

/** What was answered, where that can be said shortly: to questions, or as a single value. Empty where it cannot. */
export function answerOf({ type, status, response }: Interaction): string {
  if (status !== 'resolved') return '';
  const answers = type === 'ask-user' && own(response, 'answers');
  const values = isObject(answers) ? Object.values(answers) : isObject(response) ? [] : [response];
  const text = values.flat().map(written).join('; ');
  return text.length > SHORT ? text.slice(0, SHORT) + '…' : text;
}

/** What a settlement says, whoever or whatever caused it. */
function chosen({ type, status, response }: Interaction): OutcomeName {
  if (status === 'cancelled') return 'withdrawn';
  if (status === 'rejected') return type === 'permission' ? 'denied' : 'declined';
  const said = isObject(response) ? response : {};
  if (type === 'permission') return either(own(said, 'behavior'), 'allow', 'allowed', 'deny', 'denied');
  if (type === 'plan-approval') return either(own(said, 'approved'), true, 'approved', false, 'declined');
  return 'answered';
}

/** What is neither was asked for by a schema of the asker's own. */
function either(said: unknown, one: unknown, ofOne: OutcomeName, other: unknown, ofOther: OutcomeName): OutcomeName {
  return said === one ? ofOne : said === other ? ofOther : 'answered';
}

function words(name: OutcomeName, { type }: Interaction): string {
  return name === 'declined' ? (type === 'plan-approval' ? 'Sent back' : 'Declined') : OUTCOMES[name];
}
