import { css } from 'lit';

/** What every element of the page shares: boxes, type, buttons, fields. Colours are tokens of `app.css`. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  a {
    color: var(--link);
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-height: 2.5rem;
    padding: 0.4rem 0.95rem;
    border: 1px solid var(--line-strong);
    border-radius: 0.5rem;
    background: var(--surface);
    cursor: pointer;
    text-decoration: none;
  }
  button:hover:not(:disabled) {
    background: var(--raised);
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.primary:hover:not(:disabled) {
    background: var(--accent-strong);
  }
  button.danger {
    border-color: var(--bad);
    color: var(--bad);
    font-weight: 600;
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--muted);
  }
  button.plain:hover:not(:disabled) {
    background: var(--raised);
    color: var(--ink);
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    width: 100%;
    min-height: 2.5rem;
    padding: 0.45rem 0.65rem;
    border: 1px solid var(--line-strong);
    border-radius: 0.5rem;
    background: var(--field);
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 1.1rem;
    height: 1.1rem;
    margin: 0.15rem 0 0;
    flex: none;
    accent-color: var(--accent);
  }
  [aria-invalid='true'] {
    border-color: var(--bad) !important;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: 0.3rem;
  }
  .choice {
    display: flex;
    gap: 0.6rem;
    padding: 0.35rem 0;
    cursor: pointer;
  }
  .hint,
  .muted {
    color: var(--muted);
  }
  .hint {
    font-size: 0.875rem;
  }
  .error {
    color: var(--bad);
    font-size: 0.9rem;
    font-weight: 500;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }
  .stack {
    display: grid;
    gap: 1rem;
    min-width: 0;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    padding: 0.1rem 0.55rem;
    border-radius: 1rem;
    background: var(--raised);
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .chip.high,
  .chip.critical {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .chip.medium {
    background: var(--warn-soft);
    color: var(--warn);
  }
  code,
  pre,
  .mono {
    font-family: var(--mono);
    font-size: 0.875rem;
  }
  pre {
    margin: 0;
    padding: 0.8rem 1rem;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
    background: var(--code);
    overflow-x: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  mark {
    padding: 0 0.2em;
    border-radius: 0.2em;
    background: var(--warn-soft);
    color: var(--warn);
    font-family: var(--mono);
    font-size: 0.85em;
    font-weight: 700;
    unicode-bidi: isolate;
  }
  summary {
    cursor: pointer;
    color: var(--muted);
    padding: 0.3rem 0;
  }
  dialog {
    width: min(30rem, calc(100vw - 2rem));
    padding: 1.4rem;
    border: 1px solid var(--line-strong);
    border-radius: 0.75rem;
    background: var(--surface);
    color: var(--ink);
    overflow-wrap: anywhere;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
