import type { Sort } from './arrange';

const SORTS: readonly Sort[] = ['left', 'age', 'risk'];

/** Where the reader is; all of it stands in the URL, so that a link or a reload leads to the same place. */
export interface Route {
  readonly view: View;
  readonly id: string | null;
  readonly sessionId: string;
  readonly type: string;
  readonly search: string;
  readonly origin: string;
  readonly outcome: string;
  readonly decidedBy: string;
  /** The first and the last day of decisions that are shown, as `2026-11-24`, in the reader's time zone. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly sort: Sort;
  /** Questions of a session stand together. */
  readonly group: '' | 'session';
}

export type View = 'inbox' | 'history' | 'numbers' | 'agents' | 'tokens';

const VIEWS: readonly View[] = ['inbox', 'history', 'numbers', 'agents', 'tokens'];

const DEFAULTS: Route = {
  view: 'inbox',
  id: null,
  sessionId: '',
  type: '',
  search: '',
  origin: '',
  outcome: '',
  decidedBy: '',
  from: '',
  to: '',
  days: 1,
  sort: 'left',
  group: '',
};

export function current(): Route {
  const query = new URLSearchParams(location.search);
  const view = query.get('view');
  return {
    view: VIEWS.find((one) => one === view) ?? 'inbox',
    id: query.get('id'),
    sessionId: query.get('sessionId') ?? '',
    type: query.get('type') ?? '',
    search: query.get('search') ?? '',
    origin: query.get('origin') ?? '',
    outcome: query.get('outcome') ?? '',
    decidedBy: query.get('decidedBy') ?? '',
    from: day(query.get('from')),
    to: day(query.get('to')),
    days: Number(query.get('days')) || DEFAULTS.days,
    sort: SORTS.find((sort) => sort === query.get('sort')) ?? DEFAULTS.sort,
    group: query.get('group') === 'session' ? 'session' : '',
  };
}

function day(text: string | null): string {
  const isDay = text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDay ? text : '';
}

/** Filters that only the history has: a link to another view leaves them behind. */
const OF_HISTORY: ReadonlySet<string> = new Set(['origin', 'outcome', 'decidedBy', 'from', 'to']);

export function href(change: Partial<Route>): string {
  const route = { ...current(), ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(route)) {
    const isOfView = route.view === 'history' || !OF_HISTORY.has(name);
    if (isOfView && value !== DEFAULTS[name as keyof Route] && value !== null) {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return text === '' ? './' : `./?${text}`;
}

/** Goes there; small changes (a filter, a search) replace the place in the browser's history. */
export function go(change: Partial<Route>, replace = false): void {
  const url = href(change);
  if (replace) {
    history.replaceState(null, '', url);
  } else {
    history.pushState(null, '', url);
  }
  window.dispatchEvent(new Event('route'));
}

window.addEventListener('popstate', () => window.dispatchEvent(new Event('route')));
