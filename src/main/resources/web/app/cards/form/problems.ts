import type { FieldError } from '../../model/api';
import { jsonError } from '../../model/json';
import { chosenOf, itemsOf, memberOf, textIn, type Entry } from './entries';
import type { Field, MomentField, TextField } from './field';
import { isMoment } from './moments';
import { isNumber } from './numbers';
import { isBlank, jsonIn } from './response';
import { countProblem, numberProblem } from './words';

/** What is wrong, in words, by the pointer of the field that it is wrong with. */
export type Problems = ReadonlyMap<string, string>;

/** Where the answer stands in a request that settles. */
export const ROOT = '/response';

const NEEDED = 'This is needed.';
const MOMENTS = { date: 'no date', time: 'no time', 'date-time': 'no date and time' };

/** The pointer of what stands in something, as the server names it. */
export function pointerIn(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What is wrong with what is typed; the server judges by the whole schema, patterns included. */
export function problemsOf(field: Field, entry: Entry): Problems {
  return new Map(found(field, entry, ROOT));
}

function found(field: Field, entry: Entry, pointer: string): [string, string][] {
  if (field.kind === 'constant' || (entry === null && field.isNullable)) {
    return [];
  }
  const isEmpty = isBlank(field, entry);
  if (isEmpty && !field.isRequired) {
    return [];
  }
  const inner = innerOf(field, entry, pointer).flatMap(([one, typed, place]) => found(one, typed, place));
  const own = isEmpty ? missing(field, entry) : problemOf(field, entry);
  return own === null ? inner : [[pointer, own], ...inner];
}

/** The fields that a field has inside, with what is typed into them and where they stand. */
function innerOf(field: Field, entry: Entry, pointer: string): [Field, Entry, string][] {
  switch (field.kind) {
    case 'group':
      return field.members.map((member) => [
        member.field,
        memberOf(entry, member.name),
        pointerIn(pointer, member.name),
      ]);
    case 'list':
      return itemsOf(entry).map((item, index) => [field.item, item, pointerIn(pointer, index)]);
    case 'variants': {
      const alternative = chosenOf(field.alternatives, entry);
      return alternative === undefined ? [] : [[alternative, memberOf(entry, 'inner'), pointer]];
    }
    default:
      return [];
  }
}

/** What is wrong where nothing is filled in and something is needed. */
function missing(field: Field, entry: Entry): string | null {
  switch (field.kind) {
    case 'group':
      return null;
    case 'list':
      return countProblem(field, 0, 'Add');
    case 'choices':
      return countProblem(field, 0, 'Choose') ?? (entry === undefined ? 'Choose what fits, or none of them.' : null);
    case 'yes-no':
      return 'Choose yes or no.';
    case 'choice':
    case 'variants':
      return 'Choose one.';
    case 'json':
      return jsonIn(field, entry).trim() === '' ? NEEDED : null;
    default:
      return NEEDED;
  }
}

function problemOf(field: Field, entry: Entry): string | null {
  switch (field.kind) {
    case 'text':
      return textProblem(field, textIn(entry));
    case 'moment':
      return momentProblem(field, textIn(entry));
    case 'number': {
      const number = textIn(entry).trim();
      return isNumber(number) ? numberProblem(field, number) : 'This is no number, as 12 or 0.5 are.';
    }
    case 'list':
      return countProblem(field, itemsOf(entry).length, 'Keep');
    case 'choices':
      return countProblem(field, itemsOf(entry).length, 'Choose');
    case 'json': {
      const error = jsonError(jsonIn(field, entry));
      return error === null ? null : `This is no JSON: ${error}`;
    }
    default:
      return null;
  }
}

function textProblem(field: TextField, text: string): string | null {
  const isOdd =
    (field.input === 'email' && !/^[^\s@]+@[^\s@]+$/.test(text)) ||
    (field.input === 'url' && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(text));
  return isOdd ? `This is no ${field.format}.` : countProblem(field, Array.from(text).length, 'Write', ' characters');
}

function momentProblem({ picked }: MomentField, text: string): string | null {
  return isMoment(text, picked) ? null : `This is ${MOMENTS[picked]}.`;
}

/** What the server found wrong, each at the innermost field that it is about. */
export function placed(field: Field, entry: Entry, errors: readonly FieldError[]): Problems {
  const problems = new Map<string, string>();
  for (const { pointer, detail } of errors) {
    const place = placeOf(field, entry, pointer, ROOT);
    const rest = pointer.startsWith(place) ? pointer.slice(place.length) : pointer;
    const words = rest === '' ? detail : `${rest}: ${detail}`;
    const before = problems.get(place);
    problems.set(place, before === undefined ? words : `${before}; ${words}`);
  }
  return problems;
}

function placeOf(field: Field, entry: Entry, pointer: string, at: string): string {
  const inside = innerOf(field, entry, at).find(([, , place]) => pointer === place || pointer.startsWith(`${place}/`));
  return inside === undefined ? at : placeOf(inside[0], inside[1], pointer, inside[2]);
}
