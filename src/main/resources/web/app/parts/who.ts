import { html, type TemplateResult } from 'lit';
import type { Identity } from '../model/interaction';
import { revealed } from './revealed';

/** Somebody by name; by the identifier, which alone says who it is, beside it. */
export function who({ id, name }: Identity): TemplateResult {
  return name === null ? html`${revealed(id)}` : html`${revealed(name)}, ${revealed(id)}`;
}
