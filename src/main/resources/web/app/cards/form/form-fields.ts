import { LitElement, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FieldError } from '../../model/api';
import { base } from '../../styles/base';
import { put, withoutSecrets, type Entry } from './entries';
import type { Field } from './field';
import { CONTROLS, FieldView, viewOf, type EntryEvent } from './field-view';
import { formStyles } from './form-styles';
import { initialOf } from './initial';
import { placed, problemsOf, ROOT, type Problems } from './problems';
import { responseOf } from './response';
import './choice-view';
import './constant-view';
import './group-view';
import './json-view';
import './list-view';
import './moment-view';
import './text-view';
import './variants-view';

const NOTHING: Problems = new Map();
const HALF_TYPED = 'This is not complete: fill in all of it, or clear it.';

/** The fields of a form, and what is typed into them. Dispatches `typed`. */
export class FormFields extends LitElement {
  @property({ attribute: false }) form!: Field;
  /** What was typed before; undefined where nothing was. */
  @property({ attribute: false }) draft: Entry;
  /** What the server says is wrong with what was sent. */
  @property({ attribute: false }) errors: readonly FieldError[] = [];
  @property({ attribute: false }) isBusy = false;
  @state() private entry: Entry;
  @state() private problems = NOTHING;
  @state() private told = '';
  private refused = NOTHING;
  private isTried = false;
  private isTouched = false;

  static override styles = [base, formStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.isTouched = this.draft !== undefined;
    this.entry = this.isTouched ? this.draft : initialOf(this.form);
  }

  override render() {
    return html`<div @entry=${this.onEntry}>
        ${viewOf({
          field: this.form,
          label: '',
          entry: this.entry,
          path: [],
          pointer: ROOT,
          uid: 'field',
          problems: this.problems,
          isBusy: this.isBusy,
        })}
      </div>
      <p class="error" role="alert">${this.told}</p>`;
  }

  /** The answer as it is typed, whether or not anything is wrong with it. */
  get answer(): unknown {
    return responseOf(this.form, this.entry);
  }

  /** What is typed, as far as it may be kept; undefined where nothing is. */
  get kept(): Entry {
    return this.isTouched ? withoutSecrets(this.form, this.entry) : undefined;
  }

  /** Whether the answer can be sent; else what is wrong is shown, and the first of it has the focus. */
  check(): boolean {
    this.isTried = true;
    this.refused = NOTHING;
    this.problems = new Map([...problemsOf(this.form, this.entry), ...this.halfTyped()]);
    this.tell('Not sent');
    return this.problems.size === 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('errors') && this.errors.length > 0) {
      this.refused = placed(this.form, this.entry, this.errors);
      this.problems = this.refused;
      this.tell('Refused by the server');
    }
  }

  private onEntry({ path, pointer, entry }: EntryEvent): void {
    this.entry = put(this.entry, path, entry);
    this.isTouched = true;
    if (this.problems.size > 0) {
      this.refused = new Map([...this.refused].filter(([place]) => !isRelated(place, pointer)));
      this.problems = new Map([...this.refused, ...(this.isTried ? problemsOf(this.form, this.entry) : [])]);
      this.told = this.problems.size === 0 ? '' : this.told;
    }
    this.dispatchEvent(new Event('typed'));
  }

  /** Dates of which a part is typed: to their inputs they are nothing. */
  private halfTyped(): Problems {
    const inputs = [...this.renderRoot.querySelectorAll('input')].filter((input) => input.validity.badInput);
    const views = inputs.map((input) => input.closest<FieldView<Field>>('.field-view')!);
    return new Map(views.map((view) => [view.place.pointer, HALF_TYPED]));
  }

  private tell(what: string): void {
    const count = this.problems.size;
    this.told = count === 0 ? '' : `${what}: ${count === 1 ? 'one answer needs' : `${count} answers need`} a look.`;
    if (count > 0) {
      void this.focusOnFirst();
    }
  }

  private async focusOnFirst(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<FieldView<Field>>('.field-view')?.updateComplete;
    const wrong = this.renderRoot.querySelector('[data-wrong="true"]');
    wrong?.querySelector<HTMLElement>(CONTROLS)?.focus();
  }
}

/** Whether one place is the other, or in it: what the server said of it is about what was there. */
function isRelated(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

customElements.define('hp-form-fields', FormFields);
