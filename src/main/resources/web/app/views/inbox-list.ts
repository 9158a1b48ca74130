import { LitElement, css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { grouped, type Group, type Sort } from '../model/arrange';
import type { Interaction } from '../model/interaction';
import { me } from '../model/me';
import { mayDecide } from '../model/permissions';
import { current, go } from '../model/route';
import { nameOf } from '../model/summary';
import { Knowing } from '../parts/knowing';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import '../parts/age';
import './inbox-row';
import './several';

/** Rows that are drawn at first; more when the reader comes near the end. */
const PAGE = 60;
const SORTS: readonly (readonly [Sort, string])[] = [
  ['left', 'by time left'],
  ['age', 'by age'],
  ['risk', 'by claimed risk'],
];

/** Pending questions in their order, alone or by session; several can be chosen to be decided together. */
export class InboxList extends LitElement {
  @property({ attribute: false }) items: readonly Interaction[] = [];
  @property() openId = '';
  @state() private shown = PAGE;
  @state() private chosen: ReadonlySet<string> | null = null;
  private readonly closed = new Set<string>();
  private readonly more = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      this.shown += PAGE;
    }
  });

  static override styles = [
    base,
    css`
      :host,
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.5rem;
      }
      ul {
        padding: 0;
        list-style: none;
      }
      li {
        content-visibility: auto;
        contain-intrinsic-size: auto 6rem;
      }
      .choosing li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.6rem;
        align-items: center;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 0.9rem;
        align-items: center;
        color: var(--muted);
        font-size: 0.875rem;
      }
      .tools select {
        width: 9rem;
        min-height: 2rem;
        padding: 0.15rem 0.4rem;
      }
      .tools label {
        display: inline-flex;
        gap: 0.4rem;
        align-items: center;
      }
      .tools input {
        margin: 0;
      }
      .tools button {
        min-height: 2rem;
        margin-left: auto;
        padding: 0.15rem 0.6rem;
      }
      summary {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    new Knowing(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.more.disconnect();
  }

  override render() {
    const { group } = current();
    const drawn = this.items.slice(0, this.shown);
    return html`${this.renderTools()}
    ${
      this.chosen === null
        ? ''
        : html`<hp-several
            .interactions=${this.items.filter((item) => this.chosen?.has(item.id))}
            @over=${() => (this.chosen = null)}
          ></hp-several>`
    }
    ${group === '' ? this.renderRows(drawn) : grouped(drawn).map((one) => this.renderGroup(one))}
    ${
      this.items.length > this.shown
        ? html`<p class="hint end">${this.items.length - this.shown} more further down</p>`
        : ''
    }`;
  }

  row(id: string) {
    return [...this.renderRoot.querySelectorAll('hp-inbox-row')].find((row) => row.interaction.id === id);
  }

  protected override updated(): void {
    this.more.disconnect();
    const end = this.renderRoot.querySelector('.end');
    if (end !== null) {
      this.more.observe(end);
    }
  }

  private renderTools() {
    const { sort, group } = current();
    return html`<div class="tools">
      <select
        aria-label="Sort by"
        @change=${(event: Event) => go({ sort: (event.target as HTMLSelectElement).value as Sort }, true)}
      >
        ${SORTS.map(([value, words]) => html`<option value=${value} ?selected=${value === sort}>${words}</option>`)}
      </select>
      <label
        ><input
          type="checkbox"
          aria-label="grouped by session"
          .checked=${group === 'session'}
          @change=${() => go({ group: group === '' ? 'session' : '' }, true)}
        />grouped</label
      >
      ${
        mayDecide(me.standing)
          ? html`<button type="button" aria-pressed=${this.chosen !== null} @click=${this.switchChoosing}>
              Several…
            </button>`
          : ''
      }
    </div>`;
  }

  private renderRows(items: readonly Interaction[]) {
    const { group } = current();
    return html`<ul class=${this.chosen === null ? '' : 'choosing'}>
      ${repeat(
        items,
        (item) => item.id,
        (item) =>
          html`<li>
            ${
              this.chosen === null
                ? ''
                : html`<input
                    type="checkbox"
                    aria-label=${`Choose ${nameOf(item)}`}
                    .checked=${this.chosen.has(item.id)}
                    ?disabled=${item.status !== 'pending'}
                    @change=${() => this.choose([item], !this.chosen?.has(item.id))}
                  />`
            }<hp-inbox-row
              .interaction=${item}
              .isOpen=${item.id === this.openId}
              .isGrouped=${group !== ''}
            ></hp-inbox-row>
          </li>`,
      )}
    </ul>`;
  }

  private renderGroup({ sessionId, items, oldest }: Group) {
    return html`<details
      ?open=${!this.closed.has(sessionId)}
      @toggle=${(event: Event) => this.onToggle(event, sessionId)}
    >
      <summary>
        ${
          this.chosen === null
            ? ''
            : html`<input
                type="checkbox"
                aria-label=${`Choose all of session ${sessionId}`}
                .checked=${items.every((item) => this.chosen?.has(item.id))}
                @change=${(event: Event) => this.choose(items, (event.target as HTMLInputElement).checked)}
              />`
        }
        <strong>${revealed(sessionId)}</strong>
        <span>${items.length}, oldest <hp-age .since=${oldest}></hp-age></span>
      </summary>
      ${this.renderRows(items)}
    </details>`;
  }

  private onToggle(event: Event, sessionId: string): void {
    if ((event.target as HTMLDetailsElement).open) {
      this.closed.delete(sessionId);
    } else {
      this.closed.add(sessionId);
    }
  }

  private choose(items: readonly Interaction[], isOn: boolean): void {
    const chosen = new Set(this.chosen);
    for (const { id } of items) {
      if (isOn) chosen.add(id);
      else chosen.delete(id);
    }
    this.chosen = chosen;
  }

  private readonly switchChoosing = () => {
    this.chosen = this.chosen === null ? new Set() : null;
  };
}

customElements.define('hp-inbox-list', InboxList);
