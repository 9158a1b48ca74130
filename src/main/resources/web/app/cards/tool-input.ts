import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { isObject, textOf } from '../model/interaction';
import { base } from '../styles/base';
import '../parts/command-view';
import '../parts/diff-view';
import '../parts/json-view';

/** What a tool is to be called with: a command as a block, an edit as a diff, and all of it as JSON. */
export class ToolInput extends LitElement {
  @property({ attribute: false }) input: unknown;

  static override styles = [
    base,
    css`
      details {
        margin-top: 0.5rem;
      }
    `,
  ];

  override render() {
    const input = isObject(this.input) ? this.input : {};
    const shown = readable(input);
    const json = html`<hp-json .value=${this.input ?? {}} label="Tool input"></hp-json>`;
    return shown === null
      ? json
      : html`${shown}
          <details>
            <summary>The whole input as JSON</summary>
            ${json}
          </details>`;
  }
}

/** The input in the form that is easiest to judge; null where JSON is. */
function readable(input: Record<string, unknown>) {
  if (typeof input['command'] === 'string') {
    return html`<hp-command .command=${input['command']} .description=${textOf(input['description'])}></hp-command>`;
  }
  const name = textOf(input['file_path'] ?? input['path'] ?? input['notebook_path']);
  if (typeof input['old_string'] === 'string' && typeof input['new_string'] === 'string') {
    return diff(name, input['old_string'], input['new_string']);
  }
  if (Array.isArray(input['edits']) && input['edits'].every(isEdit)) {
    return html`${input['edits'].map((edit) => diff(name, edit.old_string, edit.new_string))}`;
  }
  if (typeof input['content'] === 'string' && name !== '') {
    return diff(name, '', input['content']);
  }
  return null;
}

interface Edit {
  readonly old_string: string;
  readonly new_string: string;
}

function isEdit(value: unknown): value is Edit {
  return isObject(value) && typeof value['old_string'] === 'string' && typeof value['new_string'] === 'string';
}

function diff(name: string, before: string, after: string) {
  return html`<hp-diff .name=${name} .from=${before} .to=${after}></hp-diff>`;
}

customElements.define('hp-tool-input', ToolInput);
