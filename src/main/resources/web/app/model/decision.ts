import { settle, SignedOut, UnknownOutcome, type FieldError, type SettleAnswer, type Verb } from './api';
import { inbox } from './inbox';
import type { Interaction } from './interaction';
import { me } from './me';
import { newKey } from './keys';
import { pause } from './pause';

/**
 * How far a decision is. `unknown`: it was sent, and whether it arrived is not known; it is being sent again.
 * `signed-out`: the service asked who sends it; it is sent again when somebody has signed in.
 */
export type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'unknown'; readonly attempt: number }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'refused'; readonly problem: string; readonly detail: string }
  | { readonly kind: 'decided'; readonly interaction: Interaction; readonly isMine: boolean };

const NONE: readonly FieldError[] = [];
const LONGEST_PAUSE = 15_000;

/**
 * One person's decision on its way to the server. It is decided only when the server has said so; where no answer comes
 * it is repeated with the same key until one does, so that it counts once. It is never sent as somebody else's who has
 * signed in meanwhile. Dispatches `change`. It goes on while its card is not shown.
 */
export class Decision extends EventTarget {
  phase: Phase = { kind: 'idle' };

  get isUnderWay(): boolean {
    return ['sending', 'unknown', 'signed-out'].includes(this.phase.kind);
  }

  get errors(): readonly FieldError[] {
    return this.phase.kind === 'invalid' ? this.phase.errors : NONE;
  }

  async send(id: string, verb: Verb, body: object): Promise<void> {
    if (this.isUnderWay || this.phase.kind === 'decided') {
      return;
    }
    const key = newKey();
    const whose = me.id;
    this.become({ kind: 'sending' });
    for (let attempt = 1; ; attempt++) {
      try {
        this.onAnswer(await settle(id, verb, body, key));
        return;
      } catch (failure) {
        this.become(waiting(failure, attempt));
        await pause(Math.min(LONGEST_PAUSE, 500 * 2 ** attempt));
        await me.settled();
      }
      if (whose !== null && me.id !== null && me.id !== whose) {
        this.become({ kind: 'refused', problem: 'another-caller', detail: '' });
        return;
      }
    }
  }

  private onAnswer(answer: SettleAnswer): void {
    switch (answer.kind) {
      case 'won':
      case 'lost':
        this.become({ kind: 'decided', interaction: answer.interaction, isMine: answer.kind === 'won' });
        inbox.learn(answer.interaction);
        break;
      default:
        this.become(answer);
        if (answer.kind === 'refused' && answer.problem === 'forbidden') {
          void me.read(); // what one may do was changed
        }
    }
  }

  private become(phase: Phase): void {
    this.phase = phase;
    this.dispatchEvent(new Event('change'));
  }
}

/** Why it has to be sent again. */
function waiting(failure: unknown, attempt: number): Phase {
  if (failure instanceof SignedOut) return { kind: 'signed-out' };
  if (failure instanceof UnknownOutcome) return { kind: 'unknown', attempt };
  throw failure;
}

const decisions = new Map<string, Decision>();

/** The decision of this tab on an interaction. */
export function decisionOf(id: string): Decision {
  const decision = decisions.get(id) ?? new Decision();
  decisions.set(id, decision);
  return decision;
}
