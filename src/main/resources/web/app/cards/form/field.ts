import type { Picked } from './moments';

/** What every field of a form has, whatever it is drawn as. */
export interface Shared {
  readonly label: string;
  readonly hint: string;
  readonly isRequired: boolean;
  /** `null` is an answer of its own. */
  readonly isNullable: boolean;
  /** What stands in it before anybody typed; undefined where the schema has no default. */
  readonly initial: unknown;
  readonly examples: readonly unknown[];
}

export interface TextField extends Shared {
  readonly kind: 'text';
  readonly input: 'text' | 'email' | 'url';
  /** It may have many lines, or is too long for one. */
  readonly isLong: boolean;
  readonly isSecret: boolean;
  readonly format: string;
  readonly pattern: string;
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/** Bounds are literals: they are compared as they are written. */
export interface NumberField extends Shared {
  readonly kind: 'number';
  readonly isInteger: boolean;
  readonly isSecret: boolean;
  readonly bounds: Readonly<Partial<Record<Bound, string>>>;
}
export type Bound = 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'multipleOf';

export interface MomentField extends Shared {
  readonly kind: 'moment';
  readonly picked: Picked;
  readonly pattern: string;
}

export interface YesNoField extends Shared {
  readonly kind: 'yes-no';
}

export interface Option {
  /** Its value as JSON, by which it is known. */
  readonly key: string;
  readonly value: unknown;
  readonly label: string;
  readonly hint: string;
}

export interface ChoiceField extends Shared {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}

export interface ChoicesField extends Shared {
  readonly kind: 'choices';
  readonly options: readonly Option[];
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/** Nothing to fill in: a value that cannot be otherwise. Undefined where there is none. */
export interface ConstantField extends Shared {
  readonly kind: 'constant';
  readonly value: unknown;
}

export interface GroupField extends Shared {
  readonly kind: 'group';
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly field: Field;
}

export interface ListField extends Shared {
  readonly kind: 'list';
  readonly item: Field;
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/** One of several shapes, which is chosen first. */
export interface VariantsField extends Shared {
  readonly kind: 'variants';
  readonly alternatives: readonly Field[];
}

/** What no field can be: it is answered as JSON. `template` stands in it at first where an answer is needed. */
export interface JsonField extends Shared {
  readonly kind: 'json';
  readonly schema: unknown;
  readonly template: string;
}

/** A field of a form, made from a part of a JSON Schema. */
export type Field =
  | TextField
  | NumberField
  | MomentField
  | YesNoField
  | ChoiceField
  | ChoicesField
  | ConstantField
  | GroupField
  | ListField
  | VariantsField
  | JsonField;

/** More options than these are searched. */
export const MOST_OPTIONS = 100;

/** How many inputs a field is drawn with at first, or what takes as long. */
export function sizeOf(field: Field): number {
  switch (field.kind) {
    case 'group':
      return field.members.reduce((sum, { field: inner }) => sum + sizeOf(inner), 1);
    case 'list':
      return 1 + (Array.isArray(field.initial) ? field.initial.length : 0) * sizeOf(field.item);
    case 'choices':
      return 1 + Math.min(field.options.length, MOST_OPTIONS);
    case 'choice':
      return 1 + Math.min(field.options.length, MOST_OPTIONS) / 10;
    case 'json':
      return 5;
    default:
      return 1;
  }
}

/** Whether what is typed somewhere in a field is to stay out of what the browser keeps. */
export function hasSecrets(field: Field): boolean {
  switch (field.kind) {
    case 'text':
    case 'number':
      return field.isSecret;
    case 'group':
      return field.members.some((member) => hasSecrets(member.field));
    case 'list':
      return hasSecrets(field.item);
    case 'variants':
      return field.alternatives.some(hasSecrets);
    default:
      return false;
  }
}
