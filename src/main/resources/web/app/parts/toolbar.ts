import { LitElement, css, html } from 'lit';
import { beep, canNotify } from '../model/attention';
import { settings, type Theme } from '../model/settings';
import { base } from '../styles/base';

const THEMES: readonly (readonly [Theme, string])[] = [
  ['system', 'as the system'],
  ['light', 'light'],
  ['dark', 'dark'],
];

/** What a reader can set: notifications, sound, colours. Nothing is asked of the browser before a click. */
export class Toolbar extends LitElement {
  static override styles = [
    base,
    css`
      .bar {
        display: flex;
        gap: 0.4rem;
        align-items: center;
      }
      details {
        position: relative;
      }
      summary {
        padding: 0.4rem 0.95rem;
        border-radius: 0.5rem;
        color: var(--muted);
        list-style: none;
      }
      summary:hover {
        background: var(--raised);
        color: var(--ink);
      }
      .panel {
        position: absolute;
        right: 0;
        z-index: 2;
        display: grid;
        gap: 0.75rem;
        width: 17rem;
        margin-top: 0.4rem;
        padding: 1rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.75rem;
        background: var(--surface);
        box-shadow: 0 0.5rem 1.5rem rgb(0 0 0 / 20%);
      }
      @media (max-width: 52rem) {
        .bar {
          gap: 0;
        }
        summary,
        button.plain {
          padding: 0.4rem 0.5rem;
        }
      }
    `,
  ];

  override render() {
    const { hasKeys, hasSound, opensNext, theme } = settings;
    return html`<div class="bar">
      <details @focusout=${this.closeWhenLeft}>
        <summary>Settings</summary>
        <div class="panel">
          ${canNotify() ? this.renderNotifications() : ''}
          <label class="choice">
            <input type="checkbox" .checked=${hasSound} @change=${this.switchSound} />
            <span>A sound when something is asked</span>
          </label>
          <label class="choice">
            <input type="checkbox" .checked=${opensNext} @change=${this.switchNext} />
            <span>After a decision, open the next question</span>
          </label>
          <label class="choice">
            <input type="checkbox" .checked=${hasKeys} @change=${this.switchKeys} />
            <span>Single keys (<kbd>j</kbd>, <kbd>a</kbd>, <kbd>d</kbd>, …) do something</span>
          </label>
          <div class="field">
            <label for="colours">Colours</label>
            <select
              id="colours"
              @change=${(event: Event) => (settings.theme = (event.target as HTMLSelectElement).value as Theme)}
            >
              ${THEMES.map(
                ([value, words]) => html`<option value=${value} ?selected=${value === theme}>${words}</option>`,
              )}
            </select>
          </div>
        </div>
      </details>
      <button type="button" class="plain" aria-keyshortcuts="?" @click=${() => this.dispatchEvent(new Event('help'))}>
        Keys
      </button>
    </div>`;
  }

  private renderNotifications() {
    switch (Notification.permission) {
      case 'granted':
        return html`<span class="hint">Notifications on</span>`;
      case 'denied':
        return html`<span class="hint">Notifications are blocked in the browser</span>`;
      default:
        return html`<button type="button" @click=${this.askToNotify}>Turn on notifications</button>`;
    }
  }

  private readonly askToNotify = async () => {
    await Notification.requestPermission();
    this.requestUpdate();
  };

  private readonly closeWhenLeft = (event: FocusEvent) => {
    const details = event.currentTarget as HTMLDetailsElement;
    if (!(event.relatedTarget instanceof Node) || !details.contains(event.relatedTarget)) {
      details.open = false;
    }
  };

  private readonly switchNext = () => {
    settings.opensNext = !settings.opensNext;
    this.requestUpdate();
  };

  private readonly switchKeys = () => {
    settings.hasKeys = !settings.hasKeys;
    this.requestUpdate();
  };

  private readonly switchSound = () => {
    settings.hasSound = !settings.hasSound;
    if (settings.hasSound) {
      beep();
    }
    this.requestUpdate();
  };
}

customElements.define('hp-toolbar', Toolbar);
