import type { Route } from './route';

const SAME = ['sessionId', 'type', 'origin', 'outcome', 'decidedBy'] as const;

/** What the history asks the service for: what was settled and passes the URL's filters, the last decision first. */
export function historyQuery(route: Route): URLSearchParams {
  const query = new URLSearchParams({ order: 'decided' });
  for (const name of SAME) {
    if (route[name] !== '') query.set(name, route[name]);
  }
  if (route.from !== '') query.set('decidedFrom', midnight(route.from, 0));
  if (route.to !== '') query.set('decidedTo', midnight(route.to, 1));
  if (route.search.trim() !== '') query.set('q', route.search.trim());
  return query;
}

/** Where a day begins in the reader's time zone, so many days later. */
function midnight(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
