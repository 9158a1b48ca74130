import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isObject } from '../model/interaction';
import { writeJson } from '../model/json';
import type { Member } from '../model/members';
import { mattersWhy } from '../model/matters';
import { count } from '../model/source';
import { base } from '../styles/base';
import { Folding } from './folding';
import { revealed } from './revealed';
import './json-view';
import './source-view';

/** More members than this are folded. */
const SHOWN = 100;
/** Objects in objects are listed so deep; what lies deeper is JSON. */
const DEPTH = 3;
/** A text that is longer, or has lines, stands in a block of its own. */
const SHORT = 300;

/** Members of something that is asked, name by name, each with its value; those that change what happens are marked. */
export class Members extends LitElement {
  @property({ attribute: false }) members: readonly Member[] = [];
  @property({ type: Number }) depth = 0;
  @state() private isOpen = false;
  private readonly folding = new Folding(this, () => (this.isOpen = true));

  static override styles = [
    base,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(6rem, auto) minmax(0, 1fr);
        gap: 0.35rem 1rem;
      }
      dt {
        max-width: 14rem;
        color: var(--muted);
        font: 0.875rem/1.6 var(--mono);
        overflow-wrap: anywhere;
      }
      dd {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .wide {
        grid-column: 1 / -1;
      }
      dt.wide {
        max-width: none;
      }
      hp-members {
        padding-left: 1rem;
        border-left: 2px solid var(--line);
      }
      .matters {
        display: inline-block;
        margin-left: 0.5rem;
        color: var(--warn);
        font-size: 0.875rem;
        font-weight: 600;
      }
      .value {
        font: 0.875rem/1.6 var(--mono);
      }
      @media (max-width: 40rem) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
        dd {
          margin-bottom: 0.35rem;
        }
      }
    `,
  ];

  override render() {
    const { members } = this;
    this.folding.isFolded = members.length > SHOWN && !this.isOpen;
    const drawn = this.folding.isFolded ? members.slice(0, SHOWN) : members;
    return html`<dl>${drawn.map(([name, value]) => this.renderMember(name, value))}</dl>
      ${
        this.folding.isFolded
          ? html`<button type="button" @click=${() => this.folding.unfold()}>
              Show ${count(members.length - SHOWN)} more
            </button>`
          : ''
      }`;
  }

  private renderMember(name: string, value: unknown) {
    const why = mattersWhy(name, value);
    const wide = isWide(value) ? 'wide' : '';
    return html`<dt class=${wide}>${name === '' ? html`<i>(no name)</i>` : revealed(name)}</dt>
      <dd class=${wide}>
        ${this.renderValue(name, value)}${why === null ? '' : html`<strong class="matters">${why}</strong>`}
      </dd>`;
  }

  private renderValue(name: string, value: unknown) {
    if (typeof value === 'string') {
      if (value === '') return html`<i class="muted">(empty)</i>`;
      return isWide(value)
        ? html`<hp-source .text=${value} .label=${name}></hp-source>`
        : html`<span class="value">${revealed(value)}</span>`;
    }
    const inner = isObject(value) ? Object.entries(value) : Array.isArray(value) ? listed(value) : [];
    if (inner.length === 0) {
      return html`<span class="value">${writeJson(value)}</span>`;
    }
    return this.depth >= DEPTH
      ? html`<hp-json .value=${value} .label=${name}></hp-json>`
      : html`<hp-members .members=${inner} .depth=${this.depth + 1}></hp-members>`;
  }
}

/** The elements of an array as members: their numbers, from 1, are their names. */
function listed(array: readonly unknown[]): Member[] {
  return array.map((value, index) => [String(index + 1), value]);
}

function isWide(value: unknown): boolean {
  if (typeof value === 'string') return value.length > SHORT || value.includes('\n');
  return (isObject(value) && Object.keys(value).length > 0) || (Array.isArray(value) && value.length > 0);
}

customElements.define('hp-members', Members);
