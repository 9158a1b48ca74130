import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import type { Account } from '../model/account';
import { me } from '../model/me';
import { dateTime } from '../model/times';
import { base } from '../styles/base';
import { Knowing } from './knowing';
import { revealed } from './revealed';

/** Who the reader is, what they may do, and the way out. Nothing where nobody is known by name. */
export class AccountView extends LitElement {
  @state() private failure = '';

  static override styles = [
    base,
    css`
      details {
        position: relative;
      }
      summary {
        max-width: 16rem;
        padding: 0.4rem 0.6rem;
        border-radius: 0.5rem;
        color: var(--ink);
        font-weight: 600;
        list-style: none;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      summary:hover {
        background: var(--raised);
      }
      .panel {
        position: absolute;
        right: 0;
        z-index: 2;
        display: grid;
        gap: 0.6rem;
        width: min(20rem, calc(100vw - 1.5rem));
        margin-top: 0.4rem;
        padding: 1rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.75rem;
        background: var(--surface);
        box-shadow: 0 0.5rem 1.5rem rgb(0 0 0 / 20%);
        overflow-wrap: anywhere;
      }
      button {
        justify-self: start;
      }
      @media (max-width: 52rem) {
        summary {
          max-width: 9rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Knowing(this);
  }

  override render() {
    const { account } = me;
    return account?.caller == null ? '' : this.renderAccount(account, account.caller.name ?? account.caller.id);
  }

  private renderAccount(account: Account, name: string) {
    const { caller, tenant, permissions, sessions, types, expiresAt, via } = account;
    return html`<details @focusout=${this.closeWhenLeft}>
      <summary>
        <span class="sr-only">Signed in as </span>${revealed(name)}${
          tenant === 'default' ? '' : html` <span class="muted">· ${revealed(tenant)}</span>`
        }
      </summary>
      <div class="panel">
        <p><strong>${revealed(name)}</strong><br /><span class="hint">${revealed(caller!.id)}</span></p>
        ${tenant === 'default' ? '' : html`<p class="hint">Tenant ${revealed(tenant)}</p>`}
        <p class="hint">May: ${permissions.length === 0 ? 'nothing' : permissions.join(', ')}</p>
        ${sessions === null ? '' : html`<p class="hint">Sessions: ${revealed(sessions.join(', '))}</p>`}
        ${types === null ? '' : html`<p class="hint">Types: ${revealed(types.join(', '))}</p>`}
        ${expiresAt === null ? '' : html`<p class="hint">Signed in until ${dateTime(expiresAt)} at the longest</p>`}
        ${via === 'none' ? '' : html`<button type="button" @click=${this.signOut}>Sign out</button>`}
        <p class="error" role="status">${this.failure}</p>
      </div>
    </details>`;
  }

  private readonly signOut = async () => {
    this.failure = '';
    try {
      const { signOut } = await import('../model/signing-in');
      await signOut();
    } catch {
      this.failure = 'The service could not be reached: you are signed in still. Try again.';
    }
  };

  private readonly closeWhenLeft = (event: FocusEvent) => {
    const details = event.currentTarget as HTMLDetailsElement;
    if (!(event.relatedTarget instanceof Node) || !details.contains(event.relatedTarget)) {
      details.open = false;
    }
  };
}

customElements.define('hp-account', AccountView);
