import { html } from 'lit';
import { plain } from '../../model/text';
import { revealed } from '../../parts/revealed';
import { itemsOf, type Entry } from './entries';
import { sizeOf, type ListField } from './field';
import { drawnBy, CONTROLS, viewOf } from './field-view';
import { initialOf } from './initial';
import { PagedView } from './paged-view';
import { pointerIn } from './problems';

/** A list, to which one adds and from which one takes. */
class ListView extends PagedView<ListField> {
  /** Where the focus goes once what was added or taken away is drawn. */
  private next: string | null = null;

  protected override draw({ most }: ListField) {
    const items = itemsOf(this.entry);
    return this.renderSet(
      html`<div class="group">
        ${items.slice(0, this.shown).map((item, index) => this.renderItem(item, index))}
        ${this.renderMore(this.shown, items.length, 'entries')}
        <div class="actions">
          <button
            type="button"
            data-add
            ?disabled=${this.isBusy || (most !== undefined && items.length >= most)}
            @click=${this.add}
          >
            Add to ${revealed(this.place.label || this.field.label || 'the list')}
          </button>
          ${items.length === 0 ? html`<span class="hint">Nothing is in it.</span>` : ''}
        </div>
      </div>`,
      'framed',
    );
  }

  protected override updated(): void {
    this.tell(this.entry !== null && this.shown < itemsOf(this.entry).length);
    if (this.next !== null) {
      void this.focusOn(this.next);
      this.next = null;
    }
  }

  private get shown(): number {
    return this.shownOf(itemsOf(this.entry).map(() => sizeOf(this.field.item)));
  }

  private renderItem(item: Entry, index: number) {
    const label = `${this.field.item.label || this.place.label || this.field.label || 'Entry'} ${index + 1}`;
    return html`<div class="item" data-item=${index}>
      ${viewOf({
        ...this.place,
        field: this.field.item,
        label,
        entry: item,
        path: [...this.place.path, index],
        pointer: pointerIn(this.place.pointer, index),
        uid: `${this.uid}-${index}`,
      })}
      <button
        type="button"
        class="plain"
        aria-label=${`Remove ${plain(label)}`}
        ?disabled=${this.isBusy}
        @click=${() => this.take(index)}
      >
        Remove
      </button>
    </div>`;
  }

  private add(): void {
    const items = itemsOf(this.entry);
    this.next = `[data-item="${items.length}"]`;
    this.put([...items, initialOf(this.field.item) ?? '']);
  }

  private take(index: number): void {
    const items = itemsOf(this.entry);
    this.next = items.length - 1 > index ? `[data-item="${index}"]` : '[data-add]';
    this.put(items.toSpliced(index, 1));
  }

  private async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    const found = this.querySelector<HTMLElement>(selector);
    (found?.matches('button') ? found : found?.querySelector<HTMLElement>(CONTROLS))?.focus();
  }
}

customElements.define('hp-list-field', ListView);
drawnBy('list', (place) => html`<hp-list-field .place=${place}></hp-list-field>`);
