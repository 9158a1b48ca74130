import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { drawn } from './drawn';
import { base } from '../styles/base';

/** Asks once more, in a modal dialog that shows again what is decided. Its way out has the focus. */
export class Confirm extends LitElement {
  @state() private question = '';
  @state() private yes = '';
  @state() private quote: unknown = '';
  private answered: (isYes: boolean) => void = () => {};

  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
      dialog {
        width: min(48rem, calc(100vw - 2rem));
      }
      .quote {
        max-height: 50vh;
        overflow: auto;
      }
    `,
  ];

  override render() {
    return html`<dialog aria-labelledby="question" @close=${this.onClose}>
      <form method="dialog" class="stack">
        <p id="question"><strong>${this.question}</strong></p>
        <div class="quote" tabindex="0" role="group" aria-label="What is decided">${this.quote}</div>
        <div class="actions">
          <button value="no" autofocus>No, go back</button>
          <button value="yes" class="danger">${this.yes}</button>
        </div>
      </form>
    </dialog>`;
  }

  /**
   * True where the reader says yes.
   *
   * @param quote what is decided
   * @param plain the same, where it cannot be drawn like this
   */
  async ask(question: string, quote: unknown, plain: unknown, yes: string): Promise<boolean> {
    this.question = question;
    this.quote = quote;
    this.yes = yes;
    await drawn(this).catch(() => (this.quote = plain));
    await this.updateComplete;
    const dialog = this.dialog;
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((done) => (this.answered = done));
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  private onClose(): void {
    this.quote = '';
    this.answered(this.dialog.returnValue === 'yes');
  }
}

customElements.define('hp-confirm', Confirm);
