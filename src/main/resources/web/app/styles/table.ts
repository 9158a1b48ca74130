import { css } from 'lit';

/**
 * Tables that are never wider than the screen: on a narrow one each row stands as a block, its cells one below the
 * other. The roles that a table gets by its boxes are to be written out for that; `data-label` stands before a cell.
 */
export const table = css`
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.55rem 0.8rem;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  th {
    color: var(--muted);
    font-size: 0.8125rem;
  }
  @media (max-width: 52rem) {
    table,
    tbody,
    tr,
    td {
      display: block;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tr {
      padding: 0.5rem 0;
      border-bottom: 1px solid var(--line);
    }
    td {
      padding: 0.15rem 0.8rem;
      border: 0;
    }
    td[data-label]::before {
      content: attr(data-label) ' ' / '';
      color: var(--muted);
    }
  }
`;
