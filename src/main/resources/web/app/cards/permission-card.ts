import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { isObject, own, textOf } from '../model/interaction';
import { jsonError, readJson, writeJson } from '../model/json';
import { escaped } from '../model/text';
import { callOf } from '../model/tool';
import { admits, allowWordsMember, MOST_WORDS, wordsMember } from '../model/words';
import { base } from '../styles/base';
import { CardBody } from './card-body';
import { quoteWith } from './from-then-on';
import { allowing, suggestionWords } from './suggestions';
import { revealed } from '../parts/revealed';
import '../parts/diff-view';
import '../parts/json-editor';
import '../parts/words';

type Mode = 'judge' | 'deny' | 'edit';

/** May this tool run? Allow, deny with words, or allow something else than was asked. */
export class PermissionCard extends CardBody {
  @state() private mode: Mode = 'judge';
  @state() private text = '';
  @state() private words = '';
  @state() private chosen: ReadonlySet<number> = new Set();

  static override styles = [
    base,
    css`
      .going {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = this.kept();
    this.words = textOf(draft['words']);
    this.text = textOf(draft['text']);
    this.mode = this.text !== '' ? 'edit' : this.words !== '' ? 'deny' : 'judge';
  }

  override get isWriting(): boolean {
    return this.mode !== 'judge' || super.isWriting;
  }

  override render() {
    return html`<div class="stack">
      ${this.suggestions.length > 0 && this.mode !== 'deny' ? this.renderSuggestions() : ''}
      ${this.mode === 'edit' ? this.renderEditor() : ''} ${this.mode === 'deny' ? this.renderWords() : ''}
      ${this.mode !== 'deny' && this.words !== '' ? this.renderGoing() : ''}
      ${this.errors.map((error) => html`<p class="error">${error.pointer}: ${error.detail}</p>`)}
      <div class="actions">${this.renderActions()}</div>
      ${this.renderAim('allows')}
    </div>`;
  }

  override allow(): void {
    if (this.mode === 'judge') {
      super.allow();
    }
  }

  override deny(): void {
    if (!this.isBusy) {
      this.mode = 'deny';
      void this.focusOn('hp-words');
    }
  }

  override leave(): boolean {
    if (this.mode === 'judge') {
      return false;
    }
    this.mode = 'judge';
    return true;
  }

  private renderSuggestions() {
    return html`<fieldset>
      <legend>Also, if you allow it</legend>
      ${this.suggestions.map(
        (suggestion, index) =>
          html`<label class="choice">
            <input
              type="checkbox"
              .checked=${this.chosen.has(index)}
              ?disabled=${this.isBusy}
              @change=${() => this.choose(index)}
            />
            <span>${revealed(suggestionWords(suggestion))}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  private renderEditor() {
    const isChanged = jsonError(this.text) === null && normal(this.text) !== normal(this.original);
    return html`<hp-json-editor
        label="Input to allow instead"
        .text=${this.text}
        .errors=${this.editErrors}
        .disabled=${this.isBusy}
        @input=${(event: CustomEvent<string>) => this.edit(event.detail)}
      ></hp-json-editor>
      ${
        isChanged
          ? html`<div @fold=${(event: Event) => event.stopPropagation()}>
              <p class="hint">What you changed</p>
              ${this.renderChange()}
            </div>`
          : html`<p class="hint">Nothing is changed yet.</p>`
      }`;
  }

  private renderChange() {
    return html`<hp-diff .from=${this.original} .to=${pretty(this.text)}></hp-diff>`;
  }

  private renderWords() {
    return html`<hp-words
      label="Why not, or what to do instead (optional)"
      .value=${this.words}
      .disabled=${this.isBusy}
      @words=${(event: CustomEvent<string>) => this.say(event.detail)}
      @send=${() => this.sendDenial()}
    ></hp-words>`;
  }

  /** Words that were typed for a denial go along with an allow where they reach the asker. */
  private renderGoing() {
    return html`<p class="going">
      <span class="muted">${this.goingWords}</span>
      ${this.words}
    </p>`;
  }

  private get goingWords(): string {
    if (this.allowWordsMember !== null) {
      return 'Your words go along:';
    }
    return this.wordsMember === null
      ? 'Your words cannot be sent, its asker has no room for them:'
      : 'Your words go along only if you deny it, its asker has no room for them otherwise:';
  }

  private renderActions() {
    const back = html`<button type="button" class="plain" ?disabled=${this.isBusy} @click=${this.leave}>Back</button>`;
    switch (this.mode) {
      case 'deny':
        return html`<button
            type="button"
            class="danger"
            ?disabled=${this.isBusy || this.areTooMany}
            @click=${() => this.sendDenial()}
          >
            Deny</button
          >${this.canStop ? this.renderStop() : ''}${back}`;
      case 'edit':
        return html`${this.renderAllow('Allow with these changes', this.sendChanged, this.isEdited)}${back}`;
      default:
        return html`${this.ordered(
          this.renderAllow(allowing(this.updates), () => this.send({ behavior: 'allow' }), !this.areTooMany),
          html`<button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.deny}>Deny…</button>`,
        )}${
          this.canEdit
            ? html`<button type="button" ?disabled=${this.isBusy} @click=${this.startEdit}>Edit and allow…</button>`
            : ''
        }`;
    }
  }

  /** A denial lets the agent try otherwise; this does not. */
  private renderStop() {
    return html`<button
      type="button"
      class="danger"
      ?disabled=${this.isBusy || this.areTooMany}
      @click=${() => this.sendDenial({ interrupt: true })}
    >
      Deny, and stop the agent
    </button>`;
  }

  private get suggestions(): readonly unknown[] {
    const isCarried = admits(this.interaction.responseSchema, 'updatedPermissions');
    return isCarried ? callOf(this.interaction.data).suggestions : [];
  }

  private get updates(): readonly unknown[] {
    return this.suggestions.filter((_, index) => this.chosen.has(index));
  }

  private get canEdit(): boolean {
    return admits(this.interaction.responseSchema, 'updatedInput');
  }

  /** Offered to whom it is known to be carried: it is not a word of every asker. */
  private get canStop(): boolean {
    return isObject(own(own(this.interaction.responseSchema, 'properties'), 'interrupt'));
  }

  private get original(): string {
    return escaped(writeJson(callOf(this.interaction.data).input ?? {}, 2));
  }

  private get isEdited(): boolean {
    return jsonError(this.text) === null && isObject(readJson(this.text)) && !this.areTooMany;
  }

  private get areTooMany(): boolean {
    return this.words.length > MOST_WORDS;
  }

  private get editErrors(): readonly string[] {
    const isWrong = jsonError(this.text) === null && !isObject(readJson(this.text));
    return isWrong ? ['An object is needed: { … }'] : [];
  }

  private readonly startEdit = () => {
    this.text = this.text === '' ? this.original : this.text;
    this.mode = 'edit';
    void this.focusOn('hp-json-editor');
  };

  private edit(text: string): void {
    this.text = text;
    this.keepBoth();
  }

  private say(words: string): void {
    this.words = words;
    this.keepBoth();
  }

  private keepBoth(): void {
    const words = this.words === '' ? {} : { words: this.words };
    const text = this.text === '' || this.text === this.original ? {} : { text: this.text };
    const draft = { ...words, ...text };
    this.keep(Object.keys(draft).length === 0 ? null : draft);
  }

  private choose(index: number): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(index)) {
      chosen.add(index);
    }
    this.chosen = chosen;
  }

  private sendDenial(more: object = {}): void {
    if (!this.areTooMany) {
      this.decide({
        verb: 'resolve',
        body: { response: { behavior: 'deny', ...more, ...this.messageAs(this.wordsMember) } },
        isApproval: false,
      });
    }
  }

  private readonly sendChanged = () => {
    this.send({ behavior: 'allow', updatedInput: readJson(this.text) }, this.renderChange());
  };

  private send(response: Record<string, unknown>, quote?: unknown): void {
    const { updates } = this;
    const permissions = updates.length === 0 ? {} : { updatedPermissions: updates };
    this.decide({
      verb: 'resolve',
      body: { response: { ...response, ...permissions, ...this.messageAs(this.allowWordsMember) } },
      isApproval: true,
      quote: updates.length === 0 ? quote : quoteWith(updates, this.interaction, quote),
    });
  }

  private messageAs(member: string | null): Readonly<Record<string, string>> {
    const words = this.words.trim();
    return words === '' || member === null ? {} : { [member]: words };
  }

  private get allowWordsMember(): string | null {
    return allowWordsMember(this.interaction.responseSchema);
  }

  private get wordsMember(): string | null {
    return wordsMember(this.interaction.responseSchema, 'message');
  }
}

function pretty(text: string): string {
  return escaped(writeJson(readJson(text), 2));
}

function normal(text: string): string {
  return writeJson(readJson(text));
}

customElements.define('hp-permission', PermissionCard);
