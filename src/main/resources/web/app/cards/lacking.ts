import { html, type TemplateResult } from 'lit';
import type { Interaction } from '../model/interaction';
import { me } from '../model/me';
import { lackOf } from '../model/permissions';
import './kept-draft';

/** What stands in the place of the ways to answer for who may only look; null for who may decide. */
export function lacking(interaction: Interaction): TemplateResult | null {
  const lack = lackOf(me.standing, interaction);
  if (lack === null) {
    return null;
  }
  return html`<p class="notice">${lack === 'own' ? OWN : without()}</p>
    <hp-kept-draft .interactionId=${interaction.id}></hp-kept-draft>`;
}

const OWN = 'You asked this, and whoever asked it does not decide it: somebody else does.';

function without(): string {
  const held = me.account?.permissions ?? [];
  const yours = held.length === 0 ? 'you have none' : `you have “${held.join('”, “')}”`;
  return `You may look at this, and not decide it. That takes the permission “decide”; ${yours}.`;
}
