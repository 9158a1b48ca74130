import { html, type TemplateResult } from 'lit';
import type { Interaction } from '../model/interaction';
import { revealed } from '../parts/revealed';
import { suggestionWords } from './suggestions';
import './asked';

/** What is confirmed, be it what was asked or what it was changed into, with what holds from then on. */
export function quoteWith(updates: readonly unknown[], interaction: Interaction, quote: unknown): TemplateResult {
  return html`${quote ?? html`<hp-asked .interaction=${interaction}></hp-asked>`}
    <p><strong>And from then on:</strong></p>
    <ul>
      ${updates.map((update) => html`<li>${revealed(suggestionWords(update))}</li>`)}
    </ul>`;
}
