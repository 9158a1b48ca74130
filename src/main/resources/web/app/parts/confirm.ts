import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { base } from '../styles/base';

/** Asks once more, in a modal dialog. */
export class Confirm extends LitElement {
  @state() private question = '';
  @state() private yes = '';
  private answered: (isYes: boolean) => void = () => {};

  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
    `,
  ];

  override render() {
    return html`<dialog aria-labelledby="question" @close=${this.onClose}>
      <form method="dialog" class="stack">
        <p id="question">${this.question}</p>
        <div class="actions">
          <button value="yes" class="danger">${this.yes}</button>
          <button value="no" autofocus>No, go back</button>
        </div>
      </form>
    </dialog>`;
  }

  /** True where the reader says yes. */
  async ask(question: string, yes: string): Promise<boolean> {
    this.question = question;
    this.yes = yes;
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
    this.answered(this.dialog.returnValue === 'yes');
  }
}

customElements.define('hp-confirm', Confirm);
