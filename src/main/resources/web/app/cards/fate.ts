import { html, type TemplateResult } from 'lit';
import { isObject, own, textOf, type Interaction } from '../model/interaction';
import { deadline } from '../model/times';
import { shown } from '../model/tool';
import { revealed } from '../parts/revealed';
import '../parts/countdown';
import '../parts/json-view';
import '../parts/members';
import './asked';

/** What happens if nobody answers, in full: silence is a decision, too. */
export function fate(interaction: Interaction): TemplateResult {
  const { expiresAt, onExpiry } = interaction;
  const when = html`<time datetime=${expiresAt}>${deadline(expiresAt)}</time>`;
  const left = html`<span class="muted">(<hp-countdown .deadline=${expiresAt}></hp-countdown> left)</span>`;
  if (onExpiry === null) {
    return html`<p class="fate">If nobody answers by ${when}, it expires unanswered ${left}.</p>`;
  }
  if (onExpiry.reject !== undefined) {
    return html`<p class="fate">
      If nobody answers by ${when}, it is <strong>rejected</strong>: “${revealed(onExpiry.reject)}” ${left}.
    </p>`;
  }
  const { words, isYes, rest } = silence(interaction, onExpiry.resolve);
  return html`<div class="fate ${isYes ? 'yes' : ''}">
    <p>If nobody answers by ${when}, it is <strong>${words}</strong>${rest === null ? '' : ' with this:'} ${left}.</p>
    ${rest ?? ''}
  </div>`;
}

interface Silence {
  readonly words: string;
  readonly isYes: boolean;
  readonly rest: TemplateResult | null;
}

/** The answer that silence gives, in people's words; what words do not tell stands beneath. */
function silence({ type, data }: Interaction, response: unknown): Silence {
  const answer = isObject(response) ? response : {};
  const behavior = own(answer, 'behavior');
  if (type === 'permission' && (behavior === 'allow' || behavior === 'deny')) {
    const isYes = behavior === 'allow';
    const input = own(answer, 'updatedInput');
    const tool = textOf(own(data, 'toolName'));
    const more = listed(answer, ['behavior', 'updatedInput']);
    const rest = isYes && input !== undefined ? html`${called(tool, input)}${more}` : more;
    const words = isYes ? (input === undefined ? 'ALLOWED as it is asked' : 'ALLOWED, with another input') : 'denied';
    return { words, isYes, rest };
  }
  const approved = own(answer, 'approved');
  if (type === 'plan-approval' && typeof approved === 'boolean') {
    return { words: approved ? 'APPROVED' : 'sent back', isYes: approved, rest: listed(answer, ['approved']) };
  }
  return { words: 'answered', isYes: true, rest: html`<hp-json .value=${response} label="The answer"></hp-json>` };
}

function called(tool: string, input: unknown): TemplateResult {
  const found = shown(tool, input);
  const command = found?.views.find((view) => view.kind === 'command');
  return command === undefined || found === null
    ? html`<hp-json .value=${input} label="The input"></hp-json>`
    : html`<hp-command .command=${command.command}></hp-command>
        ${found.rest.length === 0 ? '' : html`<hp-members .members=${found.rest}></hp-members>`}`;
}

function listed(answer: Record<string, unknown>, told: readonly string[]): TemplateResult | null {
  const rest = Object.entries(answer).filter(([name]) => !told.includes(name));
  return rest.length === 0 ? null : html`<hp-members .members=${rest}></hp-members>`;
}
