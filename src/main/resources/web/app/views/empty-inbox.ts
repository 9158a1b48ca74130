import { LitElement, css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { copy } from '../parts/clipboard';
import { base } from '../styles/base';

/** Nothing is pending: says what will come here, and how to send a first question. */
export class EmptyInbox extends LitElement {
  @state() private isCopied = false;

  static override styles = [
    base,
    css`
      section {
        display: grid;
        gap: 1rem;
        max-width: 46rem;
        margin: 6vh auto 0;
        padding: 1.6rem;
        border: 1px solid var(--line);
        border-radius: 0.75rem;
        background: var(--surface);
      }
      h2 {
        font-size: 1.35rem;
      }
    `,
  ];

  override render() {
    const command = firstQuestion();
    return html`<section>
      <h2>Nothing waits for you</h2>
      <p>
        When an agent, a workflow or a script asks something, it appears here at once, in every tab. Whoever answers
        first decides; everybody else sees what was decided.
      </p>
      <p>Send a first question from a terminal. It waits for your answer:</p>
      <pre tabindex="0" role="group" aria-label="Command"><code>${command}</code></pre>
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.copy(command)}>
          ${this.isCopied ? 'Copied' : 'Copy'}
        </button>
        <span class="hint" role="status">${this.isCopied ? 'Paste it into a terminal.' : ''}</span>
      </div>
    </section>`;
  }

  private async copy(command: string): Promise<void> {
    await copy(command);
    this.isCopied = true;
  }
}

function firstQuestion(): string {
  const body = JSON.stringify({
    type: 'permission',
    sessionId: 'first-steps',
    title: 'Drop the staging schema?',
    metadata: { riskLevel: 'high' },
    data: { toolName: 'Bash', input: { command: "psql -c 'drop schema public cascade'" } },
  }).replaceAll("'", "'\\''");
  return [
    `curl -s -H 'Content-Type: application/json' -H 'Prefer: wait=60' \\`,
    `  --data '${body}' \\`,
    `  ${new URL('v1/interactions', document.baseURI)}`,
  ].join('\n');
}

customElements.define('hp-empty-inbox', EmptyInbox);
