import type { ChoicesField, Field, ListField, NumberField, TextField } from './field';
import { compare, isWhole } from './numbers';

/** What JavaScript can count to: as a bound it tells nobody anything. */
const SAFE = '9007199254740991';

type Counted = ListField | ChoicesField | TextField;

/** What a field takes, told before it is filled in. */
export function limitsOf(field: Field): string {
  switch (field.kind) {
    case 'number':
      return sentence([field.isInteger ? 'a whole number' : '', ...rangesOf(field)]);
    case 'text':
      return sentence([counted(field, 'character', 'characters')]);
    case 'list':
    case 'choices':
      return sentence([counted(field, 'of them', 'of them')]);
    default:
      return '';
  }
}

/** What is wrong with a number, as it is typed; null where nothing is. */
export function numberProblem(field: NumberField, number: string): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.bounds;
  if (field.isInteger && !isWhole(number)) return 'A whole number is needed.';
  if (minimum !== undefined && compare(number, minimum) < 0) return `At least ${minimum}.`;
  if (maximum !== undefined && compare(number, maximum) > 0) return `${maximum} at most.`;
  if (exclusiveMinimum !== undefined && compare(number, exclusiveMinimum) <= 0) return `More than ${exclusiveMinimum}.`;
  return exclusiveMaximum !== undefined && compare(number, exclusiveMaximum) >= 0
    ? `Less than ${exclusiveMaximum}.`
    : null;
}

/** What is wrong with how many there are; null where nothing is. `verb` begins what is to be done. */
export function countProblem({ least, most }: Counted, count: number, verb: string, what = ''): string | null {
  if (least !== undefined && count < least) return `${verb} at least ${least}${what}.`;
  return most !== undefined && count > most ? `${verb} ${most}${what} at most.` : null;
}

function rangesOf({ bounds }: NumberField): string[] {
  const { exclusiveMinimum, exclusiveMaximum, multipleOf } = bounds;
  const minimum = bounds.minimum === `-${SAFE}` ? undefined : bounds.minimum;
  const maximum = bounds.maximum === SAFE ? undefined : bounds.maximum;
  const isBoth = minimum !== undefined && maximum !== undefined;
  return [
    isBoth ? `${minimum} to ${maximum}` : '',
    isBoth || minimum === undefined ? '' : `at least ${minimum}`,
    isBoth || maximum === undefined ? '' : `at most ${maximum}`,
    exclusiveMinimum === undefined ? '' : `more than ${exclusiveMinimum}`,
    exclusiveMaximum === undefined ? '' : `less than ${exclusiveMaximum}`,
    multipleOf === undefined ? '' : `a multiple of ${multipleOf}`,
  ];
}

function counted({ least, most }: Counted, one: string, many: string): string {
  const from = (least ?? 0) > 0 ? least : undefined;
  const of = (count: number) => `${count} ${count === 1 ? one : many}`;
  if (from !== undefined && most !== undefined) {
    return from === most ? `exactly ${of(from)}` : `${from} to ${of(most)}`;
  }
  return from !== undefined ? `at least ${of(from)}` : most !== undefined ? `at most ${of(most)}` : '';
}

function sentence(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join(', ');
  return text === '' ? '' : text[0]!.toUpperCase() + text.slice(1);
}
