import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { written } from '../../model/json';
import { revealed } from '../../parts/revealed';
import type { NumberField, TextField } from './field';
import { drawnBy, FieldView } from './field-view';
import { textIn } from './entries';
import { compare } from './numbers';

/** A text in one line or many, or a number, as it is typed. */
class TextView extends FieldView<TextField | NumberField> {
  /** Lines were pasted into a field of one line, which becomes one of many and is to keep the focus. */
  private isGrowing = false;

  protected override draw() {
    return this.renderLabelled(this.isLong ? this.renderLines() : this.renderLine(), this.renderSuggestions());
  }

  protected override renderNotes(): unknown {
    const pattern = this.field.kind === 'text' ? this.field.pattern : '';
    return html`${pattern === '' ? nothing : html`<p>In the form <code>${revealed(pattern)}</code></p>`}
    ${this.isLong ? this.renderExamples() : nothing}`;
  }

  protected override updated(): void {
    if (this.isGrowing && this.isLong) {
      this.isGrowing = false;
      this.querySelector('textarea')?.focus();
    }
  }

  private get isLong(): boolean {
    const { field } = this;
    return field.kind === 'text' && !field.isSecret && (field.isLong || textIn(this.entry).includes('\n'));
  }

  private get inputType(): 'text' | 'email' | 'url' | 'password' {
    return this.field.isSecret ? 'password' : this.field.kind === 'text' ? this.field.input : 'text';
  }

  /** Keyboards of digits have no minus. */
  private get isOfDigits(): boolean {
    const { field } = this;
    const least = field.kind === 'number' ? (field.bounds.minimum ?? field.bounds.exclusiveMinimum) : undefined;
    return least !== undefined && compare(least, '0') >= 0;
  }

  private renderLines() {
    return html`<textarea
      id=${this.uid}
      rows=${Math.min(16, Math.max(3, textIn(this.entry).split('\n').length + 1))}
      ?disabled=${this.isBusy}
      aria-invalid=${this.problem !== ''}
      aria-describedby=${this.describedBy}
      aria-required=${this.field.isRequired}
      .value=${live(textIn(this.entry))}
      @input=${this.onInput}
    ></textarea>`;
  }

  private renderLine() {
    return html`<input
      id=${this.uid}
      type=${this.inputType}
      inputmode=${this.isOfDigits ? 'decimal' : 'text'}
      list=${this.field.examples.length === 0 ? nothing : `${this.uid}-examples`}
      autocomplete=${this.field.isSecret ? 'new-password' : 'off'}
      ?disabled=${this.isBusy}
      aria-invalid=${this.problem !== ''}
      aria-describedby=${this.describedBy}
      aria-required=${this.field.isRequired}
      .value=${live(textIn(this.entry))}
      @input=${this.onInput}
      @paste=${this.onPaste}
    />`;
  }

  private renderSuggestions() {
    const { examples } = this.field;
    return this.isLong || examples.length === 0
      ? nothing
      : html`<datalist id=${`${this.uid}-examples`}>
          ${examples.slice(0, 100).map((example) => html`<option value=${written(example)}></option>`)}
        </datalist>`;
  }

  private onInput(event: Event): void {
    this.put((event.target as HTMLInputElement | HTMLTextAreaElement).value);
  }

  /** An input of one line would join the lines that are pasted into it. */
  private onPaste(event: ClipboardEvent): void {
    const pasted = (event.clipboardData?.getData('text') ?? '').replaceAll(/\r\n?/g, '\n');
    const isOfOneLine = !pasted.trimEnd().includes('\n');
    if (isOfOneLine || this.field.kind !== 'text' || this.field.isSecret || this.field.input !== 'text') {
      return;
    }
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.target as HTMLInputElement;
    this.isGrowing = true;
    this.put(value.slice(0, selectionStart ?? value.length) + pasted + value.slice(selectionEnd ?? value.length));
  }
}

customElements.define('hp-text-field', TextView);
drawnBy('text', (place) => html`<hp-text-field .place=${place}></hp-text-field>`);
drawnBy('number', (place) => html`<hp-text-field .place=${place}></hp-text-field>`);
