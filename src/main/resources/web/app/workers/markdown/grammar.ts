import { Tokenizer, type Lexer, type Token, type Tokens } from 'marked';

/** Beyond this a text is shown as it was written: nobody reads lists in lists in lists. */
const DEPTH = 12;

/** Says why a text cannot be drawn as Markdown. */
export class Unreadable extends Error {}

/**
 * Markdown as GitHub has it, but nothing is put down in one place and shown in another: what defines a link stands
 * where it was written, and a quotation is what has a `>` before it.
 */
export class Grammar extends Tokenizer {
  private depth = 0;

  /** `less` stands for each `<` of the text. */
  constructor(private readonly less: string) {
    super();
  }

  override def(): undefined {}
  override reflink(): undefined {}

  override blockquote(src: string): Tokens.Blockquote | undefined {
    const raw = /^(?: {0,3}>[^\n]*(?:\n|$))+/.exec(src)?.[0];
    if (raw === undefined) return undefined;
    const text = raw.replace(/^ {0,3}>[ \t]?/gm, '');
    return this.inside(() => ({ type: 'blockquote', raw, text, tokens: blocksOf(this.lexer, text) }));
  }

  override list(src: string): Tokens.List | undefined {
    return this.inside(() => super.list(src));
  }

  override escape(src: string): Tokens.Escape | undefined {
    return src.startsWith(`\\${this.less}`)
      ? { type: 'escape', raw: src.slice(0, 2), text: this.less }
      : super.escape(src);
  }

  /** An address ends where the angle brackets around it do. */
  override url(src: string): Tokens.Link | undefined {
    const link = super.url(src);
    const end = link?.raw.replaceAll(this.less, '>').indexOf('>') ?? -1;
    return end < 0 ? link : super.url(src.slice(0, end));
  }

  private inside<T>(read: () => T): T {
    if (++this.depth > DEPTH) {
      throw new Unreadable('it is nested too deeply');
    }
    const found = read();
    this.depth--;
    return found;
  }
}

/** The blocks of a text in a block. */
export function blocksOf(lexer: Lexer, text: string): Token[] {
  const { top } = lexer.state;
  lexer.state.top = true;
  const tokens = lexer.blockTokens(text, []);
  lexer.state.top = top;
  return tokens;
}
