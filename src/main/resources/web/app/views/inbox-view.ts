import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { arranged } from '../model/arrange';
import { inbox } from '../model/inbox';
import type { Interaction } from '../model/interaction';
import { current, go, href } from '../model/route';
import { settings } from '../model/settings';
import { headOf } from '../model/summary';
import { followLink } from '../parts/links';
import { verdict } from '../model/verdict';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import type { Card } from '../cards/card';
import '../cards/card';
import type { FieldName } from '../parts/filters';
import '../parts/filters';
import type { InboxList } from './inbox-list';
import { OpenInteraction } from './open-interaction';
import './empty-inbox';
import './inbox-list';

const FIELDS: readonly FieldName[] = ['search', 'sessionId', 'type'];

/** What is pending, and the one that is open. */
export class InboxView extends LitElement {
  /** What the reader has just decided, while the next question is open. */
  @state() private last: Interaction | null = null;
  private readonly open = new OpenInteraction(this);
  /** The pending questions as they stood when the open one was last among them: where the reader is. */
  private around: readonly string[] = [];

  static override styles = [
    base,
    css`
      .split {
        display: grid;
        grid-template-columns: minmax(17rem, 24rem) minmax(0, 1fr);
        gap: 1.25rem;
        align-items: start;
      }
      .list {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
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
      .last {
        margin-bottom: 0.9rem;
        color: var(--muted);
        font-size: 0.9rem;
        overflow-wrap: anywhere;
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

  override render() {
    const route = current();
    const items = arranged(inbox.items(), route);
    const opened = this.open.interaction;
    const isUnknown = this.open.isUnknown;
    const isFiltered = route.search !== '' || route.sessionId !== '' || route.type !== '';
    if (inbox.isLoaded && inbox.items().length === 0 && !isFiltered && opened === null && !isUnknown) {
      return html`<hp-empty-inbox></hp-empty-inbox>`;
    }
    this.remember(items, opened);
    return html`<div class="split ${opened === null && !isUnknown ? '' : 'is-open'}">
      <section class="list" aria-label="Pending questions">
        <hp-filters .fields=${FIELDS}></hp-filters>
        ${inbox.isLoaded ? '' : html`<p class="muted" role="status">Loading…</p>`}
        ${inbox.isLoaded && items.length === 0 ? html`<p class="muted" role="status">Nothing pending matches.</p>` : ''}
        <hp-inbox-list .items=${items} .openId=${opened?.id ?? ''} @click=${this.onChosen}></hp-inbox-list>
      </section>
      <section class="detail" aria-label="The open question" @won=${this.onWon}>
        ${
          opened === null && !isUnknown
            ? html`<p class="muted">Choose a question from the list, or press <kbd>j</kbd>.</p>`
            : html`<button type="button" class="back" @click=${() => this.close()}>← All questions</button>
                ${opened === null ? this.renderUnknown() : this.renderCard(opened)}`
        }
      </section>
    </div>`;
  }

  private renderUnknown() {
    return html`<p role="status">
      There is no such question, or it was removed: what was decided is kept for some time only.
    </p>`;
  }

  private renderCard(opened: Interaction) {
    return html`${this.renderLast(opened)} ${keyed(opened.id, html`<hp-card .interaction=${opened}></hp-card>`)}`;
  }

  /** Moves to another pending question: +1 is the next one below, even after the open one has left the list. */
  move(step: 1 | -1): void {
    const next = this.beside(step);
    if (next !== null) {
      this.openUp(next);
    }
  }

  focusCard(): void {
    this.card?.focusTitle();
  }

  /** One step back: out of what is open on the card, then out of the card. */
  leave(): void {
    if (current().id !== null && !(this.card?.leave() ?? false)) {
      this.close();
    }
  }

  get card(): Card | null {
    return this.renderRoot.querySelector('hp-card');
  }

  private close(): void {
    const opened = this.open.interaction;
    go({ id: null });
    void this.updateComplete.then(async () => {
      await this.list?.updateComplete;
      const row = opened === null ? undefined : this.list?.row(opened.id);
      row?.scrollIntoView({ block: 'center' });
      row?.focusLink();
    });
  }

  private get list(): InboxList | null {
    return this.renderRoot.querySelector('hp-inbox-list');
  }

  private renderLast(opened: Interaction) {
    const { last } = this;
    return last === null || last.id === opened.id
      ? ''
      : html`<p class="last" role="status">
          ${verdict(last)}: ${revealed(headOf(last))}
          <a href=${href({ id: last.id })} @click=${followLink}>Look at it</a>
        </p>`;
  }

  private remember(items: readonly Interaction[], opened: Interaction | null): void {
    if (opened === null || items.some((item) => item.id === opened.id)) {
      this.around = items.map((item) => item.id);
    }
  }

  /** The nearest pending question in this direction from where the reader is; what came since is below. */
  private beside(step: 1 | -1): string | null {
    const items = arranged(inbox.items(), current()).filter((item) => item.status === 'pending');
    const pending = new Set(items.map((item) => item.id));
    const around = [...new Set([...this.around, ...pending])];
    const opened = this.open.interaction?.id ?? null;
    const start = opened === null ? (step > 0 ? -1 : around.length) : around.indexOf(opened);
    for (let at = start + step; at >= 0 && at < around.length; at += step) {
      if (pending.has(around[at]!)) return around[at]!;
    }
    return null;
  }

  private openUp(id: string): void {
    go({ id }, true);
    void this.updateComplete.then(async () => {
      this.list?.row(id)?.scrollIntoView({ block: 'nearest' });
      await this.card?.updateComplete;
      this.renderRoot.querySelector('.detail')?.scrollTo(0, 0);
      this.focusCard();
    });
  }

  /** Who opens a question by its row goes on within the card. */
  private async onChosen(event: Event): Promise<void> {
    if (event.defaultPrevented) {
      await this.updateComplete;
      await this.card?.updateComplete;
      this.focusCard();
    }
  }

  /** The reader's own decision counts: the one below is next; where none is, the nearest above. */
  private onWon(): void {
    this.last = this.open.interaction;
    const next = settings.opensNext ? (this.beside(1) ?? this.beside(-1)) : null;
    if (next !== null) {
      this.openUp(next);
    }
  }
}

customElements.define('hp-inbox', InboxView);
