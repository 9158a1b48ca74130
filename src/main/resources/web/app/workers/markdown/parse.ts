import { Lexer, type MarkedToken, type Tokens } from 'marked';
import { letters, textOf, type Block, type Inline, type Item, type Span } from '../../model/markdown';
import { pieces } from '../../model/text';
import { footnotes, type FootnoteToken } from './footnotes';
import { Grammar, Unreadable } from './grammar';

/** Beyond these a text is shown as it was written: drawing it would take too long. */
const DEPTH = 40;
const PARTS = 10_000;
const PIECES = 1_000;
/** A paragraph, heading or cell that is longer is shown as it was written, too: laying it out as one takes seconds. */
const LONGEST = 10_000;
/** Signs of the kind of `<` that hardly any text has: one that this text has not stands for it. */
const SIGNS = Array.from({ length: 256 }, (_, index) => String.fromCodePoint(0x2a00 + index));
const ALERT = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** Gives code its colours. */
export type Colouring = (text: string, info: string) => readonly Span[];

/**
 * Reads Markdown. The parser never meets a `<`: no text of an asker can make it believe that it is inside of a tag. A
 * block of which a word would not be shown comes as its source.
 */
export function parse(text: string, colour: Colouring): readonly Block[] {
  const less = SIGNS.find((sign) => !text.includes(sign));
  if (less === undefined) {
    throw new Unreadable('it has every sign that there is');
  }
  if (pieces(text).length > PIECES) {
    throw new Unreadable('too much of it has to be marked');
  }
  const lexer = new Lexer({ gfm: true, tokenizer: new Grammar(less), extensions: footnotes() });
  const reader = new Reader(less, colour);
  const tokens = lexer.lex(text.replaceAll('<', less));
  const blocks = tokens.flatMap((token) => reader.lossless(token as MarkedToken));
  if (letters(textOf(blocks)) !== letters(text)) {
    throw new Unreadable('as Markdown, words of it would be lost');
  }
  return blocks;
}

/** Makes of the parser's tokens what is drawn. */
class Reader {
  private parts = 0;
  private depth = 0;

  constructor(
    private readonly less: string,
    private readonly colour: Colouring,
  ) {}

  lossless(token: MarkedToken): Block[] {
    const blocks = this.block(token);
    const source = this.restored(token.raw);
    return letters(textOf(blocks)) === letters(source) ? blocks : [{ kind: 'source', text: source }];
  }

  private blocks(tokens: readonly Tokens.Generic[]): Block[] {
    return this.inside(() => tokens.flatMap((token) => this.block(token as MarkedToken | FootnoteToken)));
  }

  private block(token: MarkedToken | FootnoteToken): Block[] {
    if (hasLongText(token)) {
      return [{ kind: 'source', text: this.restored(token.raw) }];
    }
    switch (token.type) {
      case 'heading':
        return [{ kind: 'heading', level: token.depth, children: this.inlines(token.tokens) }];
      case 'paragraph':
      case 'text':
        return [{ kind: 'paragraph', children: this.inlines(token.tokens ?? [token]) }];
      case 'code': {
        const info = this.restored(token.lang ?? '');
        return [{ kind: 'code', info, spans: this.colour(this.restored(token.text), info) }];
      }
      case 'blockquote':
        return [alerted(this.blocks(token.tokens))];
      case 'list':
        return [
          { kind: 'list', isLoose: token.loose, items: token.items.map((item) => this.item(item, token.ordered)) },
        ];
      case 'table': {
        const rows = [token.header, ...token.rows];
        return [
          { kind: 'table', align: token.align, rows: rows.map((row) => row.map((cell) => this.inlines(cell.tokens))) },
        ];
      }
      case 'footnote':
        return [{ kind: 'footnote', label: this.restored(token.label), blocks: this.blocks(token.tokens!) }];
      case 'hr':
        return [{ kind: 'rule' }];
      case 'space':
      case 'checkbox':
        return [];
      default:
        return [{ kind: 'source', text: this.restored(token.raw) }];
    }
  }

  private item(item: Tokens.ListItem, isOrdered: boolean): Item {
    return {
      number: isOrdered ? Number(/\d+/.exec(item.raw)![0]) : null,
      box: item.task ? (item.checked === true ? 'done' : 'open') : null,
      blocks: this.blocks(item.tokens),
    };
  }

  private inlines(tokens: readonly Tokens.Generic[]): Inline[] {
    return this.inside(() => {
      const found: Inline[] = [];
      for (const token of tokens) {
        const next = this.inline(token as MarkedToken | FootnoteToken);
        const last = found.at(-1);
        if (typeof next === 'string' && typeof last === 'string') {
          found[found.length - 1] = last + next;
        } else {
          found.push(next);
        }
      }
      return found;
    });
  }

  private inline(token: MarkedToken | FootnoteToken): Inline {
    switch (token.type) {
      case 'em':
      case 'strong':
      case 'del':
        return { kind: token.type, children: this.inlines(token.tokens) };
      case 'codespan':
        return { kind: 'code', text: this.restored(token.text) };
      case 'br':
        return { kind: 'break' };
      case 'reference':
        return { kind: 'reference', label: this.restored(token.label) };
      case 'link':
        return {
          kind: 'link',
          children: this.inlines(token.tokens),
          href: this.restored(token.href),
          title: this.restored(token.title ?? ''),
          isBare: token.raw === token.text,
        };
      case 'checkbox':
        return '';
      case 'text':
      case 'escape':
        return this.restored(token.text);
      default:
        return this.restored(token.raw);
    }
  }

  private inside<T>(read: () => T): T {
    this.parts++;
    this.depth++;
    if (this.depth > DEPTH) {
      throw new Unreadable('it is nested too deeply');
    }
    if (this.parts > PARTS) {
      throw new Unreadable('it has too many parts');
    }
    const found = read();
    this.depth--;
    return found;
  }

  private restored(text: string): string {
    return text.replaceAll(this.less, '<');
  }
}

function hasLongText(token: MarkedToken | FootnoteToken): boolean {
  switch (token.type) {
    case 'paragraph':
    case 'text':
    case 'heading':
      return token.raw.length > LONGEST;
    case 'table':
      return [token.header, ...token.rows].flat().some((cell) => cell.text.length > LONGEST);
    default:
      return false;
  }
}

/** A quotation, which is an alert where its first line says so. */
function alerted(blocks: readonly Block[]): Block {
  const [first, ...rest] = blocks;
  if (first?.kind === 'paragraph' && typeof first.children[0] === 'string') {
    const [text, ...children] = first.children as [string, ...Inline[]];
    const [line, alert] = ALERT.exec(text) ?? [];
    if (line !== undefined) {
      const left = [text.slice(line.length), ...children].filter((child) => child !== '');
      return {
        kind: 'quote',
        alert: alert!,
        blocks: left.length === 0 ? rest : [{ ...first, children: left }, ...rest],
      };
    }
  }
  return { kind: 'quote', alert: null, blocks };
}
