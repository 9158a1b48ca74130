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

/** A section that tells, above what there is, that something did not come about. */
export const trouble = css`
  section {
    display: grid;
    gap: 0.75rem;
    max-width: 46rem;
    margin: 0 auto 1rem;
    padding: 1rem 1.2rem;
    border-radius: 0.75rem;
    background: var(--warn-soft);
  }
  h2 {
    font-size: 1.1rem;
  }
`;
