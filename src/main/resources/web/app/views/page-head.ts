import { LitElement, css, html } from 'lit';
import { inbox } from '../model/inbox';
import { me } from '../model/me';
import { offered } from '../model/offered';
import { current, href, type View } from '../model/route';
import { Knowing } from '../parts/knowing';
import { followLink } from '../parts/links';
import { Watching } from '../parts/watching';
import type { Connection } from '../stream/stream-machine';
import { base } from '../styles/base';
import '../parts/account';
import '../parts/toolbar';

const VIEWS: readonly (readonly [View, string])[] = [
  ['inbox', 'Inbox'],
  ['history', 'History'],
  ['numbers', 'Numbers'],
  ['agents', 'Agents'],
  ['tokens', 'Tokens'],
];
const STATES: Record<Connection, readonly [string, string]> = {
  connecting: ['warn', 'Connecting…'],
  live: ['good', 'Live'],
  reconnecting: ['warn', 'Reconnecting…'],
  offline: ['bad', 'Offline'],
  'signed-out': ['bad', 'Signed out'],
  refused: ['bad', 'No access'],
};

/** What stands above every view: the ways to the others, the state of the connection, and who the reader is. */
export class PageHead extends LitElement {
  static override styles = [
    base,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1.5rem;
        align-items: center;
        padding: 0.9rem 0;
      }
      h1 {
        margin-right: auto;
        font-size: 1.2rem;
        letter-spacing: 0.01em;
      }
      h1:has(+ nav) {
        margin-right: 0;
      }
      nav {
        display: flex;
        gap: 0.25rem;
        margin-right: auto;
      }
      nav a {
        padding: 0.4rem 0.8rem;
        border-radius: 0.5rem;
        color: var(--muted);
        text-decoration: none;
      }
      nav a[aria-current='page'] {
        background: var(--accent-soft);
        color: var(--ink);
        font-weight: 600;
      }
      .state {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        font-size: 0.9rem;
        font-weight: 600;
      }
      .state::before {
        content: '';
        width: 0.7rem;
        height: 0.7rem;
        border-radius: 50%;
        background: currentcolor;
      }
      .good {
        color: var(--good);
      }
      .warn {
        color: var(--warn);
      }
      .bad {
        color: var(--bad);
      }
      @media (max-width: 52rem) {
        header {
          gap: 0.4rem 0.75rem;
        }
        .state {
          margin-left: auto;
        }
        nav {
          flex-wrap: wrap;
          gap: 0.1rem;
          order: 3;
        }
        nav a {
          padding: 0.4rem 0.45rem;
        }
        hp-account {
          order: 4;
          margin-left: auto;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Watching(this);
    new Knowing(this);
  }

  override render() {
    const [tone, words] = STATES[inbox.connection];
    return html`<header>
      <h1>Holdpoint</h1>
      ${me.standing.kind === 'nobody' ? '' : this.renderViews()}
      <span class="state ${tone}" role="status">${words}</span>
      <hp-account></hp-account>
      <hp-toolbar @help=${() => this.dispatchEvent(new Event('help'))}></hp-toolbar>
    </header>`;
  }

  private renderViews() {
    const { view } = current();
    const count = inbox.pendingCount();
    return html`<nav aria-label="Views">
      ${VIEWS.filter(([name]) => offered(name, me.standing)).map(
        ([name, label]) =>
          html`<a
            href=${href({ view: name, id: null, search: '' })}
            aria-current=${name === view ? 'page' : 'false'}
            @click=${followLink}
            >${label}${name === 'inbox' && count > 0 ? ` (${count})` : ''}</a
          >`,
      )}
    </nav>`;
  }
}

customElements.define('hp-head', PageHead);
