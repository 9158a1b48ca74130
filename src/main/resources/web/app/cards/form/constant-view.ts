import { html } from 'lit';
import { isObject } from '../../model/interaction';
import { written } from '../../model/json';
import { revealed } from '../../parts/revealed';
import '../../parts/json-view';
import type { ConstantField } from './field';
import { drawnBy, FieldView } from './field-view';

/** What is answered whatever anybody fills in. */
class ConstantView extends FieldView<ConstantField> {
  protected override draw({ value }: ConstantField) {
    return this.renderSet(valueOf(value));
  }
}

function valueOf(value: unknown) {
  if (value === undefined) {
    return html`<p class="hint">Nothing to fill in.</p>`;
  }
  return isObject(value) || Array.isArray(value)
    ? html`<hp-json .value=${value} label="Value"></hp-json>`
    : html`<p class="lines">${revealed(value === null ? 'None' : written(value))}</p>`;
}

customElements.define('hp-constant-field', ConstantView);
drawnBy('constant', (place) => html`<hp-constant-field .place=${place}></hp-constant-field>`);
