import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { environment, serviceAddress, ways, type Paste, type Way } from '../model/connecting';
import { me } from '../model/me';
import { mayManage } from '../model/permissions';
import { nameOf } from '../model/summary';
import { makeToken } from '../model/tokens';
import { Knowing } from '../parts/knowing';
import { revealed } from '../parts/revealed';
import { base } from '../styles/base';
import { HeardAsks } from './heard-asks';
import '../parts/age';
import '../parts/copyable';

const WANTED = {
  name: 'an agent',
  permissions: ['ask'],
  sessions: '',
  types: '',
  expiresIn: 'P365D',
  person: '',
} as const;

/**
 * How an agent comes to ask here: what to paste, with this service's address and a token that is made on the spot, and
 * a light for each kind of client. The token is in this element alone, and goes with it.
 */
export class ConnectView extends LitElement {
  @state() private token: string | null = null;
  @state() private isBusy = false;
  @state() private failure = '';
  private readonly heard = new HeardAsks(this);
  private readonly address = serviceAddress(configuredAddress(), document.baseURI);

  static override styles = [
    base,
    css`
      :host > section {
        max-width: 52rem;
      }
      h2 {
        font-size: 1.35rem;
      }
      h3 {
        font-size: 1.05rem;
      }
      .panel {
        display: grid;
        gap: 0.8rem;
        min-width: 0;
        padding: 1rem 1.2rem;
        border: 1px solid var(--line);
        border-radius: 0.75rem;
        background: var(--surface);
      }
      .heads {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 1rem;
        align-items: baseline;
        justify-content: space-between;
      }
      .light {
        display: flex;
        gap: 0.5rem;
        align-items: baseline;
        min-width: 0;
        color: var(--muted);
        font-size: 0.9rem;
        overflow-wrap: anywhere;
      }
      .light::before {
        flex: none;
        align-self: center;
        width: 0.7rem;
        height: 0.7rem;
        border: 2px solid currentcolor;
        border-radius: 50%;
        content: '';
      }
      .light.on {
        color: var(--good);
        font-weight: 600;
      }
      .light.on::before {
        background: currentcolor;
      }
    `,
  ];

  constructor() {
    super();
    new Knowing(this);
  }

  override render() {
    return html`<section class="stack" aria-labelledby="connect">
      <h2 id="connect" tabindex="-1">Connect an agent</h2>
      <p>What it asks appears here at once, and it goes on when somebody answers.</p>
      <section class="panel" aria-labelledby="first">
        <h3 id="first">1. In a terminal, where the agent runs</h3>
        ${mayManage(me.standing) ? this.renderToken() : this.renderLack()}
        <hp-copyable
          .text=${environment(this.address, this.token)}
          label="Address and token"
          action="Copy address and token"
        ></hp-copyable>
      </section>
      <h3>2. One of these</h3>
      ${ways(this.address).map((way) => this.renderWay(way))}
    </section>`;
  }

  private renderToken() {
    if (this.token !== null) {
      return html`<p id="made" tabindex="-1">
          This token is good for a year, and may ask and nothing else. Take it now:
          <strong>it cannot be seen again</strong>
          once you leave this view. It stands among the tokens as “${WANTED.name}”, where it can be revoked.
        </p>
        <div class="actions"><button type="button" @click=${this.forget}>I have it</button></div>`;
    }
    return html`<p>An agent is known by a token, which may ask and nothing else.</p>
      <div class="actions">
        <button type="button" class="primary" ?disabled=${this.isBusy} @click=${this.make}>Make a token</button>
      </div>
      <p class="error" role="alert">${this.failure}</p>`;
  }

  /** A service that knows nobody on its own machine lets anybody there ask; a hook has a token all the same. */
  private renderLack() {
    return html`<p>
      An agent is known by a token, which may ask and nothing else. Whoever manages this service makes one; it goes
      where
      <code>YOUR_TOKEN</code> stands.
    </p>`;
  }

  private renderWay(way: Way) {
    return html`<section class="panel" aria-labelledby=${way.client}>
      <div class="heads">
        <h3 id=${way.client}>${way.title}</h3>
        ${this.renderLight(way)}
      </div>
      <p>${way.does}</p>
      ${way.pastes.map((paste) => renderPaste(way, paste))}
      ${way.notes.map((note) => html`<p class="hint">${note}</p>`)}
    </section>`;
  }

  private renderLight({ client }: Way) {
    const first = this.heard.of(client);
    return html`<span class="light ${first === null ? '' : 'on'}" id="light-${client}" role="status"
      >${
        first === null
          ? 'Has not asked yet'
          : html`<span>Connected: asked ${revealed(nameOf(first))} <hp-age .since=${first.requestedAt}></hp-age></span>`
      }</span
    >`;
  }

  private readonly make = async () => {
    if (this.isBusy) return;
    this.isBusy = true;
    this.failure = '';
    try {
      const made = await makeToken(WANTED);
      if (made.kind === 'made') this.token = made.answer.token;
      else this.failure = made.kind === 'refused' ? made.detail : made.errors.map(({ detail }) => detail).join('; ');
    } catch {
      this.failure =
        'No answer came, so it is not known whether one was made: look at the tokens before you try again.';
    }
    this.isBusy = false;
    if (this.token !== null) this.heard.restart();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#made')?.focus();
  };

  private readonly forget = async () => {
    this.token = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#connect')?.focus();
  };
}

function renderPaste({ title }: Way, { what, where, text }: Paste) {
  return html`<p>${where}</p>
    <hp-copyable .text=${text} label="${title}: ${what}" action="Copy the ${what}"></hp-copyable>`;
}

/** Null where the service does not know by which address it is called. */
function configuredAddress(): string | null {
  return document.querySelector<HTMLMetaElement>('meta[name="address"]')?.content ?? null;
}

customElements.define('hp-connect', ConnectView);
