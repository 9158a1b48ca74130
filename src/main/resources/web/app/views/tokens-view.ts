import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { now } from '../model/clock';
import { dateTime, span } from '../model/times';
import { descendantsOf, inFamilies, revoke, tokens, type Placed, type TokenRecord } from '../model/tokens';
import type { Confirm } from '../parts/confirm';
import { revealed } from '../parts/revealed';
import { who } from '../parts/who';
import { base } from '../styles/base';
import { table } from '../styles/table';
import '../parts/age';
import '../parts/confirm';
import './grant-form';

/** Who may use the service without being signed in here: its tokens, and how others come in. */
export class TokensView extends LitElement {
  @state() private records: readonly TokenRecord[] | null = null;
  @state() private failure = '';
  @state() private said = '';

  static override styles = [
    base,
    table,
    css`
      .panel {
        padding: 0.6rem 1.2rem;
        border: 1px solid var(--line);
        border-radius: 0.75rem;
        background: var(--surface);
      }
      .panel summary {
        color: var(--ink);
        font-weight: 600;
      }
      table {
        border: 1px solid var(--line);
        background: var(--surface);
      }
      .name {
        padding-left: calc(0.8rem + var(--depth) * 1.2rem);
      }
      .depth-1 {
        --depth: 1;
      }
      .depth-2 {
        --depth: 2;
      }
      .depth-3 {
        --depth: 3;
      }
      .depth-0 {
        --depth: 0;
      }
      h2 {
        font-size: 1.1rem;
      }
      button.danger {
        min-height: 2rem;
        padding: 0.15rem 0.6rem;
        white-space: nowrap;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const { records } = this;
    return html`<section class="stack" aria-label="Tokens">
      <details class="panel">
        <summary>Make a token: for a program, or for somebody’s script</summary>
        <hp-grant-form kind="token" @made=${() => this.load()}></hp-grant-form>
      </details>
      <details class="panel">
        <summary>Make a sign-in link: for a person, to use this page</summary>
        <hp-grant-form kind="link"></hp-grant-form>
      </details>
      <h2 id="tokens" tabindex="-1">Tokens</h2>
      <p role="status" class="muted">${this.words}</p>
      ${
        this.failure === ''
          ? ''
          : html`<p class="error" role="alert">${this.failure}</p>
              <div class="actions"><button type="button" @click=${() => this.load()}>Try again</button></div>`
      }
      ${records === null || records.length === 0 ? '' : this.renderTable(records)}
      <hp-confirm></hp-confirm>
    </section>`;
  }

  private get words(): string {
    if (this.said !== '') return this.said;
    if (this.records === null) return this.failure === '' ? 'Loading…' : '';
    return this.records.length === 0 ? 'There is no token.' : '';
  }

  private renderTable(records: readonly TokenRecord[]) {
    return html`<table role="table" aria-labelledby="tokens">
      <thead role="rowgroup">
        <tr role="row">
          ${['Token', 'May', 'Made', 'Good until', 'Last used'].map(
            (column) => html`<th role="columnheader" scope="col">${column}</th>`,
          )}
          <th role="columnheader" scope="col"><span class="sr-only">Revoke</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${inFamilies(records).map((placed) => this.renderRow(placed))}
      </tbody>
    </table>`;
  }

  private renderRow({ record, depth, parent }: Placed) {
    const { name, permissions, sessions, types, person, createdAt, createdBy, expiresAt, lastUsedAt, ending } = record;
    return html`<tr role="row">
      <td role="cell" class="name depth-${Math.min(depth, 3)}">
        ${parent === null ? '' : html`<span aria-hidden="true">↳ </span>`}<strong>${revealed(name)}</strong>
        <div class="hint">…<code>${ending}</code>${person === null ? '' : html` · for ${revealed(person.name)}`}</div>
        ${parent === null ? '' : html`<div class="hint">descends from ${revealed(parent.name)}</div>`}
      </td>
      <td role="cell" data-label="may">
        ${permissions.join(', ')}
        ${sessions === null ? '' : html`<div class="hint">sessions ${revealed(sessions.join(', '))}</div>`}
        ${types === null ? '' : html`<div class="hint">types ${revealed(types.join(', '))}</div>`}
      </td>
      <td role="cell" data-label="made">
        <time datetime=${createdAt}>${dateTime(createdAt)}</time>
        ${createdBy === null ? '' : html`<div class="hint">by ${who(createdBy)}</div>`}
      </td>
      <td role="cell" data-label="good until">${expiresAt === null ? 'revoked' : renderEnd(expiresAt)}</td>
      <td role="cell" data-label="last used">
        ${lastUsedAt === null ? 'never' : html`<hp-age .since=${lastUsedAt}></hp-age>`}
      </td>
      <td role="cell">
        <button type="button" class="danger" @click=${() => this.revoke(record)}>
          Revoke<span class="sr-only"> ${name}</span>
        </button>
      </td>
    </tr>`;
  }

  private async load(): Promise<void> {
    try {
      this.records = await tokens();
      this.failure = '';
    } catch (failure) {
      this.failure = `The tokens could not be read: ${wordsOf(failure)}`;
    }
  }

  private async revoke(record: TokenRecord): Promise<void> {
    const confirm = this.renderRoot.querySelector<Confirm>('hp-confirm')!;
    const quote = this.renderEndOf(record);
    if (!(await confirm.ask(`Revoke “${record.name}”?`, quote, quote, 'Yes, revoke it'))) {
      return;
    }
    try {
      await revoke(record.id);
      this.said = `“${record.name}” is revoked.`;
      await this.load();
    } catch (failure) {
      this.failure = `“${record.name}” was not revoked: ${wordsOf(failure)}`;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#tokens')?.focus();
  }

  private renderEndOf(record: TokenRecord) {
    const more = descendantsOf(record, this.records ?? []);
    return html`<p>
        The token <strong>${revealed(record.name)}</strong>, which ends in <code>${record.ending}</code>: whoever uses
        it is refused from now on. This cannot be undone.
      </p>
      <p>All that descends from it goes, too${more.length === 0 ? ': nothing does now.' : ':'}</p>
      <ul>
        ${more.map(({ name, ending }) => html`<li>${revealed(name)}, …<code>${ending}</code></li>`)}
      </ul>`;
  }
}

function renderEnd(expiresAt: string) {
  const left = Date.parse(expiresAt) - now();
  return html`<time datetime=${expiresAt}>${dateTime(expiresAt)}</time>
    <div class="hint">${left > 0 ? `${span(left)} left` : 'over'}</div>`;
}

function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

customElements.define('hp-tokens', TokensView);
