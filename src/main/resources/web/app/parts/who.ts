import { html, type TemplateResult } from 'lit';
import type { Identity } from '../model/interaction';
import { revealed } from './revealed';

/**
 * Somebody by name; beside it the identifier, which alone says who it is, unless it says no more than the name. A
 * program is told as one.
 */
export function who(identity: Identity): TemplateResult {
  const { id, kind, name } = identity;
  const rest = [isTold(identity) ? '' : id, kind === 'service' ? 'a service' : ''].filter((word) => word !== '');
  return rest.length === 0
    ? html`${revealed(name ?? id)}`
    : html`${revealed(name ?? id)} <span class="muted">(${revealed(rest.join(', '))})</span>`;
}

function isTold({ id, name }: Identity): boolean {
  return name === null || id === `person:${name}`;
}
