import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { revealed } from '../../parts/revealed';
import { textIn } from './entries';
import type { MomentField } from './field';
import { drawnBy, FieldView } from './field-view';
import { momentOf, offsetOf, pickerOf } from './moments';

const TYPES = { date: 'date', time: 'time', 'date-time': 'datetime-local' } as const;

/** A day, a time of day or both, from a picker; with the zone that it is picked in, and what is sent for it. */
class MomentView extends FieldView<MomentField> {
  protected override draw({ picked }: MomentField) {
    const control = html`<input
      id=${this.uid}
      type=${TYPES[picked]}
      ?disabled=${this.isBusy}
      aria-invalid=${this.problem !== ''}
      aria-describedby=${this.describedBy}
      aria-required=${this.field.isRequired}
      .value=${live(pickerOf(textIn(this.entry), picked))}
      @input=${this.onInput}
    />`;
    return this.renderLabelled(control, this.renderSent());
  }

  protected override renderNotes(): unknown {
    const { picked, pattern } = this.field;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const told = html`<p>In your time zone, ${zone} (UTC${offsetOf(new Date())} now).</p>`;
    return html`${picked === 'date-time' ? told : nothing}
    ${pattern === '' ? nothing : html`<p>In the form <code>${revealed(pattern)}</code></p>`} ${this.renderExamples()}`;
  }

  private renderSent() {
    const text = textIn(this.entry);
    return text === '' || this.field.picked === 'date'
      ? nothing
      : html`<p class="hint">Sent as <code>${revealed(text)}</code></p>`;
  }

  private onInput(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.put(momentOf(value, this.field.picked, this.field.pattern !== ''));
  }
}

customElements.define('hp-moment-field', MomentView);
drawnBy('moment', (place) => html`<hp-moment-field .place=${place}></hp-moment-field>`);
