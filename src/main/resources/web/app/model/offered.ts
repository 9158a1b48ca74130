import type { Standing } from './account';
import { mayManage, maySeeNumbers } from './permissions';
import type { View } from './route';

/** Whether a view is one that the reader may see. */
export function offered(view: View, standing: Standing): boolean {
  switch (view) {
    case 'numbers':
      return maySeeNumbers(standing);
    case 'tokens':
      return mayManage(standing);
    default:
      return standing.kind !== 'known' || standing.account.access === 'open' || mayAnything(standing.account);
  }
}

/** Why a view is none that the reader may see. */
export function refused(standing: Standing, view: View): string {
  if (standing.kind === 'asked') return 'Loading…';
  if (standing.kind === 'known' && !mayAnything(standing.account)) {
    return 'You are signed in, and may do nothing here yet. Ask whoever manages this service for permissions.';
  }
  return view === 'numbers'
    ? 'The numbers are for who has the permission “decide”, “read” or “manage”.'
    : 'Tokens are for who has the permission “manage”.';
}

function mayAnything({ permissions }: { readonly permissions: readonly unknown[] }): boolean {
  return permissions.length > 0;
}
