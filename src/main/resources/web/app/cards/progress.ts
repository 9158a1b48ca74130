import { html, type TemplateResult } from 'lit';
import type { Phase } from '../model/decision';
import { refusal } from '../model/refusals';
import { revealed } from '../parts/revealed';

/** How far a decision is that does not count yet; nothing where none was sent. */
export function progress(phase: Phase): TemplateResult | '' {
  switch (phase.kind) {
    case 'sending':
      return html`<p class="muted">Sending your decision…</p>`;
    case 'unknown':
      return html`<p class="notice">
        The server has not answered: it is not known yet whether your decision counts. It is being sent again (attempt
        ${phase.attempt + 1}) and will count once.
      </p>`;
    case 'signed-out':
      return html`<p class="notice">
        Your decision is not sent yet: sign in again. It is kept here, and sent when you have; it will count once.
      </p>`;
    case 'refused':
      return html`<p class="notice bad">
        ${revealed(refusal(phase.problem, phase.detail))} Nothing is decided, and what you typed is kept.
      </p>`;
    case 'invalid':
      return html`<p class="notice bad">The server found something wrong in the answer; nothing is decided yet.</p>`;
    default:
      return '';
  }
}
