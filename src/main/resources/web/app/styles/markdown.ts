import { css } from 'lit';

/** How Markdown looks. */
export const markdown = css`
  h3,
  h4,
  h5,
  h6 {
    margin: 0;
    font-size: 1rem;
    line-height: 1.3;
  }
  h3,
  h4 {
    font-size: 1.15rem;
  }
  nav {
    columns: 14rem;
    margin-bottom: 1rem;
    padding-bottom: 0.5rem;
    border-bottom: 1px solid var(--line);
  }
  nav button {
    width: 100%;
    min-height: 2rem;
    padding: 0.2rem 0.5rem;
    text-align: start;
    break-inside: avoid;
  }
  .depth-1 {
    padding-inline-start: 1.5rem;
  }
  .markdown > * + *,
  li > * + *,
  blockquote > * + *,
  .footnote > div > * + * {
    margin-top: 0.75rem;
  }
  .tight > li > * + * {
    margin-top: 0.25rem;
  }
  .markdown {
    overflow-wrap: anywhere;
  }
  .markdown p,
  h3,
  h4,
  h5,
  h6 {
    white-space: pre-line;
  }
  .markdown ul,
  .markdown ol {
    padding: 0;
  }
  li {
    position: relative;
    margin-inline-start: 1.6em;
  }
  li + li {
    margin-top: 0.75rem;
  }
  .tight > li + li {
    margin-top: 0.25rem;
  }
  .task {
    list-style: none;
  }
  .box {
    position: absolute;
    inset-inline-start: -1.4em;
  }
  ol > li > .box {
    position: static;
    float: inline-start;
    margin-inline-end: 0.4em;
  }
  .box.open::before {
    content: '☐';
  }
  .box.done::before {
    content: '☑';
    color: var(--good);
  }
  figcaption {
    color: var(--muted);
  }
  .table {
    contain: inline-size;
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    overflow-wrap: normal;
    word-break: normal;
  }
  th,
  td {
    padding: 0.3rem 0.75rem;
    border: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  .short {
    white-space: nowrap;
  }
  .left {
    text-align: left;
  }
  .center {
    text-align: center;
  }
  .right {
    text-align: right;
  }
  blockquote {
    margin: 0;
    padding-inline-start: 1rem;
    border-inline-start: 3px solid var(--line-strong);
    color: var(--muted);
  }
  .alert {
    color: inherit;
    border-color: var(--accent);
  }
  .alert > .label {
    color: var(--accent);
    font-weight: 700;
  }
  .warning,
  .caution {
    border-color: var(--warn);
  }
  .warning > .label,
  .caution > .label {
    color: var(--warn);
  }
  .caution {
    border-color: var(--bad);
  }
  .caution > .label {
    color: var(--bad);
  }
  :not(pre) > code {
    padding: 0.1em 0.3em;
    border-radius: 0.25em;
    background: var(--raised);
    unicode-bidi: isolate;
  }
  .target {
    color: var(--muted);
    font: 0.8125rem var(--mono);
  }
  .footnote {
    display: flex;
    gap: 0.6em;
    font-size: 0.9rem;
  }
  .hint + hp-source {
    margin-top: 0.5rem;
  }
  .long > *,
  .long li {
    content-visibility: auto;
    contain-intrinsic-size: auto 3rem;
  }
  .hljs-comment,
  .hljs-quote,
  .hljs-meta {
    color: var(--muted);
  }
  .hljs-keyword,
  .hljs-built_in,
  .hljs-literal,
  .hljs-number,
  .hljs-type {
    color: var(--warn);
  }
  .hljs-string,
  .hljs-addition {
    color: var(--good);
  }
  .hljs-deletion {
    color: var(--bad);
  }
  .hljs-attr,
  .hljs-attribute,
  .hljs-variable,
  .hljs-title,
  .hljs-name,
  .hljs-section {
    color: var(--link);
  }
`;
