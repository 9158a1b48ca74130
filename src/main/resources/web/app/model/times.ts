import { now } from './clock';

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export function dateTime(time: string): string {
  return DATE.format(new Date(time));
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** When something is due: the time, with its day where that is not today's. */
export function deadline(time: string): string {
  const date = new Date(time);
  return date.toDateString() === new Date(now()).toDateString() ? TIME.format(date) : DATE.format(date);
}

/** The time zone in which times are shown: `Europe/Berlin (GMT+1)`. */
export function zone(): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' }).formatToParts(new Date());
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const name = DATE.resolvedOptions().timeZone;
  return name === 'UTC' ? name : `${name} (${offset})`;
}

/** How long it is, in the two largest units that matter: `2 h 5 min`, `45 s`. */
export function span(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return `${minutes} min ${seconds % 60} s`;
  return `${seconds} s`;
}

/** How long something took: as `span`, and milliseconds where it was less than a second. */
export function took(millis: number): string {
  return millis < 1_000 ? `${Math.max(0, Math.round(millis))} ms` : span(millis);
}
