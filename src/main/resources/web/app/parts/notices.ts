import { LitElement, css, html } from 'lit';
import { access } from '../model/access';
import { inbox } from '../model/inbox';
import { me } from '../model/me';
import type { Crowd } from '../stream/tab-stream';
import { base } from '../styles/base';
import { Knowing } from './knowing';
import { Watching } from './watching';

/** What keeps the page from working as it should, and what a reader can do about it. */
export class Notices extends LitElement {
  static override styles = [
    base,
    css`
      div {
        display: grid;
        gap: 0.75rem;
      }
      p {
        padding: 0.75rem 1rem;
        border-radius: 0.5rem;
        background: var(--warn-soft);
        color: var(--warn);
      }
      .open {
        background: var(--bad-soft);
        color: var(--bad);
      }
      p:last-child {
        margin-bottom: 1rem;
      }
      a {
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    new Watching(this);
    new Knowing(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    access.addEventListener('change', this.onAccess);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    access.removeEventListener('change', this.onAccess);
  }

  override render() {
    const { kind } = me.standing; // who is nobody is told how to sign in by the page itself
    const isSignedOut = access.isSignedOut && (kind === 'known' || kind === 'untold');
    return html`<div role="status">
      ${me.account?.access === 'open' ? renderOpen() : ''}${isSignedOut ? renderSignIn() : ''}
      ${inbox.crowd === null ? '' : renderCrowd(inbox.crowd)}
    </div>`;
  }

  private readonly onAccess = () => this.requestUpdate();
}

function renderOpen() {
  return html`<p class="open">
    <strong>Open to everybody.</strong> Whoever reaches this address can answer for anybody, and no decision says whose
    it is. This is for tests: elsewhere set <code>holdpoint.access.mode</code> to <code>required</code>.
  </p>`;
}

function renderSignIn() {
  return html`<p>
    You are signed out: what is shown may be old, and decisions wait.
    <a href="./" target="_blank" rel="noopener">Sign in again</a> in a new tab. What is typed here stays, and a decision
    that waits is sent afterwards.
  </p>`;
}

function renderCrowd({ count, isWaiting }: Crowd) {
  return html`<p>
    ${count} tabs of the inbox are open. In this browser each needs a connection of its own, and it opens six at once.
    ${
      isWaiting
        ? 'This tab waits, so that decisions can still be sent: close another one, and it goes on by itself.'
        : 'From the sixth tab on, tabs wait: close those that you do not need.'
    }
  </p>`;
}

customElements.define('hp-notices', Notices);
