import { LitElement, css, html } from 'lit';
import { base } from '../styles/base';

const KEYS: readonly (readonly [string, string])[] = [
  ['j', 'next question'],
  ['k', 'the one before'],
  ['Enter', 'go into the open question'],
  ['a', 'to the button that allows, approves or sends; Enter presses it'],
  ['d', 'to the words for a denial; nothing is sent yet'],
  ['Ctrl + Enter', 'send what is typed'],
  ['/', 'search'],
  ['g i, g h, g n, g c, g t', 'inbox, history, numbers, connect an agent, tokens'],
  ['Esc', 'one step back: out of a field, then to the list'],
  ['?', 'this help'],
];

/** The keys of the page. */
export class Help extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.5rem 1.2rem;
        margin: 1rem 0;
      }
      kbd {
        padding: 0.1rem 0.45rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.3rem;
        background: var(--raised);
        font: 0.875rem var(--mono);
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    return html`<dialog aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      <dl>
        ${KEYS.map(
          ([key, does]) =>
            html`<dt><kbd>${key}</kbd></dt>
              <dd>${does}</dd>`,
        )}
      </dl>
      <p class="hint">They do nothing while something is written, and can be switched off in the settings.</p>
      <form method="dialog"><button autofocus>Close</button></form>
    </dialog>`;
  }

  open(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }
}

customElements.define('hp-help', Help);
