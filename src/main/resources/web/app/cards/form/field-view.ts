import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { written } from '../../model/json';
import { revealed } from '../../parts/revealed';
import type { Entry, Path } from './entries';
import type { Field } from './field';
import { initialOf } from './initial';
import type { Problems } from './problems';
import { limitsOf } from './words';

/** What can have the focus in a field. */
export const CONTROLS = 'input, select, textarea, hp-json-editor, button';

/** What is there by itself is not marked as needed. */
const UNASKED: readonly Field['kind'][] = ['group', 'constant'];

/** Something was typed into a field; it bubbles to the form, which keeps what is typed. */
export class EntryEvent extends Event {
  constructor(
    readonly path: Path,
    readonly pointer: string,
    readonly entry: Entry,
  ) {
    super('entry', { bubbles: true });
  }
}

/** Where a field of a form stands, and what is typed into it and wrong with it. */
export interface Place {
  readonly field: Field;
  /** What it is called here, where that is not what its schema says. */
  readonly label: string;
  readonly entry: Entry;
  readonly path: Path;
  readonly pointer: string;
  /** Names the field's elements: made of places, never of an asker's words. */
  readonly uid: string;
  readonly problems: Problems;
  readonly isBusy: boolean;
}

/**
 * A kind of field on the screen. In the tree of the form, whose styles it takes, so that labels and descriptions can be
 * of one tree with what they are about.
 */
export abstract class FieldView<F extends Field> extends LitElement {
  @property({ attribute: false, hasChanged: isElsewhere }) place!: Place;

  protected override createRenderRoot() {
    return this;
  }

  /** Done when what is inside of it is, too. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isDone = await super.getUpdateComplete();
    await Promise.all([...this.querySelectorAll<FieldView<Field>>('.field-view')].map((inner) => inner.updateComplete));
    return isDone;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('field-view');
  }

  override render(): TemplateResult {
    return this.draw(this.field);
  }

  protected abstract draw(field: F): TemplateResult;

  protected put(entry: Entry): void {
    this.dispatchEvent(new EntryEvent(this.place.path, this.place.pointer, entry));
  }

  protected get field(): F {
    return this.place.field as F;
  }

  protected get entry(): Entry {
    return this.place.entry;
  }

  protected get uid(): string {
    return this.place.uid;
  }

  protected get isBusy(): boolean {
    return this.place.isBusy;
  }

  protected get problem(): string {
    return this.place.problems.get(this.place.pointer) ?? '';
  }

  protected get describedBy(): string {
    return `${this.uid}-hint ${this.uid}-error`;
  }

  /** A control with its label, and all that is said of it. */
  protected renderLabelled(control: unknown, more: unknown = nothing): TemplateResult {
    return html`<div class="field" data-wrong=${this.problem !== ''}>
      <label for=${this.uid}>${this.renderLabel()}</label>
      ${this.renderHint()} ${control} ${this.renderNone()} ${more} ${this.renderProblem()}
    </div>`;
  }

  /** Several controls under one name. */
  protected renderSet(controls: unknown, kind = 'set'): TemplateResult {
    return html`<fieldset class=${kind} data-wrong=${this.problem !== ''} aria-describedby=${this.describedBy}>
      <legend>${this.renderLabel()}</legend>
      ${this.renderHint()} ${this.renderNone()} ${this.entry === null ? nothing : controls} ${this.renderProblem()}
    </fieldset>`;
  }

  /** What needs no label beside it: a whole form, or what has its own. */
  protected renderBare(controls: unknown): TemplateResult {
    return html`<div class="field" data-wrong=${this.problem !== ''}>
      ${this.renderHint()} ${this.renderNone()} ${this.entry === null ? nothing : controls} ${this.renderProblem()}
    </div>`;
  }

  private renderLabel(): TemplateResult {
    const isEntry = this.place.label !== '';
    const isNeeded =
      this.field.isRequired && this.place.path.length > 0 && !isEntry && !UNASKED.includes(this.field.kind);
    return html`${this.renderName()}${isNeeded ? html`<span class="hint"> (needed)</span>` : nothing}`;
  }

  private renderName(): TemplateResult {
    return revealed(this.place.label || this.field.label || 'Answer');
  }

  private renderHint(): TemplateResult {
    const limits = limitsOf(this.field);
    return html`<div id=${`${this.uid}-hint`} class="hint">
      ${this.field.hint === '' ? nothing : html`<p class="lines">${revealed(this.field.hint)}</p>`}
      ${limits === '' ? nothing : html`<p>${limits}.</p>`} ${this.renderNotes()}
    </div>`;
  }

  /** What else a kind of field says of itself. */
  protected renderNotes(): unknown {
    return nothing;
  }

  protected renderExamples(): unknown {
    const examples = this.field.examples.map((example) => written(example)).filter((example) => example !== '');
    return examples.length === 0 ? nothing : html`<p>For example: ${revealed(examples.slice(0, 5).join(', '))}</p>`;
  }

  private renderProblem(): TemplateResult {
    const { problem } = this;
    return html`<p class="error" id=${`${this.uid}-error`} ?hidden=${problem === ''}>${revealed(problem)}</p>`;
  }

  /** Null is chosen by itself; what is typed takes its place. */
  private renderNone(): unknown {
    return this.field.isNullable && this.field.kind !== 'choice' && this.field.kind !== 'yes-no'
      ? html`<label class="choice">
          <input
            type="checkbox"
            .checked=${live(this.entry === null)}
            ?disabled=${this.isBusy}
            @change=${this.toggleNone}
          /><span>None<span class="sr-only">: ${this.renderName()}</span></span></label
        >`
      : nothing;
  }

  private toggleNone(event: Event): void {
    const isNone = (event.target as HTMLInputElement).checked;
    this.put(isNone ? null : initialOf({ ...this.field, initial: undefined }));
  }
}

/** Whether there is something else to draw; a path is told by its pointer and its name. */
function isElsewhere(place: Place, before: Place | undefined): boolean {
  const isSame = ([name, value]: [string, unknown]) => name === 'path' || value === before?.[name as keyof Place];
  return !Object.entries(place).every(isSame);
}

const views = new Map<Field['kind'], (place: Place) => TemplateResult>();

/** Has fields of a kind drawn by this view. */
export function drawnBy(kind: Field['kind'], view: (place: Place) => TemplateResult): void {
  views.set(kind, view);
}

/** The view of a field, by its kind. */
export function viewOf(place: Place): TemplateResult {
  return views.get(place.field.kind)!(place);
}
