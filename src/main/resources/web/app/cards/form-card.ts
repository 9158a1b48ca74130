import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { isObject, textOf } from '../model/interaction';
import { jsonError, readJson, writeJson, written } from '../model/json';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import { CardBody, isSubmit } from './card-body';
import { formOf, pointerOf, type Field } from './form-model';
import { initialOf, problemsOf, responseOf, type Typed } from './form-values';
import '../parts/json-editor';
import '../parts/json-view';

/** Any type that is not well known: a form of its schema, or JSON where the schema is beyond a form or missing. */
export class FormCard extends CardBody {
  @state() private typed: Typed = {};
  @state() private text = '';
  @state() private words = '';
  @state() private problems: Readonly<Record<string, string>> = {};
  @state() private isRejecting = false;
  private form: Field | null = null;

  static override styles = [
    base,
    css`
      .group {
        display: grid;
        gap: 1rem;
      }
      .group .group {
        padding: 0.9rem 1.1rem;
        border: 1px solid var(--line);
        border-radius: 0.5rem;
      }
      input:not([type='checkbox'], [type='radio']),
      select {
        max-width: 32rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.form = formOf(this.interaction.responseSchema);
    const draft = this.kept();
    const initial = this.form === null ? {} : initialOf(this.form, pointerOf);
    this.typed = isObject(draft['typed']) ? draft['typed'] : initial;
    this.text = textOf(draft['text']) || this.template();
    this.words = textOf(draft['words']);
    this.isRejecting = this.words !== '';
  }

  override render() {
    const { data } = this.interaction;
    return html`<form
      class="stack"
      novalidate
      @submit=${this.submit}
      @keydown=${(event: KeyboardEvent) => isSubmit(event) && this.submit(event)}
    >
      ${isEmpty(data) ? '' : html`<hp-json .value=${data} label="What is asked"></hp-json>`}
      ${this.isRejecting ? this.renderWords() : this.form === null ? this.renderEditor() : this.renderField(this.form)}
      ${this.otherErrors.map((error) => html`<p class="error">${error}</p>`)}
      <div class="actions">
        ${
          this.isRejecting
            ? html`<button type="submit" class="danger" ?disabled=${this.isBusy}>Reject</button>
                <button type="button" class="plain" ?disabled=${this.isBusy} @click=${() => (this.isRejecting = false)}>
                  Back
                </button>`
            : html`<button type="submit" class="primary" ?disabled=${this.isBusy}>Send answer</button>
                <button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.deny}>Reject…</button>`
        }
      </div>
    </form>`;
  }

  override deny(): void {
    if (!this.isBusy) {
      this.isRejecting = true;
    }
  }

  private renderWords() {
    return html`<div class="field">
      <label for="words">Why (optional)</label>
      <textarea
        id="words"
        rows="3"
        maxlength="2000"
        .value=${this.words}
        ?disabled=${this.isBusy}
        @input=${(event: Event) => this.say((event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </div>`;
  }

  private renderEditor() {
    const schema = this.interaction.responseSchema;
    return html`<hp-json-editor
        label="Answer, as JSON"
        .text=${this.text}
        .disabled=${this.isBusy}
        @input=${(event: CustomEvent<string>) => this.write(event.detail)}
      ></hp-json-editor>
      ${
        schema === null
          ? html`<p class="hint">Any JSON is taken: a text in quotes, a number, true or false, an object.</p>`
          : html`<details>
              <summary>The schema that the answer must satisfy</summary>
              <hp-json .value=${schema} label="Schema"></hp-json>
            </details>`
      }`;
  }

  private renderField(field: Field): unknown {
    const { label, hint, path } = field.common;
    if (field.kind === 'group') {
      const inner = field.fields.map((part) => this.renderField(part));
      return path.length === 0
        ? html`<div class="group">${inner}</div>`
        : html`<fieldset class="group">
            <legend>${revealed(label)}</legend>
            ${note(hint)}${inner}
          </fieldset>`;
    }
    const key = pointerOf(path);
    const problem = this.problems[key] ?? this.serverError(key);
    const error = html`<p class="error" id=${key + '!'} role="status">${problem}</p>`;
    if (field.kind === 'yes-no') {
      return html`<div class="field">
        <label class="choice">
          <input
            type="checkbox"
            .checked=${this.typed[key] === true}
            ?disabled=${this.isBusy}
            @change=${(event: Event) => this.put(key, (event.target as HTMLInputElement).checked)}
          />
          <span>${revealed(label)}</span></label
        >${note(hint)}${error}
      </div>`;
    }
    if (field.kind === 'choices') {
      return html`<fieldset aria-describedby=${key + '!'}>
        <legend>${revealed(label)}${needed(field)}</legend>
        ${note(hint)}
        ${field.values.map(
          (value) =>
            html`<label class="choice">
              <input
                type="checkbox"
                .checked=${this.chosen(key).includes(value)}
                ?disabled=${this.isBusy}
                @change=${() => this.toggle(key, value)}
              /><span>${revealed(written(value))}</span></label
            >`,
        )}${error}
      </fieldset>`;
    }
    return html`<div class="field">
      <label for=${key}>${revealed(label)}${needed(field)}</label>${note(hint)}
      ${field.kind === 'choice' ? this.renderChoice(field, key) : this.renderInput(field, key, problem !== '')}${error}
    </div>`;
  }

  private renderChoice(field: Extract<Field, { kind: 'choice' }>, key: string) {
    const chosen = field.values.findIndex((value) => same(value, this.typed[key]));
    return html`<select
      id=${key}
      ?disabled=${this.isBusy}
      aria-describedby=${key + '!'}
      @change=${(event: Event) => this.put(key, field.values[Number((event.target as HTMLSelectElement).value)])}
    >
      <option value="-1" ?selected=${chosen === -1}>${field.common.isRequired ? 'Choose…' : 'No answer'}</option>
      ${field.values.map(
        (value, index) => html`<option value=${index} ?selected=${index === chosen}>${written(value)}</option>`,
      )}
    </select>`;
  }

  private renderInput(field: Extract<Field, { kind: 'text' | 'number' }>, key: string, isWrong: boolean) {
    const pattern = textOf(field.schema['pattern']);
    return html`<input
        id=${key}
        type=${field.kind === 'number' ? 'text' : field.inputType}
        inputmode=${field.kind === 'number' ? 'decimal' : 'text'}
        autocomplete="off"
        ?disabled=${this.isBusy}
        aria-invalid=${isWrong}
        aria-describedby=${key + '!'}
        aria-required=${field.common.isRequired}
        .value=${written(this.typed[key] ?? '')}
        @input=${(event: Event) => this.put(key, (event.target as HTMLInputElement).value)}
      />
      ${pattern === '' ? '' : html`<p class="hint">In the form <code>${revealed(pattern)}</code></p>`}`;
  }

  private get otherErrors(): readonly string[] {
    const shown = this.form === null ? [] : Object.keys(this.keys());
    return this.errors
      .filter((error) => !shown.includes(error.pointer))
      .map((error) => `${error.pointer.replace(/^\/response/, '') || 'The answer'}: ${error.detail}`);
  }

  private serverError(pointer: string): string {
    return this.errors
      .filter((error) => error.pointer === pointer)
      .map((error) => error.detail)
      .join('; ');
  }

  private keys(field: Field | null = this.form): Record<string, true> {
    if (field === null) return {};
    return field.kind === 'group'
      ? (Object.assign({}, ...field.fields.map((inner) => this.keys(inner))) as Record<string, true>)
      : { [pointerOf(field.common.path)]: true };
  }

  private template(): string {
    return isObject(this.interaction.responseSchema) && this.interaction.responseSchema['type'] === 'object'
      ? '{\n  \n}'
      : '';
  }

  private put(key: string, value: unknown): void {
    this.typed = { ...this.typed, [key]: value };
    if (Object.keys(this.problems).length > 0 && this.form !== null) {
      this.problems = problemsOf(this.form, this.typed, pointerOf);
    }
    this.keep({ typed: this.typed });
  }

  private chosen(key: string): readonly unknown[] {
    const chosen = this.typed[key];
    return Array.isArray(chosen) ? chosen : [];
  }

  private toggle(key: string, value: unknown): void {
    const chosen = this.chosen(key);
    this.put(key, chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  }

  private write(text: string): void {
    this.text = text;
    this.keep({ text });
  }

  private say(reason: string): void {
    this.words = reason;
    this.keep(reason === '' ? null : { words: reason });
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (this.isBusy) return;
    if (this.isRejecting) {
      const reason = this.words.trim();
      this.decide({ verb: 'reject', body: reason === '' ? {} : { reason }, isApproval: false });
    } else if (this.form !== null) {
      this.problems = problemsOf(this.form, this.typed, pointerOf);
      if (Object.keys(this.problems).length === 0) {
        this.decide({
          verb: 'resolve',
          body: { response: responseOf(this.form, this.typed, pointerOf) },
          isApproval: true,
        });
      }
    } else if (jsonError(this.text) === null) {
      this.decide({ verb: 'resolve', body: { response: readJson(this.text) }, isApproval: true });
    }
  }
}

function needed(field: Field) {
  return field.common.isRequired ? html`<span class="hint"> (needed)</span>` : '';
}

function note(hint: string) {
  return hint === '' ? '' : html`<p class="hint">${revealed(hint)}</p>`;
}

function same(one: unknown, other: unknown): boolean {
  return other !== undefined && writeJson(one) === writeJson(other);
}

function isEmpty(data: unknown): boolean {
  return data === null || (isObject(data) && Object.keys(data).length === 0);
}

customElements.define('hp-form', FormCard);
