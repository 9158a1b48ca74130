import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { plain } from '../../model/text';
import { revealed } from '../../parts/revealed';
import { itemsOf } from './entries';
import { MOST_OPTIONS, type ChoiceField, type ChoicesField, type Option, type YesNoField } from './field';
import { drawnBy, FieldView } from './field-view';

/** Something to choose from; where there is much, what is searched for is shown. */
abstract class OptionsView<F extends ChoiceField | ChoicesField> extends FieldView<F> {
  @state() private words = '';

  protected abstract isChosen(option: Option): boolean;

  /** What is chosen, and as much as there is room for of what has the words in it. */
  protected get shown(): readonly Option[] {
    const { options } = this.field;
    if (options.length <= MOST_OPTIONS) {
      return options;
    }
    const words = this.words.toLowerCase();
    const found = options.filter(({ label }) => label.toLowerCase().includes(words)).slice(0, MOST_OPTIONS);
    const chosen = options.filter((option) => this.isChosen(option) && !found.includes(option)).slice(0, MOST_OPTIONS);
    return [...chosen, ...found];
  }

  protected renderSearch(): unknown {
    const { length } = this.field.options;
    const shown = this.shown.length;
    return length <= MOST_OPTIONS
      ? nothing
      : html`<div class="field">
          <label for=${`${this.uid}-search`} class="hint">Search all ${length}</label>
          <input
            id=${`${this.uid}-search`}
            type="search"
            autocomplete="off"
            .value=${live(this.words)}
            @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)}
          />
          <p class="hint" role="status">${shown} of ${length} are shown.</p>
        </div>`;
  }

  protected renderOption(option: Option, type: 'checkbox' | 'radio', choose: () => void): TemplateResult {
    return html`<label class="choice">
      <input
        type=${type}
        name=${this.uid}
        .checked=${live(this.isChosen(option))}
        ?disabled=${this.isBusy}
        @change=${choose}
      />
      <span>
        ${revealed(option.label)}
        ${option.hint === '' ? nothing : html`<small class="hint lines">${revealed(option.hint)}</small>`}
      </span>
    </label>`;
  }
}

/** One of several options: a list to choose from, or radio buttons where there is more to say of them. */
class ChoiceView extends OptionsView<ChoiceField> {
  protected override draw({ options, isRequired, isNullable }: ChoiceField) {
    const noAnswer = isRequired ? nothing : this.renderOther('No answer');
    if (options.length <= MOST_OPTIONS && options.some(({ hint }) => hint !== '')) {
      return this.renderSet(
        html`${options.map((option) => this.renderOption(option, 'radio', () => this.put(option.key)))}
        ${isNullable ? this.renderOther('None', null) : nothing} ${noAnswer}`,
      );
    }
    return this.renderLabelled(
      html`${this.renderSearch()}
        <select
          id=${this.uid}
          ?disabled=${this.isBusy}
          aria-invalid=${this.problem !== ''}
          aria-describedby=${this.describedBy}
          aria-required=${isRequired}
          @change=${this.onChange}
        >
          <option value="" .selected=${live(this.entry === undefined || this.entry === '')}>
            ${isRequired ? 'Choose…' : 'No answer'}
          </option>
          ${isNullable ? html`<option value="null" .selected=${live(this.entry === null)}>None</option>` : nothing}
          ${this.shown.map(
            (option) =>
              html`<option value=${option.key} .selected=${live(this.isChosen(option))}>
                ${plain(option.label)}
              </option>`,
          )}
        </select>`,
    );
  }

  protected override isChosen({ key }: Option): boolean {
    return this.entry === key;
  }

  private renderOther(label: string, entry?: null) {
    return html`<label class="choice">
      <input
        type="radio"
        name=${this.uid}
        .checked=${live(this.entry === entry)}
        ?disabled=${this.isBusy}
        @change=${() => this.put(entry)}
      /><span>${label}</span></label
    >`;
  }

  private onChange(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.put(value === '' ? undefined : value === 'null' && this.field.isNullable ? null : value);
  }
}

/** Any of several options. */
class ChoicesView extends OptionsView<ChoicesField> {
  protected override draw({ isRequired, least }: ChoicesField) {
    return this.renderSet(
      html`${this.renderSearch()}
      ${this.shown.map((option) => this.renderOption(option, 'checkbox', () => this.toggle(option)))}
      ${
        isRequired && (least ?? 0) === 0
          ? html`<label class="choice">
              <input
                type="checkbox"
                .checked=${live(Array.isArray(this.entry) && this.entry.length === 0)}
                ?disabled=${this.isBusy}
                @change=${() => this.put([])}
              /><span>None of them</span></label
            >`
          : nothing
      }`,
    );
  }

  protected override isChosen({ key }: Option): boolean {
    return itemsOf(this.entry).includes(key);
  }

  private toggle({ key }: Option): void {
    const chosen = itemsOf(this.entry);
    this.put(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  }
}

/** Yes or no, and neither before somebody chose. */
class YesNoView extends FieldView<YesNoField> {
  protected override draw({ isRequired, isNullable }: YesNoField) {
    return this.renderSet(
      html`${this.renderRadio('Yes', true)} ${this.renderRadio('No', false)}
      ${isNullable ? this.renderRadio('None', null) : nothing}
      ${isRequired ? nothing : this.renderRadio('No answer', undefined)}`,
      'set row',
    );
  }

  private renderRadio(label: string, entry: boolean | null | undefined) {
    return html`<label class="choice">
      <input
        type="radio"
        name=${this.uid}
        .checked=${live(this.entry === entry || (entry === undefined && this.entry === ''))}
        ?disabled=${this.isBusy}
        @change=${() => this.put(entry)}
      /><span>${label}</span></label
    >`;
  }
}

customElements.define('hp-choice-field', ChoiceView);
customElements.define('hp-choices-field', ChoicesView);
customElements.define('hp-yes-no-field', YesNoView);
drawnBy('choice', (place) => html`<hp-choice-field .place=${place}></hp-choice-field>`);
drawnBy('choices', (place) => html`<hp-choices-field .place=${place}></hp-choices-field>`);
drawnBy('yes-no', (place) => html`<hp-yes-no-field .place=${place}></hp-yes-no-field>`);
