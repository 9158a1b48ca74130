import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { isObject, riskOf, textOf } from '../model/interaction';
import { jsonError, readJson, writeJson } from '../model/json';
import { escaped } from '../model/text';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import { CardBody, isSubmit } from './card-body';
import { suggestionWords } from './suggestions';
import '../parts/diff-view';
import '../parts/json-editor';
import './tool-input';

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
      .tool {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: center;
      }
      .tool strong {
        font: 700 1.25rem var(--mono);
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

  override render() {
    const risk = riskOf(this.interaction);
    const category = textOf(this.interaction.metadata['category']);
    return html`<div class="stack">
      <div class="tool">
        <strong>${revealed(textOf(this.data['toolName']) || 'A tool')}</strong>
        ${risk === '' ? '' : html`<span class="chip ${risk}">${revealed(risk)} risk</span>`}
        ${category === '' ? '' : html`<span class="chip">${revealed(category)}</span>`}
      </div>
      <hp-tool-input .input=${this.data['input']}></hp-tool-input>
      ${this.suggestions.length > 0 && this.mode !== 'deny' ? this.renderSuggestions() : ''}
      ${this.mode === 'edit' ? this.renderEditor() : ''} ${this.mode === 'deny' ? this.renderWords() : ''}
      ${this.renderActions()}
    </div>`;
  }

  override allow(): void {
    if (this.mode === 'judge' && !this.isBusy) {
      this.send({ behavior: 'allow' });
    }
  }

  override deny(): void {
    if (!this.isBusy) {
      this.mode = 'deny';
    }
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
            <span>${suggestionWords(suggestion)}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  private renderEditor() {
    const before = this.original;
    const isChanged = jsonError(this.text) === null && normal(this.text) !== normal(before);
    return html`<hp-json-editor
        label="Input to allow instead"
        .text=${this.text}
        .errors=${this.editErrors}
        .disabled=${this.isBusy}
        @input=${(event: CustomEvent<string>) => this.edit(event.detail)}
      ></hp-json-editor>
      ${
        isChanged
          ? html`<div>
              <p class="hint">What you changed</p>
              <hp-diff .from=${before} .to=${pretty(this.text)}></hp-diff>
            </div>`
          : html`<p class="hint">Nothing is changed yet.</p>`
      }`;
  }

  private renderWords() {
    return html`<div class="field">
      <label for="words">Why not, or what to do instead (optional)</label>
      <textarea
        id="words"
        rows="3"
        maxlength="10000"
        .value=${this.words}
        ?disabled=${this.isBusy}
        @input=${(event: Event) => this.say((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => isSubmit(event) && this.sendDenial()}
      ></textarea>
    </div>`;
  }

  private renderActions() {
    const back = html`<button type="button" class="plain" ?disabled=${this.isBusy} @click=${this.judge}>Back</button>`;
    switch (this.mode) {
      case 'deny':
        return html`<div class="actions">
          <button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.sendDenial}>Deny</button>${back}
        </div>`;
      case 'edit':
        return html`<div class="actions">
          <button
            type="button"
            class="primary"
            ?disabled=${this.isBusy || this.editErrors.length > 0 || jsonError(this.text) !== null}
            @click=${() => this.send({ behavior: 'allow', updatedInput: readJson(this.text) })}
          >
            Allow with these changes</button
          >${back}
        </div>`;
      default:
        return html`<div class="actions">
          <button type="button" class="primary" ?disabled=${this.isBusy} @click=${this.allow}>Allow</button>
          <button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.deny}>Deny…</button>
          <button type="button" ?disabled=${this.isBusy} @click=${this.startEdit}>Edit and allow…</button>
        </div>`;
    }
  }

  private get suggestions(): readonly unknown[] {
    const { suggestions } = this.data;
    return Array.isArray(suggestions) ? (suggestions as unknown[]) : [];
  }

  private get original(): string {
    return escaped(writeJson(this.data['input'] ?? {}, 2));
  }

  private get editErrors(): readonly string[] {
    const ofServer = this.errors.map((error) => `${error.pointer}: ${error.detail}`);
    const isWrong = jsonError(this.text) === null && !isObject(readJson(this.text));
    return isWrong ? ['An object is needed: { … }', ...ofServer] : ofServer;
  }

  private readonly judge = () => {
    this.mode = 'judge';
    this.keep(null);
  };

  private readonly startEdit = () => {
    this.text = this.original;
    this.mode = 'edit';
  };

  private edit(text: string): void {
    this.text = text;
    this.keep({ text });
  }

  private say(words: string): void {
    this.words = words;
    this.keep(words === '' ? null : { words });
  }

  private choose(index: number): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(index)) {
      chosen.add(index);
    }
    this.chosen = chosen;
  }

  private readonly sendDenial = () => {
    const message = this.words.trim();
    this.decide({
      verb: 'resolve',
      body: { response: { behavior: 'deny', ...(message === '' ? {} : { message }) } },
      isApproval: false,
    });
  };

  private send(response: Record<string, unknown>): void {
    const updatedPermissions = this.suggestions.filter((_, index) => this.chosen.has(index));
    this.decide({
      verb: 'resolve',
      body: { response: { ...response, ...(updatedPermissions.length === 0 ? {} : { updatedPermissions }) } },
      isApproval: true,
    });
  }
}

function pretty(text: string): string {
  return escaped(writeJson(readJson(text), 2));
}

function normal(text: string): string {
  return writeJson(readJson(text));
}

customElements.define('hp-permission', PermissionCard);
