import { html, type TemplateResult } from 'lit';
import { own, riskOf, textOf, type Interaction } from '../model/interaction';
import { revealed } from '../parts/revealed';

const CLAIMS: readonly (readonly [string, string])[] = [
  ['agent', 'agent'],
  ['subagent', 'subagent'],
  ['cwd', 'working folder'],
  ['category', 'category'],
];

/** What the asker says of its own question: told as its words, for nobody has looked whether they are true. */
export function claims(interaction: Interaction): TemplateResult | '' {
  const risk = riskOf(interaction);
  const said = CLAIMS.map(([name, label]) => [label, textOf(own(interaction.metadata, name))] as const).filter(
    ([, words]) => words !== '',
  );
  const isDoubtful = own(interaction.metadata, 'defaultToNo') === true;
  if (risk === '' && said.length === 0 && !isDoubtful) {
    return '';
  }
  return html`<p class="facts">
    <span>Asker says:</span>
    ${risk === '' ? '' : html`<span class="chip ${tone(risk)}">${revealed(risk)} risk</span>`}
    ${isDoubtful ? html`<span class="chip high">rather no</span>` : ''}
    ${said.map(([label, words]) => html`<span>${label} ${revealed(words)}</span>`)}
  </p>`;
}

/** Only what is known has a colour, and a low risk that is claimed has none: it is no reason to say yes. */
function tone(risk: string): string {
  return ['medium', 'high', 'critical'].includes(risk) ? risk : '';
}
