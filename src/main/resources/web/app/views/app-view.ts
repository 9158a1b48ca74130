import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { inbox } from '../model/inbox';
import { me } from '../model/me';
import { offered, refused } from '../model/offered';
import { current, go, type View } from '../model/route';
import { settings } from '../model/settings';
import { signInLink } from '../model/sign-in-link';
import { shortcut } from './shortcuts';
import { Knowing } from '../parts/knowing';
import { Watching } from '../parts/watching';
import { base } from '../styles/base';
import type { Filters } from '../parts/filters';
import type { Help } from '../parts/help';
import type { InboxView } from './inbox-view';
import '../parts/filters';
import '../parts/help';
import '../parts/notices';
import './inbox-view';
import './page-head';

/** The page: its head, and the view that the URL names; or how to sign in, where nobody is. */
export class AppView extends LitElement {
  @state() private isMissing = false;
  /** Nobody is signed in by the link that was opened. */
  @state() private hasLinkFailed = false;
  /** Null before it is known. */
  private wasNobody: boolean | null = null;
  private readonly onLink = () => {
    this.hasLinkFailed = false;
    this.requestUpdate();
  };

  static override styles = [
    base,
    css`
      .page {
        max-width: 84rem;
        margin: 0 auto;
        padding: 0 1.25rem 2rem;
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
    window.addEventListener('keydown', this.onKey);
    signInLink.addEventListener('change', this.onLink);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
    signInLink.removeEventListener('change', this.onLink);
  }

  override render() {
    const { view } = current();
    const count = inbox.pendingCount();
    return html`<div class="page">
      <button type="button" class="skip" @click=${this.skip}>To the content</button>
      <hp-head @help=${this.help}></hp-head>
      <p class="sr-only" role="status">${inbox.isLoaded ? `${count} pending` : ''}</p>
      <hp-notices></hp-notices>
      ${this.renderLink()}
      <main id="main" tabindex="-1">${this.renderMain(view)}</main>
      <hp-help></hp-help>
    </div>`;
  }

  private renderLink() {
    const { secret, refusal } = signInLink;
    if (refusal !== null) {
      this.load(import('./sign-in-view'));
      return html`<hp-sign-in-refused .refusal=${refusal}></hp-sign-in-refused>`;
    }
    if (secret === null) return '';
    this.load(import('./sign-in-view'));
    return keyed(
      secret,
      html`<hp-sign-in .secret=${secret} @failed=${() => (this.hasLinkFailed = true)}></hp-sign-in>`,
    );
  }

  /** Who is being signed in is shown nothing before it is known who they are. */
  private renderMain(view: View) {
    const { standing } = me;
    if (standing.kind !== 'known' && signInLink.secret !== null && !this.hasLinkFailed) {
      return this.renderMissing();
    }
    if (standing.kind === 'nobody') {
      this.load(import('./signed-out'));
      return html`${this.renderMissing()}<hp-signed-out .standing=${standing}></hp-signed-out>`;
    }
    if (!offered(view, standing)) {
      return html`<p class="muted" role="status">${refused(standing, view)}</p>`;
    }
    return this.renderView(view);
  }

  private renderView(view: View) {
    switch (view) {
      case 'tokens':
        this.load(import('./tokens-view'));
        return html`${this.renderMissing()}<hp-tokens></hp-tokens>`;
      case 'agents':
        this.load(import('./connect-view'));
        return html`${this.renderMissing()}<hp-connect></hp-connect>`;
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

  /** Where somebody signed in or out, what had the focus is gone. */
  protected override updated(): void {
    const isNobody = me.standing.kind === 'nobody';
    const isTurned = this.wasNobody !== null && this.wasNobody !== isNobody;
    if (isTurned && (document.activeElement === document.body || document.activeElement === this)) {
      this.skip();
    }
    this.wasNobody = me.standing.kind === 'asked' ? this.wasNobody : isNobody;
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
        if (offered(action, me.standing)) go({ view: action, id: null });
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
