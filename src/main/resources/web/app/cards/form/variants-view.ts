import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { plain } from '../../model/text';
import { chosenOf, memberOf, textIn } from './entries';
import type { VariantsField } from './field';
import { drawnBy, FieldView, viewOf } from './field-view';
import { initialOf } from './initial';

/** Which of several shapes the answer has; then the fields of that shape. */
class VariantsView extends FieldView<VariantsField> {
  protected override draw({ alternatives, isRequired }: VariantsField) {
    const which = textIn(memberOf(this.entry, 'which'));
    const chosen = chosenOf(alternatives, this.entry);
    return this.renderSet(
      html`<div class="group">
        <select
          aria-label="Which it is"
          ?disabled=${this.isBusy}
          aria-describedby=${this.describedBy}
          @change=${this.choose}
        >
          <option value="" .selected=${live(which === '')}>${isRequired ? 'Choose…' : 'No answer'}</option>
          ${alternatives.map(
            ({ label }, index) =>
              html`<option value=${index} .selected=${live(which === String(index))}>${plain(label)}</option>`,
          )}
        </select>
        ${
          chosen === undefined
            ? nothing
            : viewOf({
                ...this.place,
                field: chosen,
                label: '',
                entry: memberOf(this.entry, 'inner'),
                path: [...this.place.path, 'inner'],
                uid: `${this.uid}-${which}`,
              })
        }
      </div>`,
      'framed',
    );
  }

  /** What is wrong with the shape that is chosen stands at its own field. */
  protected override get problem(): string {
    return chosenOf(this.field.alternatives, this.entry) === undefined ? super.problem : '';
  }

  private choose(event: Event): void {
    const which = (event.target as HTMLSelectElement).value;
    const chosen = which === '' ? undefined : this.field.alternatives[Number(which)];
    this.put(chosen && { which, inner: initialOf(chosen) });
  }
}

customElements.define('hp-variants-field', VariantsView);
drawnBy('variants', (place) => html`<hp-variants-field .place=${place}></hp-variants-field>`);
