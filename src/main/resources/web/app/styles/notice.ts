import { css } from 'lit';

/** A section that stands alone where a view has nothing to show yet. */
export const notice = css`
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
`;
