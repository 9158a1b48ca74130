import { html, nothing } from 'lit';
import { plain } from '../../model/text';
import '../../parts/json-editor';
import '../../parts/json-view';
import type { JsonField } from './field';
import { drawnBy, FieldView } from './field-view';
import { jsonIn } from './response';
import { writeJson } from '../../model/json';

/** What no field can be, as JSON. */
class JsonFieldView extends FieldView<JsonField> {
  protected override draw({ schema, examples, template }: JsonField) {
    const name = this.place.label || this.field.label;
    const label = plain(name === '' ? 'Answer, as JSON' : `${name}, as JSON`);
    const hasExample = examples.length > 0 && template === '';
    const control = html`<hp-json-editor
        id=${this.uid}
        .label=${label}
        .text=${jsonIn(this.field, this.entry)}
        .disabled=${this.isBusy}
        @input=${(event: CustomEvent<string>) => this.put(event.detail)}
      ></hp-json-editor>
      ${
        hasExample
          ? html`<button type="button" ?disabled=${this.isBusy} @click=${() => this.put(writeJson(examples[0], 2))}>
              Begin with the example
            </button>`
          : nothing
      }
      ${
        schema === null || schema === undefined
          ? html`<p class="hint">Any JSON is taken: a text in quotes, a number, true or false, an object.</p>`
          : html`<details @fold=${(event: Event) => event.stopPropagation()}>
              <summary>The schema that the answer must satisfy</summary>
              <hp-json .value=${schema} label="Schema"></hp-json>
            </details>`
      }`;
    return this.entry === null ? this.renderSet(nothing) : this.renderBare(control);
  }
}

customElements.define('hp-json-field', JsonFieldView);
drawnBy('json', (place) => html`<hp-json-field .place=${place}></hp-json-field>`);
