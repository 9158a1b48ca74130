/** What a picker picks: a day, a time of day, or both. */
export type Picked = 'date' | 'time' | 'date-time';

const SHAPES: Readonly<Record<Picked, RegExp>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i,
  'date-time': /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i,
};

export function isPicked(format: string): format is Picked {
  return Object.hasOwn(SHAPES, format);
}

/** Whether a text is a moment that a picker can show. */
export function isMoment(text: string, picked: Picked): boolean {
  return SHAPES[picked].test(text) && (picked === 'time' || !Number.isNaN(Date.parse(text)));
}

/** A moment in the reader's own time, as an input of a browser wants it; empty where it is none. */
export function pickerOf(text: string, picked: Picked): string {
  if (!isMoment(text, picked)) {
    return '';
  }
  switch (picked) {
    case 'date':
      return text;
    case 'time':
      return text.slice(0, 8).replace(/[^\d:].*$/, '');
    case 'date-time': {
      const moment = new Date(text);
      return shifted(moment, -moment.getTimezoneOffset()).slice(0, moment.getSeconds() === 0 ? 16 : 19);
    }
  }
}

/**
 * What is sent for what a picker holds. Days with times go in UTC, as RFC 3339 has it and everybody reads it; a time of
 * day has the offset of now, but where a pattern says its own shape. What is no moment stays as it is.
 */
export function momentOf(picker: string, picked: Picked, hasPattern: boolean): string {
  if (picker === '' || picked === 'date') {
    return picker;
  }
  if (picked === 'time') {
    const time = picker.length === 5 ? `${picker}:00` : picker;
    return hasPattern ? time : time + offsetOf(new Date());
  }
  const moment = new Date(picker);
  return Number.isNaN(moment.getTime()) ? picker : moment.toISOString().replace(/\.000Z$/, 'Z');
}

/** The offset of the reader's zone at a moment, as RFC 3339 writes it. */
export function offsetOf(moment: Date): string {
  const minutes = -moment.getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
}

function shifted(moment: Date, minutes: number): string {
  return new Date(moment.getTime() + minutes * 60_000).toISOString();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
