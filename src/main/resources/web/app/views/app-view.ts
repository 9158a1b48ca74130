import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { inbox } from '../model/inbox';
import { current, go, href, type View } from '../model/route';
import { settings } from '../model/settings';
import { shortcut } from './shortcuts';
import { followLink } from '../parts/links';
import { Watching } from '../parts/watching';
import { base } from '../styles/base';
import type { Connection } from '../stream/stream-machine';
import type { Filters } from '../parts/filters';
import type { Help } from '../parts/help';
import type { InboxView } from './inbox-view';
import '../parts/filters';
import '../parts/help';
import '../parts/notices';
import '../parts/toolbar';
import './inbox-view';

const VIEWS: readonly (readonly [View, string])[] = [
  ['inbox', 'Inbox'],
  ['history', 'History'],
  ['numbers', 'Numbers'],
];
const STATES: Record<Connection, readonly [string, string]> = {
  connecting: ['warn', 'Connecting…'],
  live: ['good', 'Live'],
  reconnecting: ['warn', 'Reconnecting…'],
  offline: ['bad', 'Offline'],
  'signed-out': ['bad', 'Signed out'],
};

/** The page: its head with the state of the connection, and the view that the URL names. */
export class AppView extends LitElement {
  @state() private isMissing = false;

  static override styles = [
    base,
    css`
      .page {
        max-width: 84rem;
        margin: 0 auto;
        padding: 0 1.25rem 2rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1.5rem;
        align-items: center;
        padding: 0.9rem 0;
      }
      h1 {
        font-size: 1.2rem;
        letter-spacing: 0.01em;
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
      .skip {
        position: absolute;
        left: -100vw;
      }
      .skip:focus {
        left: 1rem;
        z-index: 1;
        background: var(--surface);
      }
      @media (max-width: 52rem) {
        .page {
          padding: 0 0.75rem 1.5rem;
        }
        header {
          gap: 0.4rem 0.75rem;
        }
        .state {
          margin-left: auto;
        }
        nav {
          order: 3;
          width: 100%;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Watching(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  override render() {
    const { view } = current();
    const [tone, words] = STATES[inbox.connection];
    const count = inbox.pendingCount();
    return html`<div class="page">
      <header>
        <button type="button" class="skip" @click=${this.skip}>To the content</button>
        <h1>Holdpoint</h1>
        <nav aria-label="Views">
          ${VIEWS.map(
            ([name, label]) =>
              html`<a
                href=${href({ view: name, id: null, search: '' })}
                aria-current=${name === view ? 'page' : 'false'}
                @click=${followLink}
                >${label}${name === 'inbox' && count > 0 ? ` (${count})` : ''}</a
              >`,
          )}
        </nav>
        <span class="state ${tone}" role="status">${words}</span>
        <hp-toolbar @help=${this.help}></hp-toolbar>
      </header>
      <p class="sr-only" role="status">${inbox.isLoaded ? `${count} pending` : ''}</p>
      <hp-notices></hp-notices>
      <main id="main" tabindex="-1">${this.renderView(view)}</main>
      <hp-help></hp-help>
    </div>`;
  }

  private renderView(view: View) {
    switch (view) {
      case 'history':
        this.load(import('./history-view'));
        return html`${this.renderMissing()}<hp-history></hp-history>`;
      case 'numbers':
        this.load(import('./numbers-view'));
        return html`${this.renderMissing()}<hp-numbers></hp-numbers>`;
      default:
        return html`<hp-inbox></hp-inbox>`;
    }
  }

  /** What most readers come to later, if at all, is loaded then. */
  private load(view: Promise<unknown>): void {
    view.then(
      () => (this.isMissing = false),
      () => (this.isMissing = true),
    );
  }

  private renderMissing() {
    return this.isMissing
      ? html`<p class="error" role="alert">A part of this page could not be loaded. Reload the page.</p>`
      : '';
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const shown = this.renderRoot.querySelector<InboxView>('hp-inbox');
    const action = shortcut(event, !settings.hasKeys || (shown?.card?.isWriting ?? false));
    if (action === null) {
      return;
    }
    event.preventDefault();
    switch (action) {
      case 'next':
        shown?.move(1);
        break;
      case 'previous':
        shown?.move(-1);
        break;
      case 'enter':
        shown?.focusCard();
        break;
      case 'allow':
        shown?.card?.allow();
        break;
      case 'deny':
        shown?.card?.deny();
        break;
      case 'search':
        this.filters?.focusSearch();
        break;
      case 'back':
        if (!(this.filters?.leave() ?? false)) {
          shown?.leave();
        }
        break;
      case 'help':
        this.help();
        break;
      default:
        go({ view: action, id: null });
    }
  };

  private get filters(): Filters | null {
    const view = this.renderRoot.querySelector<LitElement>('hp-inbox, hp-history');
    return view?.renderRoot.querySelector<Filters>('hp-filters') ?? null;
  }

  private readonly help = () => this.renderRoot.querySelector<Help>('hp-help')?.open();

  private readonly skip = () => {
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  };
}

customElements.define('hp-app', AppView);
