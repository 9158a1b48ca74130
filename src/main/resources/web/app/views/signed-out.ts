import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import type { Standing } from '../model/account';
import { keepPlace } from '../model/place';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import { notice } from '../styles/notice';
import '../parts/copyable';

/** Nobody is signed in: says how to. */
export class SignedOutView extends LitElement {
  @property({ attribute: false }) standing!: Extract<Standing, { kind: 'nobody' }>;

  static override styles = [
    base,
    notice,
    css`
      .button {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    const { access, providers } = this.standing;
    return html`<section aria-labelledby="how">
      <h2 id="how">Sign in</h2>
      <p>
        What agents, workflows and scripts ask here is shown to who may see it, and each decision says whose it is. So
        the inbox has to know who you are.
      </p>
      ${providers.length === 0 ? '' : this.renderProviders()}
      ${providers.length === 0 ? '' : html`<p>Or by a link:</p>`}
      <p>${access === 'local' ? LOCAL : ELSEWHERE}</p>
      <hp-copyable .text=${'holdpoint sign-in-link'} label="Command"></hp-copyable>
      <p class="hint">A link is good once. Opened in this browser, it signs in all tabs: they go on by themselves.</p>
    </section>`;
  }

  private renderProviders() {
    return html`<div class="actions">
      ${this.standing.providers.map(
        ({ name, href }) => html`<a class="button" href=${href} @click=${keepPlace}>Sign in with ${revealed(name)}</a>`,
      )}
    </div>`;
  }
}

const LOCAL = 'Run this in a terminal of the machine on which the service runs. It prints a link: open it here.';
const ELSEWHERE =
  'Ask whoever manages this service for a sign-in link. On the machine on which it runs, this prints one:';

customElements.define('hp-signed-out', SignedOutView);
