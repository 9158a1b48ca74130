import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { deadline } from '../model/times';
import { curlWith } from '../model/tokens';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import type { Granted } from './grant-form';
import '../parts/copyable';

/** A token or a link, this once. Dispatches `over` when the reader has taken it. */
export class GrantedView extends LitElement {
  @property({ attribute: false }) granted!: Granted;

  static override styles = [
    base,
    css`
      .stack {
        max-width: 46rem;
        padding: 0.6rem 0 1rem;
      }
      h2 {
        font-size: 1.05rem;
      }
    `,
  ];

  override render() {
    const { granted } = this;
    return html`<div class="stack">
      ${granted.kind === 'token' ? this.renderToken(granted) : this.renderLink(granted)}
      <div class="actions"><button type="button" @click=${this.leave}>I have it</button></div>
    </div>`;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  private renderToken({ record }: Extract<Granted, { kind: 'token' }>) {
    return html`<h2 tabindex="-1">The token “${revealed(record.name)}”</h2>
      <p>Take it now: <strong>it cannot be seen again.</strong> Only a sum of it is kept here.</p>
      <hp-copyable .text=${record.token} label="Token" action="Copy the token"></hp-copyable>
      <p>It is used like this:</p>
      <hp-copyable
        .text=${curlWith(record.token, record, document.baseURI)}
        label="Command that uses the token"
        action="Copy the command"
      ></hp-copyable>`;
  }

  private renderLink({ url, expiresAt }: Extract<Granted, { kind: 'link' }>) {
    return html`<h2 tabindex="-1">A link that signs in</h2>
      <p>
        It is good <strong>once</strong>, until ${deadline(expiresAt)}, for whoever opens it first: send it where nobody
        else reads along. It cannot be seen again.
      </p>
      <hp-copyable .text=${url} label="Link" action="Copy the link"></hp-copyable>`;
  }

  private readonly leave = () => this.dispatchEvent(new Event('over'));
}

customElements.define('hp-granted', GrantedView);
