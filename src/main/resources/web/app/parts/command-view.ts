import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { dangers, LOOKED_THROUGH, type Danger } from '../model/dangers';
import { count, runs } from '../model/source';
import { base } from '../styles/base';
import { revealed } from './revealed';
import { note } from './source-view';

/**
 * A shell command as it would be run, with what is known to be dangerous in it marked where it stands. That nothing is
 * marked says nothing.
 */
export class CommandView extends LitElement {
  @property() command = '';
  private found: readonly Danger[] = [];

  static override styles = [
    base,
    css`
      ul {
        margin-top: 0.5rem;
        padding-left: 1.2rem;
        color: var(--warn);
      }
    `,
  ];

  protected override willUpdate(): void {
    this.found = dangers(this.command);
  }

  override render() {
    const whats = [...new Set(this.found.map((danger) => danger.what))];
    return html`<hp-source label="Command" .text=${this.command} .paint=${this.paint}></hp-source> ${
        whats.length === 0
          ? ''
          : html`<ul aria-label="Known to be dangerous in this command">
              ${whats.map((what) => html`<li>${what}</li>`)}
            </ul>`
      }
      ${
        this.command.length > LOOKED_THROUGH
          ? html`<p class="hint">
              Only its first ${count(LOOKED_THROUGH)} characters were looked through for what is known to be dangerous.
            </p>`
          : ''
      }`;
  }

  private readonly paint = (text: string, from: number) =>
    runs(text, from).map((run) => ('note' in run ? note(run.note) : this.mark(run.text, run.from)));

  /** Dangers may lie in one another, and reach into what is drawn elsewhere: a stretch is marked for the first. */
  private mark(text: string, from: number) {
    const parts: unknown[] = [];
    let at = 0;
    for (const danger of this.found) {
      const start = Math.max(at, danger.from - from);
      const end = Math.min(text.length, danger.to - from);
      if (end > start) {
        parts.push(revealed(text.slice(at, start), 'code'));
        parts.push(html`<mark class="danger" title=${danger.what}>${revealed(text.slice(start, end), 'code')}</mark>`);
        at = end;
      }
    }
    return [...parts, revealed(text.slice(at), 'code')];
  }
}

customElements.define('hp-command', CommandView);
