import { RIGHT_TO_LEFT } from './characters';

/** A part of a text in one colour: that of a class of the highlighter, or none. */
export interface Span {
  readonly text: string;
  readonly colour: string;
}

/** What stands in a line. A text is a text. */
export type Inline =
  | string
  | { readonly kind: 'em' | 'strong' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'reference'; readonly label: string }
  | Link;

/** A link; `isBare` where the text was only its address, which the parser may have made whole. */
export interface Link {
  readonly kind: 'link';
  readonly children: readonly Inline[];
  readonly href: string;
  readonly title: string;
  readonly isBare: boolean;
}

/** An item of a list; `number` where the list has them, that which was written; `box` where it is a task. */
export interface Item {
  readonly number: number | null;
  readonly box: 'done' | 'open' | null;
  readonly blocks: readonly Block[];
}

export type Align = 'left' | 'center' | 'right' | null;

/** What stands on lines of its own. The `source` of a block is that of one which could not be drawn without a loss. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly info: string; readonly spans: readonly Span[] }
  | { readonly kind: 'quote'; readonly alert: string | null; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly isLoose: boolean; readonly items: readonly Item[] }
  | {
      readonly kind: 'table';
      readonly align: readonly Align[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'footnote'; readonly label: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'source'; readonly text: string }
  | { readonly kind: 'rule' };

/** What a worker answers: the text as Markdown, or why it cannot be. */
export type Reading = { readonly blocks: readonly Block[] } | { readonly problem: string };

/**
 * The letters and digits of a text, one behind the other. Markdown is drawn without a loss where those that are shown
 * are those of the source: its mark-up is made of neither.
 */
export function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]|\p{DI}/gu, '').toLowerCase();
}

/** All text of blocks, in the order in which it is drawn. */
export function textOf(blocks: readonly Block[]): string {
  return [...textsOf(blocks)].map(({ text }) => text).join(' ');
}

/** The side on which blocks begin: that of their first letter which is not code. */
export function directionOf(blocks: readonly Block[]): 'ltr' | 'rtl' {
  for (const { text, isCode } of textsOf(blocks)) {
    const letter = isCode ? undefined : /\p{L}/u.exec(text)?.[0];
    if (letter !== undefined) {
      return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
    }
  }
  return 'ltr';
}

interface Written {
  readonly text: string;
  readonly isCode: boolean;
}

function* textsOf(blocks: readonly Block[]): Generator<Written> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        yield* textsIn(block.children);
        break;
      case 'code':
        yield code(block.info);
        yield code(block.spans.map(({ text }) => text).join(''));
        break;
      case 'quote':
        yield code(block.alert ?? '');
        yield* textsOf(block.blocks);
        break;
      case 'list':
        for (const { number, box, blocks: inner } of block.items) {
          if (number !== null) yield code(String(number));
          if (box === 'done') yield code('x');
          yield* textsOf(inner);
        }
        break;
      case 'table':
        for (const cell of block.rows.flat()) {
          yield* textsIn(cell);
        }
        break;
      case 'footnote':
        yield code(block.label);
        yield* textsOf(block.blocks);
        break;
      case 'source':
        yield { text: block.text, isCode: false };
        break;
      case 'rule':
    }
  }
}

function* textsIn(children: readonly Inline[]): Generator<Written> {
  for (const child of children) {
    if (typeof child === 'string') {
      yield { text: child, isCode: false };
    } else if (child.kind === 'code') {
      yield code(child.text);
    } else if (child.kind === 'reference') {
      yield code(child.label);
    } else if (child.kind !== 'break') {
      yield* textsIn(child.children);
      if (child.kind === 'link' && !child.isBare) {
        yield code(`${child.href} ${child.title}`);
      }
    }
  }
}

function code(text: string): Written {
  return { text, isCode: true };
}
