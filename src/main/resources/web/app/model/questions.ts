import { isObject, own, textOf } from './interaction';
import { without, type Member } from './members';

/** Something that can be chosen; or, where `cannot` says why not, only be read. */
export interface Option {
  readonly label: string;
  readonly description: string;
  readonly preview: string;
  readonly cannot: string | null;
  readonly rest: readonly Member[];
}

export interface Question {
  readonly text: string;
  readonly header: string;
  readonly options: readonly Option[];
  readonly isMultiple: boolean;
  /** An answer in one's own words is welcome. */
  readonly isFree: boolean;
  readonly rest: readonly Member[];
}

/** The questions of an `ask-user`; null where one of them is of another shape, so that no answer could be told. */
export function questionsOf(data: unknown): readonly Question[] | null {
  const all = isObject(data) && Object.hasOwn(data, 'questions') ? data['questions'] : null;
  if (!Array.isArray(all) || all.length === 0) {
    return null;
  }
  const questions = all.map(questionOf).filter((question) => question !== null);
  const texts = new Set(questions.map((question) => question.text));
  return texts.size === all.length ? questions : null;
}

function questionOf(value: unknown): Question | null {
  if (typeof value === 'string') {
    return value.trim() === '' ? null : { ...NONE, text: value };
  }
  if (!isObject(value)) {
    return null;
  }
  const text = textOf(own(value, 'question'));
  const options = own(value, 'options') ?? [];
  if (text.trim() === '' || !Array.isArray(options)) {
    return null;
  }
  const multiples = ['multiSelect', 'multiple'].filter((name) => typeof own(value, name) === 'boolean');
  const isFree = own(value, 'custom') !== false || options.length === 0;
  const shown = ['question', ...multiples];
  if (typeof own(value, 'header') === 'string') shown.push('header');
  if (Object.hasOwn(value, 'options')) shown.push('options');
  if (typeof own(value, 'custom') === 'boolean') shown.push('custom');
  return {
    text,
    header: textOf(own(value, 'header')),
    options: withoutTwins(options.map(optionOf)),
    isMultiple: multiples.some((name) => value[name] === true),
    isFree,
    rest: without(value, shown),
  };
}

const NONE: Question = { text: '', header: '', options: [], isMultiple: false, isFree: true, rest: [] };

function optionOf(value: unknown): Option {
  if (!isObject(value)) {
    const label = typeof value === 'string' ? value : '';
    const rest: Member[] = typeof value === 'string' ? [] : [['option', value]];
    return { label, description: '', preview: '', cannot: nameless(label), rest };
  }
  const texts = ['label', 'description', 'preview'].filter((name) => typeof own(value, name) === 'string');
  const label = textOf(own(value, 'label'));
  return {
    label,
    description: textOf(own(value, 'description')),
    preview: textOf(own(value, 'preview')),
    cannot: nameless(label),
    rest: without(value, texts),
  };
}

function nameless(label: string): string | null {
  return label.trim() === '' ? 'It has no name and cannot be chosen.' : null;
}

/** Options of one name could not be told apart in an answer. */
function withoutTwins(options: readonly Option[]): Option[] {
  const seen = new Map<string, number>();
  for (const { label } of options) seen.set(label, (seen.get(label) ?? 0) + 1);
  return options.map((option) =>
    option.cannot === null && seen.get(option.label)! > 1
      ? { ...option, cannot: 'Another option has the same name: the answer could not tell them apart.' }
      : option,
  );
}
