import type { Identity, Interaction, Origin } from './interaction';

/** Whose decision it was: words, and after them whom they name, if anybody. */
export interface Whose {
  readonly words: string;
  readonly whom: Identity | null;
}

const BY: Readonly<Record<Origin, string>> = {
  responder: 'Decided by a person',
  asker: 'Decided by its asker, who withdrew it',
  timeout: 'Decided by its deadline: nobody answered in time',
  session: 'Decided because its session was removed',
  'asker-lost': 'Decided because nobody waited for it any more',
};
const NAMING: Readonly<Partial<Record<Origin, string>>> = {
  responder: 'Decided by',
  asker: 'Withdrawn by',
  session: 'Decided because its session was removed by',
};

/** Whose decision ended an interaction, as far as the service says it; `id` is the reader's own. */
export function whose({ origin, decidedBy }: Interaction, id: string | null): Whose {
  const naming = NAMING[origin ?? 'responder'];
  if (decidedBy === null || naming === undefined) {
    return { words: BY[origin ?? 'responder'], whom: null };
  }
  return decidedBy.id === id ? { words: `${naming} you`, whom: null } : { words: naming, whom: decidedBy };
}
