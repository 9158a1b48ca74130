import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { textOf } from '../model/interaction';
import { jsonError, readJson, writeJson } from '../model/json';
import { charactersOf, MOST_REASON } from '../model/words';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import { CardBody, isSubmit } from './card-body';
import type * as Forms from './form/form';
import '../parts/json-editor';
import '../parts/words';

type Mode = 'fill' | 'json' | 'reject';

/** Any type that is not well known: a form of its schema. What a form cannot say can be written as JSON. */
export class FormCard extends CardBody {
  @state() private mode: Mode = 'fill';
  @state() private json = '';
  @state() private words = '';
  @state() private forms: typeof Forms | null = null;
  @state() private isMissing = false;
  private form: Forms.Field | null = null;
  private draft: Forms.Entry;

  static override styles = [base];

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = this.kept();
    this.draft = draft['answer'] as Forms.Entry;
    this.json = textOf(draft['json']);
    this.words = textOf(draft['words']);
    this.mode = this.words !== '' ? 'reject' : this.json !== '' ? 'json' : 'fill';
    import('./form/form').then(
      (forms) => {
        this.form = forms.formOf(this.interaction.responseSchema);
        this.forms = forms;
      },
      () => (this.isMissing = true),
    );
  }

  override render() {
    return html`<div class="stack" @keydown=${(event: KeyboardEvent) => isSubmit(event) && this.submit()}>
      ${this.renderForm()} ${this.mode === 'json' ? this.renderJson() : nothing}
      ${this.mode === 'reject' ? this.renderWords() : nothing}
      <div class="actions">${this.renderActions()}</div>
      ${this.renderAim('answers')}
    </div>`;
  }

  override get isWriting(): boolean {
    return this.mode !== 'fill' || super.isWriting;
  }

  override leave(): boolean {
    if (this.mode === 'fill') {
      return false;
    }
    this.mode = 'fill';
    return true;
  }

  override deny(): void {
    if (!this.isBusy) {
      void this.become('reject', 'hp-words');
    }
  }

  /** It stays as it is while something else is written. */
  private renderForm(): unknown {
    if (this.form === null) {
      return this.isMissing
        ? html`<p class="error">A part of this page could not be loaded. Reload the page.</p>`
        : html`<p class="muted">Loading the form…</p>`;
    }
    return this.form.kind === 'yes-no'
      ? html`<div class="field" ?hidden=${this.mode !== 'fill'}>
          ${this.form.label === '' ? nothing : html`<strong>${revealed(this.form.label)}</strong>`}
          ${this.form.hint === '' ? nothing : html`<p class="hint">${revealed(this.form.hint)}</p>`}
          <p class="error" role="alert">${this.errors.map(({ detail }) => detail).join('; ')}</p>
        </div>`
      : html`<hp-form-fields
          .form=${this.form}
          .draft=${this.draft}
          .errors=${this.errors}
          .isBusy=${this.isBusy}
          ?hidden=${this.mode !== 'fill'}
          @typed=${this.onTyped}
        ></hp-form-fields>`;
  }

  private renderJson() {
    return html`<hp-json-editor
      label="Answer, as JSON"
      .text=${this.json}
      .errors=${this.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`)}
      .disabled=${this.isBusy}
      @input=${(event: CustomEvent<string>) => this.write({ json: event.detail })}
    ></hp-json-editor>`;
  }

  private renderWords() {
    return html`<hp-words
      label="Why (optional)"
      .value=${this.words}
      .limit=${MOST_REASON}
      .disabled=${this.isBusy}
      @words=${(event: CustomEvent<string>) => this.write({ words: event.detail })}
    ></hp-words>`;
  }

  private renderActions(): unknown {
    if (this.mode === 'reject') {
      return html`<button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.submit}>Reject</button>
        ${this.renderBack()}`;
    }
    const reject = html`<button type="button" class="danger" ?disabled=${this.isBusy} @click=${this.deny}>
      Reject…
    </button>`;
    if (this.form === null) {
      return reject;
    }
    if (this.mode === 'fill' && this.form.kind === 'yes-no') {
      return html`${this.renderAnswer('Yes', true)} ${this.renderAnswer('No', false)}
      ${this.form.isNullable ? this.renderAnswer('None', null) : nothing} ${reject}`;
    }
    return html`${this.renderAllow('Send answer', this.submit)} ${reject}
    ${this.mode === 'json' ? this.renderBack() : this.form.kind === 'json' ? nothing : this.renderToJson()}`;
  }

  private renderAnswer(label: string, response: boolean | null) {
    return this.renderAllow(label, () => this.send(response));
  }

  private renderBack() {
    return html`<button type="button" class="plain" ?disabled=${this.isBusy} @click=${this.back}>Back</button>`;
  }

  private renderToJson() {
    return html`<button type="button" class="plain" ?disabled=${this.isBusy} @click=${this.toJson}>
      Write it as JSON
    </button>`;
  }

  private get fields(): Forms.FormFields | null {
    return this.renderRoot.querySelector<Forms.FormFields>('hp-form-fields');
  }

  private readonly back = () => this.become('fill', '.danger');

  private readonly toJson = () => {
    if (this.json === '') {
      this.json = writeJson(this.fields?.answer ?? null, 2);
    }
    return this.become('json', 'hp-json-editor');
  };

  /** Each mode takes the focus to where it is used. */
  private async become(mode: Mode, focus: string): Promise<void> {
    this.mode = mode;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(focus)?.focus();
  }

  /** JSON that was made of the form before is not of what is typed now. */
  private onTyped(): void {
    this.write({ json: '' });
  }

  private write(typed: { readonly json?: string; readonly words?: string }): void {
    this.json = typed.json ?? this.json;
    this.words = typed.words ?? this.words;
    const hasSecrets = this.form === null || this.forms!.hasSecrets(this.form);
    const answer = this.fields?.kept;
    const draft = {
      ...(answer === undefined ? {} : { answer }),
      ...(this.json === '' || hasSecrets ? {} : { json: this.json }),
      ...(this.words === '' ? {} : { words: this.words }),
    };
    this.keep(Object.keys(draft).length === 0 ? null : draft);
  }

  private readonly submit = () => {
    if (this.isBusy) {
      return;
    }
    if (this.mode === 'reject') {
      this.reject();
    } else if (this.mode === 'json') {
      if (this.sight === 'whole' && jsonError(this.json) === null) {
        this.send(readJson(this.json));
      }
    } else if (this.sight === 'whole' && this.fields?.check() === true) {
      this.send(this.fields.answer);
    }
  };

  private reject(): void {
    const reason = this.words.trim();
    if (charactersOf(this.words) <= MOST_REASON) {
      this.decide({ verb: 'reject', body: reason === '' ? {} : { reason }, isApproval: false });
    }
  }

  private send(response: unknown): void {
    this.decide({ verb: 'resolve', body: { response }, isApproval: true });
  }
}

customElements.define('hp-form', FormCard);
