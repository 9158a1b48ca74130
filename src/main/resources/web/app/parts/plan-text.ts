import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { base } from '../styles/base';
import './diff-view';
import './markdown-view';

/** A plan, whole; where there was one before it, what changed since then, too. */
export class PlanText extends LitElement {
  @property() text = '';
  /** The plan that was sent back before; null where this is the first. */
  @property() previous: string | null = null;
  @state() private showsChanges = true;

  static override styles = [
    base,
    css`
      .changes {
        margin-bottom: 1rem;
        padding-bottom: 1rem;
        border-bottom: 1px solid var(--line);
      }
    `,
  ];

  override render() {
    return html`${this.renderChanges()}
    ${
      /^[ \t\r\n]*$/.test(this.text)
        ? html`<p class="hint">The plan is empty.</p>`
        : html`<hp-markdown .text=${this.text}></hp-markdown>`
    }`;
  }

  /** What a comparison folds is no fold: the plan stands below it, whole. */
  private renderChanges() {
    if (this.previous === null) return '';
    if (this.previous === this.text) {
      return html`<p class="changes">Nothing changed: this is the plan that was sent back.</p>`;
    }
    return html`<div class="changes" @fold=${(event: Event) => event.stopPropagation()}>
      <label class="choice"
        ><input
          type="checkbox"
          role="switch"
          .checked=${this.showsChanges}
          @change=${(event: Event) => (this.showsChanges = (event.target as HTMLInputElement).checked)}
        /><span>What changed <span class="muted">since it was sent back</span></span></label
      >
      ${this.showsChanges ? html`<hp-diff .from=${this.previous} .to=${this.text}></hp-diff>` : ''}
    </div>`;
  }
}

customElements.define('hp-plan-text', PlanText);
