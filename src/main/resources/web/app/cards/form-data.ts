import { LitElement, css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { isObject, textOf } from '../model/interaction';
import { written } from '../model/json';
import { plain } from '../model/text';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import '../parts/folded';
import '../parts/json-view';

/** More members than these stand together as JSON. */
const MOST_NAMED = 50;

/** What is asked, for types that are not well known: the message first, then every other member by its name. */
export class FormData extends LitElement {
  @property({ attribute: false }) data: unknown;

  static override styles = [
    base,
    css`
      dl {
        display: grid;
        gap: 0.6rem;
      }
      dt {
        color: var(--muted);
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .lines {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    if (!isObject(this.data)) {
      return this.data === null ? nothing : valueOf(this.data, 'What is asked');
    }
    const message = textOf(this.data['message']);
    const others = Object.entries(this.data).filter(([name]) => name !== 'message' || message === '');
    const rest = others.slice(MOST_NAMED);
    return html`<div class="stack">
      ${message === '' ? nothing : lines(message)}
      ${
        others.length === 0
          ? nothing
          : html`<dl>
              ${others.slice(0, MOST_NAMED).map(
                ([name, value]) =>
                  html`<div>
                    <dt>${revealed(name)}</dt>
                    <dd>${valueOf(value, name)}</dd>
                  </div>`,
              )}
            </dl>`
      }
      ${
        rest.length === 0
          ? nothing
          : html`<hp-json .value=${Object.fromEntries(rest)} label="${rest.length} more members"></hp-json>`
      }
    </div>`;
  }
}

function valueOf(value: unknown, name: string) {
  return isObject(value) || Array.isArray(value)
    ? html`<hp-json .value=${value} label=${plain(name)}></hp-json>`
    : typeof value === 'string'
      ? lines(value)
      : html`<code>${written(value)}</code>`;
}

function lines(text: string) {
  return html`<hp-folded
    .text=${text}
    .view=${(shown: string) => html`<div class="lines">${revealed(shown)}</div>`}
  ></hp-folded>`;
}

customElements.define('hp-form-data', FormData);
