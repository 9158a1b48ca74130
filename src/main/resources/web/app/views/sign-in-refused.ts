import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';
import { base } from '../styles/base';
import { trouble } from '../styles/notice';

/** A provider's sign-in came to nothing: says why, as far as the service does. */
export class SignInRefused extends LitElement {
  /** The service's name of the problem. */
  @property() refusal = '';

  static override styles = [base, trouble];

  override render() {
    return html`<section role="status">
      <h2>You are not signed in</h2>
      <p>${REASONS[this.refusal] ?? OTHERWISE}</p>
    </section>`;
  }
}

const REASONS: Readonly<Record<string, string | undefined>> = {
  unauthenticated:
    'It was refused there, was not begun in this browser, or took longer than five minutes. Begin again.',
  forbidden: 'You are known there, but not as anybody who has a place here. Ask whoever manages this service.',
  'identity-unavailable': 'Whoever knows you cannot be reached at the moment. Try again in a while.',
  'store-unavailable': 'The service cannot keep that you are signed in at the moment. Try again in a while.',
};

const OTHERWISE = 'The service could not do it. Try again; if it stays so, ask whoever manages it.';

customElements.define('hp-sign-in-refused', SignInRefused);
