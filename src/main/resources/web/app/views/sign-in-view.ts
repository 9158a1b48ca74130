import { LitElement, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Account } from '../model/account';
import { keptPlace } from '../model/place';
import { signInLink } from '../model/sign-in-link';
import { SigningIn, type SigningPhase } from '../model/signing-in';
import type { Confirm } from '../parts/confirm';
import { revealed } from '../parts/revealed';
import { who } from '../parts/who';
import { base } from '../styles/base';
import { trouble } from '../styles/notice';
import '../parts/confirm';
import '../parts/copyable';
import './sign-in-refused';

/** What comes of a sign-in link. Dispatches `failed` once it is known that nothing does. */
export class SignInView extends LitElement {
  @property() secret = '';
  @state() private phase: SigningPhase = { kind: 'asking' };
  private signing!: SigningIn;

  static override styles = [base, trouble];

  /** An element is made for one link, which it has once it is drawn: its class may come later than itself. */
  protected override firstUpdated(): void {
    this.signing = new SigningIn(this.secret);
    this.signing.addEventListener('change', this.onPhase);
    void this.signing.start();
  }

  override render() {
    return html`<div role="status">${this.renderPhase()}</div>
      <hp-confirm></hp-confirm>`;
  }

  private renderPhase() {
    const { phase } = this;
    switch (phase.kind) {
      case 'asking':
      case 'sending':
        return html`<p class="muted">Signing in…</p>`;
      case 'failed':
        return this.renderFailure(phase);
      default:
        return '';
    }
  }

  private renderFailure({ failure, detail }: Extract<SigningPhase, { kind: 'failed' }>) {
    switch (failure) {
      case 'spent':
        return html`<section>
          <h2>This link does not sign you in</h2>
          <p>
            It was used already, is too old (a link is good for 15 minutes, the one that is printed at the start for 24
            hours), or is not whole. Open another one: this prints it, on the machine on which the service runs.
          </p>
          <hp-copyable .text=${'holdpoint sign-in-link'} label="Command"></hp-copyable>
          <p>Elsewhere, ask whoever manages this service for one.</p>
        </section>`;
      case 'later':
        return html`<section>
          <h2>Not now</h2>
          <p>Too many links that were none came from your address. Wait a minute: yours may still be good.</p>
          ${this.renderAgain()}
        </section>`;
      case 'unreached':
        return html`<section>
          <h2>The service did not answer</h2>
          <p>It is not known whether the link was taken. If trying again says that it was used, open another one.</p>
          ${this.renderAgain()}
        </section>`;
      case 'refused':
        return html`<section>
          <h2>This link does not sign you in</h2>
          <p>${revealed(detail)}</p>
          ${this.renderAgain()}
        </section>`;
    }
  }

  private renderAgain() {
    return html`<div class="actions">
      <button type="button" @click=${() => this.signing.send()}>Try again</button>
    </div>`;
  }

  private readonly onPhase = () => {
    this.phase = this.signing.phase;
    switch (this.phase.kind) {
      case 'doubtful':
        void this.ask(this.phase.account);
        break;
      case 'failed':
        this.dispatchEvent(new Event('failed'));
        break;
      case 'over':
        this.goOn();
    }
  };

  private async ask({ caller, tenant }: Account): Promise<void> {
    const confirm = this.renderRoot.querySelector<Confirm>('hp-confirm')!;
    const name = caller === null ? '' : who(caller);
    const words = html`<p>
      You are signed in as <strong>${name}</strong>${tenant === 'default' ? '' : html` of ${revealed(tenant)}`}. A link
      was opened that signs in somebody, be it you or another. Take it only if you asked for it: from then on, what you
      decide in this browser is decided by them.
    </p>`;
    if (await confirm.ask('Sign in by this link?', words, words, 'Yes, take the link')) {
      await this.signing.send();
    } else {
      this.signing.leave();
    }
  }

  /** To where the reader wanted to go before they had to sign in. */
  private goOn(): void {
    signInLink.drop();
    const place = keptPlace();
    if (place !== null) {
      history.replaceState(null, '', `./${place}`);
      window.dispatchEvent(new Event('route'));
    }
  }
}

customElements.define('hp-sign-in', SignInView);
