import type { Account, Permission, Standing } from './account';
import type { Interaction } from './interaction';

/** Why the reader does not decide a question: they may not decide, or it is their own. */
export type Lack = 'decide' | 'own';

/** What each permission lets somebody do, in a line. */
export const MAY: Readonly<Record<Permission, string>> = {
  ask: 'asks questions, and sees and withdraws its own',
  decide: 'sees questions and numbers, and answers',
  read: 'sees questions and numbers, and answers nothing',
  manage: 'sees questions and numbers, makes and revokes tokens and sign-in links, removes sessions',
};

export const PERMISSIONS = Object.keys(MAY) as readonly Permission[];

/**
 * Why the reader does not decide this question; null where they may. Where it is not known who they are, the service
 * says so when they try.
 */
export function lackOf(standing: Standing, interaction: Interaction): Lack | null {
  if (standing.kind !== 'known') return null;
  const { account } = standing;
  if (!has(account, 'decide')) return 'decide';
  const isOwn = account.caller !== null && interaction.requestedBy?.id === account.caller.id;
  return interaction.separate === true && isOwn ? 'own' : null;
}

/** Whether the reader decides anything at all. */
export function mayDecide(standing: Standing): boolean {
  return standing.kind !== 'known' || has(standing.account, 'decide');
}

export function maySeeNumbers(standing: Standing): boolean {
  return standing.kind !== 'known' || (['decide', 'read', 'manage'] as const).some((one) => has(standing.account, one));
}

/** Unlike the others it is offered only to whom it is known to be allowed. */
export function mayManage(standing: Standing): boolean {
  return standing.kind === 'known' && has(standing.account, 'manage');
}

/** Where anybody may do anything, so may the reader. */
function has({ access, permissions }: Account, permission: Permission): boolean {
  return access === 'open' || permissions.includes(permission);
}
