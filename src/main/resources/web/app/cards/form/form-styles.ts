import { css } from 'lit';

/** What the fields of a form look like; they stand in the tree of their card. */
export const formStyles = css`
  .group {
    display: grid;
    gap: 1rem;
    min-width: 0;
  }
  .framed {
    padding: 0.9rem 1.1rem;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
  }
  .framed > legend {
    padding: 0 0.4rem;
    margin-left: -0.4rem;
  }
  legend,
  label {
    overflow-wrap: anywhere;
  }
  .field > label:not(.hint, .choice) {
    font-weight: 600;
  }
  .field > .group {
    margin-top: 0.6rem;
  }
  label > .hint,
  legend > .hint {
    font-weight: normal;
  }
  .lines {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.2rem;
  }
  .row > :not(.choice) {
    flex-basis: 100%;
  }
  .choice small {
    display: block;
  }
  .item {
    display: grid;
    gap: 0.3rem;
    justify-items: start;
  }
  .item > :first-child {
    justify-self: stretch;
  }
  .hint:not(:has(*), p, span, small) {
    display: none;
  }
  input:not([type='checkbox'], [type='radio']),
  textarea,
  select {
    max-width: 32rem;
  }
  textarea {
    field-sizing: content;
    min-height: 5rem;
    max-width: 44rem;
    max-height: 60vh;
    resize: vertical;
  }
`;
