import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { inbox } from '../model/inbox';
import type { Interaction } from '../model/interaction';
import { current, go } from '../model/route';
import { plain } from '../model/text';
import { base } from '../styles/base';
import type { Card } from '../cards/card';
import '../cards/card';
import type { FieldName } from '../parts/filters';
import '../parts/filters';
import { OpenInteraction } from './open-interaction';
import './empty-inbox';
import './inbox-row';

const FIELDS: readonly FieldName[] = ['search', 'sessionId', 'type'];
/** Rows that are drawn at first; more when the reader comes near the end. */
const PAGE = 60;

/** What is pending, and the one that is open. */
export class InboxView extends LitElement {
  @state() private shown = PAGE;
  private readonly open = new OpenInteraction(this);
  private readonly more = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      this.shown += PAGE;
    }
  });

  static override styles = [
    base,
    css`
      .split {
        display: grid;
        grid-template-columns: minmax(17rem, 24rem) minmax(0, 1fr);
        gap: 1.25rem;
        align-items: start;
      }
      .list,
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
      }
      ul {
        gap: 0.5rem;
        padding: 0;
        list-style: none;
      }
      li {
        content-visibility: auto;
        contain-intrinsic-size: auto 5.2rem;
      }
      .detail {
        position: sticky;
        top: 1rem;
        max-height: calc(100vh - 2rem);
        overflow-y: auto;
        padding: 1.4rem;
        border: 1px solid var(--line);
        border-radius: 0.75rem;
        background: var(--surface);
      }
      .back {
        display: none;
        margin-bottom: 0.75rem;
      }
      @media (max-width: 52rem) {
        .split {
          grid-template-columns: minmax(0, 1fr);
        }
        .split.is-open .list {
          display: none;
        }
        .split:not(.is-open) .detail {
          display: none;
        }
        .back {
          display: inline-flex;
        }
        .detail {
          position: static;
          max-height: none;
          overflow-y: visible;
          padding: 1rem;
        }
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.more.disconnect();
  }

  override render() {
    const route = current();
    const items = this.items();
    const opened = this.open.interaction;
    const isUnknown = this.open.isUnknown;
    const isFiltered = route.search !== '' || route.sessionId !== '' || route.type !== '';
    if (inbox.isLoaded && inbox.items().length === 0 && !isFiltered && opened === null && !isUnknown) {
      return html`<hp-empty-inbox></hp-empty-inbox>`;
    }
    return html`<div class="split ${opened === null && !isUnknown ? '' : 'is-open'}">
      <section class="list" aria-label="Pending questions">
        <hp-filters .fields=${FIELDS}></hp-filters>
        ${inbox.isLoaded ? '' : html`<p class="muted" role="status">Loading…</p>`}
        ${inbox.isLoaded && items.length === 0 ? html`<p class="muted" role="status">Nothing pending matches.</p>` : ''}
        <ul>
          ${repeat(
            items.slice(0, this.shown),
            (item) => item.id,
            (item) =>
              html`<li><hp-inbox-row .interaction=${item} .isOpen=${item.id === opened?.id}></hp-inbox-row></li>`,
          )}
        </ul>
        ${items.length > this.shown ? html`<p class="hint end">${items.length - this.shown} more further down</p>` : ''}
      </section>
      <section class="detail" aria-label="The open question">
        ${
          opened === null && !isUnknown
            ? html`<p class="muted">Choose a question from the list, or press <kbd>j</kbd>.</p>`
            : html`<button type="button" class="back" @click=${() => this.close()}>← All questions</button> ${
                  opened === null
                    ? html`<p role="status">
                        There is no such question, or it was removed: what was decided is kept for some time only.
                      </p>`
                    : keyed(opened.id, html`<hp-card .interaction=${opened}></hp-card>`)
                }`
        }
      </section>
    </div>`;
  }

  protected override updated(): void {
    this.more.disconnect();
    const end = this.renderRoot.querySelector('.end');
    if (end !== null) {
      this.more.observe(end);
    }
  }

  /** Moves to another question: +1 is the next one of the list. */
  move(step: number): void {
    const items = this.items();
    const at = items.findIndex((item) => item.id === this.open.interaction?.id);
    const next = items[Math.min(items.length - 1, Math.max(0, at + step))];
    if (next !== undefined) {
      go({ id: next.id }, true);
      void this.updateComplete.then(() => this.row(next.id)?.scrollIntoView({ block: 'nearest' }));
    }
  }

  focusCard(): void {
    this.card?.focusTitle();
  }

  close(): void {
    const opened = this.open.interaction;
    go({ id: null });
    void this.updateComplete.then(() => opened !== null && this.row(opened.id)?.focusLink());
  }

  get card(): Card | null {
    return this.renderRoot.querySelector('hp-card');
  }

  private row(id: string) {
    return [...this.renderRoot.querySelectorAll('hp-inbox-row')].find((row) => row.interaction.id === id);
  }

  private items(): Interaction[] {
    const { sessionId, type, search } = current();
    const words = search.toLowerCase();
    return inbox.items().filter(
      (item) =>
        (sessionId === '' || item.sessionId === sessionId) &&
        (type === '' || item.type === type) &&
        (words === '' ||
          plain(item.title ?? item.type)
            .toLowerCase()
            .includes(words)),
    );
  }
}

customElements.define('hp-inbox', InboxView);
