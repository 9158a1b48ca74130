import { byUrgency, isObject, riskOf, type Interaction } from './interaction';
import { writeJson } from './json';
import type { Route } from './route';

export type Sort = 'left' | 'age' | 'risk';

/** The questions of one session. */
export interface Group {
  readonly sessionId: string;
  readonly items: readonly Interaction[];
  /** When its oldest question was asked. */
  readonly oldest: string;
}

/** Of a question's data so many characters are searched. */
const SEARCHED = 100_000;
const RISKS = ['critical', 'high', 'medium', 'low'];

/** Of these questions, those that the filters of the address let through, in the order that it asks for. */
export function arranged(items: readonly Interaction[], route: Route): Interaction[] {
  const words = route.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return items
    .filter(
      (item) =>
        (route.sessionId === '' || item.sessionId === route.sessionId) &&
        (route.type === '' || item.type === route.type) &&
        words.every((word) => searchable(item).includes(word)),
    )
    .sort(ORDERS[route.sort]);
}

const ORDERS: Readonly<Record<Sort, (one: Interaction, other: Interaction) => number>> = {
  left: byUrgency,
  age: (one, other) => Date.parse(one.requestedAt) - Date.parse(other.requestedAt) || byUrgency(one, other),
  risk: (one, other) => rank(one) - rank(other) || byUrgency(one, other),
};

function rank(interaction: Interaction): number {
  const rank = RISKS.indexOf(riskOf(interaction));
  return rank < 0 ? RISKS.length - 1.5 : rank;
}

/** Sessions in the order of their first questions, each with its questions as they are arranged. */
export function grouped(items: readonly Interaction[]): Group[] {
  const groups = new Map<string, Interaction[]>();
  for (const item of items) {
    const group = groups.get(item.sessionId);
    if (group === undefined) groups.set(item.sessionId, [item]);
    else group.push(item);
  }
  return [...groups].map(([sessionId, all]) => ({
    sessionId,
    items: all,
    oldest: all.reduce((least, item) => (item.requestedAt < least ? item.requestedAt : least), all[0]!.requestedAt),
  }));
}

const texts = new WeakMap<Interaction, string>();

/** What a search looks through: the title, the session, and what is asked, with its commands as they read. */
function searchable(item: Interaction): string {
  let text = texts.get(item);
  if (text === undefined) {
    const found = [item.title ?? '', item.type, item.sessionId];
    collect(item.data, found);
    text = found.join('\n').slice(0, SEARCHED).toLowerCase();
    texts.set(item, text);
  }
  return text;
}

function collect(value: unknown, found: string[]): void {
  if (typeof value === 'string') {
    found.push(value);
  } else if (Array.isArray(value)) {
    value.forEach((element) => collect(element, found));
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      found.push(name);
      collect(member, found);
    }
  } else {
    found.push(writeJson(value));
  }
}
