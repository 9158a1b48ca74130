import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { textOf } from '../model/interaction';
import { admitsValue, MOST_WORDS, wordsMember } from '../model/words';
import { base } from '../styles/base';
import { CardBody } from './card-body';
import '../parts/words';

/** The permission modes that agents know; the plan may be carried out in one of them. */
const MODES: readonly (readonly [string, string])[] = [
  ['', 'as the agent is set'],
  ['default', 'asking before each tool'],
  ['acceptEdits', 'accepting edits without asking'],
  ['bypassPermissions', 'without asking at all'],
];

/** Is this plan right? Approve, approve with a permission mode, or send it back; with words, either way. */
export class PlanCard extends CardBody {
  @state() private mode = '';
  @state() private feedback = '';

  static override styles = [
    base,
    css`
      select {
        max-width: 22rem;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.feedback = textOf(this.kept()['feedback']);
  }

  override render() {
    const hasRoom = wordsMember(this.interaction.responseSchema, 'feedback') !== null;
    return html`<div class="stack">
      ${
        hasRoom
          ? html`<hp-words
              label="What to change, or to heed: your words go along, whatever you decide"
              .value=${this.feedback}
              .limit=${MOST_WORDS}
              .disabled=${this.isBusy}
              @words=${(event: CustomEvent<string>) => this.say(event.detail)}
              @send=${this.sendBack}
            ></hp-words>`
          : html`<p class="hint">Its asker has no room for words in the answer.</p>`
      }
      ${this.renderModes()} ${this.errors.map((error) => html`<p class="error">${error.pointer}: ${error.detail}</p>`)}
      <div class="actions">
        ${this.ordered(
          this.renderAllow('Approve', this.approve, !this.areTooMany),
          html`<button type="button" class="danger" ?disabled=${this.isBusy || this.areTooMany} @click=${this.sendBack}>
            Send back
          </button>`,
        )}
      </div>
      ${this.renderAim('approves')}
    </div>`;
  }

  /** Those that the answer can carry: where it can carry none there is nothing to choose. */
  private renderModes() {
    const { responseSchema } = this.interaction;
    const modes = MODES.filter(([mode]) => mode === '' || admitsValue(responseSchema, 'permissionMode', mode));
    return modes.length === 1
      ? nothing
      : html`<div class="field">
          <label for="mode">If approved, carry it out</label>
          <select
            id="mode"
            ?disabled=${this.isBusy}
            @change=${(event: Event) => (this.mode = (event.target as HTMLSelectElement).value)}
          >
            ${modes.map(
              ([mode, words]) => html`<option value=${mode} ?selected=${mode === this.mode}>${words}</option>`,
            )}
          </select>
        </div>`;
  }

  override deny(): void {
    void this.focusOn('hp-words');
  }

  private readonly approve = () => {
    this.send(true, this.mode === '' ? {} : { permissionMode: this.mode });
  };

  private readonly sendBack = () => {
    if (!this.areTooMany) {
      this.send(false, {});
    }
  };

  private get areTooMany(): boolean {
    return this.feedback.length > MOST_WORDS;
  }

  private say(feedback: string): void {
    this.feedback = feedback;
    this.keep(feedback === '' ? null : { feedback });
  }

  private send(approved: boolean, more: object): void {
    const member = wordsMember(this.interaction.responseSchema, 'feedback');
    const words = this.feedback.trim();
    const said = words === '' || member === null ? {} : { [member]: words };
    this.decide({ verb: 'resolve', body: { response: { approved, ...more, ...said } }, isApproval: approved });
  }
}

customElements.define('hp-plan', PlanCard);
