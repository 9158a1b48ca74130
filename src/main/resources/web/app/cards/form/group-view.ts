import { html, nothing } from 'lit';
import { sizeOf, type GroupField } from './field';
import { drawnBy, viewOf } from './field-view';
import { memberOf } from './entries';
import { PagedView } from './paged-view';
import { pointerIn } from './problems';

/** The members of an object. */
class GroupView extends PagedView<GroupField> {
  protected override draw({ members }: GroupField) {
    const inner = html`<div class="group">
      ${members.length === 0 ? html`<p class="hint">There is nothing to fill in.</p>` : nothing}
      ${members.slice(0, this.shown).map(({ name, field }, index) =>
        viewOf({
          ...this.place,
          field,
          entry: memberOf(this.entry, name),
          path: [...this.place.path, name],
          label: '',
          pointer: pointerIn(this.place.pointer, name),
          uid: `${this.uid}-${index}`,
        }),
      )}
      ${this.renderMore(this.shown, members.length, 'fields')}
    </div>`;
    return this.place.path.length === 0 ? this.renderBare(inner) : this.renderSet(inner, 'framed');
  }

  protected override updated(): void {
    this.tell(this.entry !== null && this.shown < this.field.members.length);
  }

  private get shown(): number {
    return this.shownOf(this.field.members.map(({ field }) => sizeOf(field)));
  }
}

customElements.define('hp-group-field', GroupView);
drawnBy('group', (place) => html`<hp-group-field .place=${place}></hp-group-field>`);
