import { LitElement, html } from 'lit';
import { state } from 'lit/decorators.js';
import { me } from '../model/me';
import { mayManage } from '../model/permissions';
import { href } from '../model/route';
import { copy } from '../parts/clipboard';
import { Knowing } from '../parts/knowing';
import { followLink } from '../parts/links';
import { base } from '../styles/base';
import { notice } from '../styles/notice';

/** Nothing is pending: says what will come here, and how to send a first question. */
export class EmptyInbox extends LitElement {
  @state() private isCopied = false;

  static override styles = [base, notice];

  constructor() {
    super();
    new Knowing(this);
  }

  override render() {
    const needsToken = me.account?.access === 'required';
    const command = firstQuestion(needsToken);
    return html`<section>
      <h2>Nothing waits for you</h2>
      <p>
        When an agent, a workflow or a script asks something, it appears here at once, in every tab. Whoever answers
        first decides; everybody else sees what was decided.
      </p>
      <p>
        <a href=${href({ view: 'agents' })} @click=${followLink}>Connect an agent</a>, or send a first question from a
        terminal. It waits for your answer:
      </p>
      ${needsToken ? this.renderTokens() : ''}
      <pre tabindex="0" role="group" aria-label="Command"><code>${command}</code></pre>
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.copy(command)}>
          ${this.isCopied ? 'Copied' : 'Copy'}
        </button>
        <span class="hint" role="status">${this.isCopied ? 'Paste it into a terminal.' : ''}</span>
      </div>
    </section>`;
  }

  private renderTokens() {
    const made = mayManage(me.standing)
      ? html`<a href=${href({ view: 'tokens' })} @click=${followLink}>Make one.</a>`
      : 'Whoever manages this service makes one.';
    return html`<p>Whoever asks needs a token that may ask. ${made}</p>`;
  }

  private async copy(command: string): Promise<void> {
    this.isCopied = await copy(command);
  }
}

function firstQuestion(needsToken: boolean): string {
  const body = JSON.stringify({
    type: 'permission',
    sessionId: 'first-steps',
    title: 'Drop the staging schema?',
    metadata: { riskLevel: 'high' },
    data: { toolName: 'Bash', input: { command: "psql -c 'drop schema public cascade'" } },
  }).replaceAll("'", "'\\''");
  return [
    `curl -s -H 'Content-Type: application/json' -H 'Prefer: wait=60' \\`,
    ...(needsToken ? [`  -H "Authorization: Bearer $HOLDPOINT_TOKEN" \\`] : []),
    `  --data '${body}' \\`,
    `  ${new URL('v1/interactions', document.baseURI)}`,
  ].join('\n');
}

customElements.define('hp-empty-inbox', EmptyInbox);
