import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Permission } from '../model/account';
import type { FieldError } from '../model/api';
import { MAY, PERMISSIONS } from '../model/permissions';
import { errorsAt, makeLink, makeToken, TERMS, type TokenRecord, type Wanted } from '../model/tokens';
import { base } from '../styles/base';
import './granted';

type Field = 'name' | 'permissions' | 'sessions' | 'types' | 'expiresIn' | 'person';

/** What the form made, as the service shows it once. */
export type Granted =
  | { readonly kind: 'token'; readonly record: TokenRecord & { readonly token: string } }
  | { readonly kind: 'link'; readonly url: string; readonly expiresAt: string };

/** Makes a token, or a sign-in link, and shows it once. Dispatches `made`. */
export class GrantForm extends LitElement {
  @property() kind: 'token' | 'link' = 'token';
  @state() private permissions: ReadonlySet<Permission> = new Set();
  @state() private errors: readonly FieldError[] = [];
  @state() private failure = '';
  @state() private isBusy = false;
  @state() private granted: Granted | null = null;

  static override styles = [
    base,
    css`
      form {
        max-width: 40rem;
        padding: 0.6rem 0 1rem;
      }
      small {
        display: block;
        color: var(--muted);
        font-size: 0.875rem;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
        gap: 1rem;
      }
      label,
      legend {
        font-weight: 600;
      }
      label.choice {
        font-weight: 400;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.permissions = this.usual;
  }

  override render() {
    if (this.granted !== null) {
      return html`<hp-granted .granted=${this.granted} @over=${this.again}></hp-granted>`;
    }
    const isToken = this.kind === 'token';
    return html`<form class="stack" novalidate @submit=${this.submit}>
      ${this.renderText('name', isToken ? 'What it is for' : 'Whom it is for', isToken ? 'deploy bot' : 'Anna')}
      ${this.renderPermissions()}
      <div class="two">
        ${this.renderList('sessions', 'Only these sessions', 'ci-*')}
        ${this.renderList('types', 'Only these types', 'permission')}
      </div>
      ${isToken ? this.renderOfToken() : ''}
      ${errorsAt('', this.errors, this.fields).map((words) => html`<p class="error">${words}</p>`)}
      <p class="error" role="alert">${this.failure}</p>
      <div class="actions">
        <button class="primary" ?disabled=${this.isBusy}>${isToken ? 'Make the token' : 'Make the link'}</button>
      </div>
    </form>`;
  }

  private renderOfToken() {
    return html`<div class="two">
      <div class="field">
        <label for="expiresIn">Good for</label>
        <select id="expiresIn" aria-describedby="expiresIn-error" aria-invalid=${this.isWrong('expiresIn')}>
          ${TERMS.map(([term, words]) => html`<option value=${term} ?selected=${term === 'P90D'}>${words}</option>`)}
        </select>
        ${this.renderErrors('expiresIn')}
      </div>
      ${this.renderText('person', 'For a person (optional)', 'their name; else it is a service’s')}
    </div>`;
  }

  private renderText(field: Field, label: string, example: string) {
    return html`<div class="field">
      <label for=${field}>${label}</label>
      <input
        id=${field}
        autocomplete="off"
        placeholder=${example}
        maxlength="200"
        aria-describedby="${field}-error"
        aria-invalid=${this.isWrong(field)}
      />
      ${this.renderErrors(field)}
    </div>`;
  }

  private renderList(field: Field, label: string, example: string) {
    return html`<div class="field">
      <label for=${field}>${label} <small>optional; one a line, or with commas</small></label>
      <textarea
        id=${field}
        rows="2"
        placeholder=${example}
        spellcheck="false"
        aria-describedby="${field}-error"
        aria-invalid=${this.isWrong(field)}
      ></textarea>
      ${this.renderErrors(field)}
    </div>`;
  }

  private renderPermissions() {
    return html`<fieldset aria-describedby="permissions-error">
      <legend>May</legend>
      ${PERMISSIONS.map(
        (permission) =>
          html`<label class="choice">
            <input
              type="checkbox"
              .checked=${this.permissions.has(permission)}
              @change=${() => this.choose(permission)}
            />
            <span>${permission}<small>${MAY[permission]}</small></span>
          </label>`,
      )}
      ${this.renderErrors('permissions')}
    </fieldset>`;
  }

  private renderErrors(field: Field) {
    return html`<p class="error" id="${field}-error" role="status">
      ${errorsAt(field, this.errors, this.fields).join('; ')}
    </p>`;
  }

  private isWrong(field: Field): boolean {
    return errorsAt(field, this.errors, this.fields).length > 0;
  }

  private get fields(): readonly Field[] {
    const both = ['name', 'permissions', 'sessions', 'types'] as const;
    return this.kind === 'token' ? [...both, 'expiresIn', 'person'] : both;
  }

  private get usual(): ReadonlySet<Permission> {
    return new Set([this.kind === 'token' ? 'ask' : 'decide']);
  }

  private choose(permission: Permission): void {
    const permissions = new Set(this.permissions);
    if (!permissions.delete(permission)) {
      permissions.add(permission);
    }
    this.permissions = permissions;
  }

  private get wanted(): Wanted {
    const text = (field: Field) =>
      this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(`#${field}`)?.value ??
      '';
    return {
      name: text('name'),
      permissions: PERMISSIONS.filter((permission) => this.permissions.has(permission)),
      sessions: text('sessions'),
      types: text('types'),
      expiresIn: text('expiresIn'),
      person: text('person'),
    };
  }

  private readonly submit = async (event: Event) => {
    event.preventDefault();
    if (this.isBusy) {
      return;
    }
    this.isBusy = true;
    this.errors = [];
    this.failure = '';
    try {
      await (this.kind === 'token' ? this.makeToken() : this.makeLink());
    } catch {
      this.failure = 'No answer came, so it is not known whether it was made: look at the list before you try again.';
    }
    this.isBusy = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  };

  private async makeToken(): Promise<void> {
    const made = await makeToken(this.wanted);
    if (made.kind === 'made') this.show({ kind: 'token', record: made.answer });
    else this.refuse(made);
  }

  private async makeLink(): Promise<void> {
    const made = await makeLink(this.wanted);
    if (made.kind === 'made') this.show({ kind: 'link', ...made.answer });
    else this.refuse(made);
  }

  private show(granted: Granted): void {
    this.granted = granted;
    this.dispatchEvent(new Event('made'));
  }

  private refuse(answer: { readonly errors?: readonly FieldError[]; readonly detail?: string }): void {
    this.errors = answer.errors ?? [];
    this.failure = answer.detail ?? '';
  }

  private readonly again = async () => {
    this.granted = null;
    this.permissions = this.usual;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#name')?.focus();
  };
}

customElements.define('hp-grant-form', GrantForm);
