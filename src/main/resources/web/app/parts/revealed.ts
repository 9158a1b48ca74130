import { html, type TemplateResult } from 'lit';
import { pieces } from '../model/text';

/** Text of an asker, with what cannot be seen in it marked; isolated: it cannot reorder what stands beside it. */
export function revealed(text: string): TemplateResult {
  return html`<bdi
    >${pieces(text).map((piece) =>
      piece.isHidden ? html`<mark title="A character that cannot be seen">${piece.text}</mark>` : piece.text,
    )}</bdi
  >`;
}
