import { html, type TemplateResult } from 'lit';
import { agentOf, subagentOf } from '../model/agents';
import { own, riskOf, textOf, type Interaction } from '../model/interaction';
import type { Level } from '../model/text';
import { revealed } from '../parts/revealed';

/** What the asker says of its own question: told as its words, for nobody has looked whether they are true. */
export function claims(interaction: Interaction): TemplateResult | '' {
  const risk = riskOf(interaction);
  const said = saidBy(interaction).filter(([, words]) => words !== '');
  const isDoubtful = own(interaction.metadata, 'defaultToNo') === true;
  if (risk === '' && said.length === 0 && !isDoubtful) {
    return '';
  }
  return html`<p class="facts">
    <span>Asker says:</span>
    ${risk === '' ? '' : html`<span class="chip ${tone(risk)}">${revealed(risk)} risk</span>`}
    ${isDoubtful ? html`<span class="chip high">rather no</span>` : ''}
    ${said.map(([label, words, level]) => html`<span>${label} <b>${revealed(words, level)}</b></span>`)}
  </p>`;
}

/** Who asks, where, and what about; a folder is read as code, each part of it in its place. */
function saidBy(interaction: Interaction): readonly (readonly [string, string, Level])[] {
  const { metadata } = interaction;
  return [
    ['agent', agentOf(interaction), 'prose'],
    ['subagent', subagentOf(interaction), 'prose'],
    ['working folder', textOf(own(metadata, 'cwd')), 'code'],
    ['category', textOf(own(metadata, 'category')), 'prose'],
  ];
}

/** Only what is known has a colour, and a low risk that is claimed has none: it is no reason to say yes. */
function tone(risk: string): string {
  return ['medium', 'high', 'critical'].includes(risk) ? risk : '';
}
