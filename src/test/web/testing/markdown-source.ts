import type { Random } from './random';

/** Pieces of which any may stand anywhere, and break what stands around them. */
const ODD = [
  ...[
    '<',
    '>',
    '&',
    '&amp;',
    '&#x3c;',
    '<b>',
    '</b>',
    '<!-- ',
    ' -->',
    '<pre>',
    '<script>',
    '</script>',
    '<a href="x">',
  ],
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '~',
    '`',
    '``',
    '```',
    '\\',
    '\\<',
    '\\*',
    '[',
    ']',
    '(',
    ')',
    '![',
    '](',
    '[^1]',
    '[^x]:',
  ],
  ...[
    '|',
    '\\|',
    '\n',
    '\n\n',
    '  \n',
    '\t',
    '    ',
    '\r\n',
    '\r',
    '#',
    '- ',
    '1. ',
    '> ',
    '---',
    '===',
    ':--',
    '[ ] ',
    '[x] ',
  ],
  ...[
    '\u200b',
    '\u202e',
    '\u00a0',
    '\u2028',
    '\u0000',
    '\ufeff',
    '\ud800',
    '\u2a00',
    '\u2a79',
    '👩‍💻',
    'https://',
    'www.',
    '@',
  ],
];

const EMPHASIS = ['*', '_', '**', '__', '~~', '***'];

/**
 * Writes Markdown, more or less: every form that there is, in any other, with words that occur once, and now and then a
 * piece that fits nowhere.
 */
export class MarkdownSource {
  private words = 0;

  constructor(private readonly random: Random) {}

  document(): string {
    return this.random.some(8, () => this.block(3)).join(this.random.of(['\n\n', '\n\n', '\n', '\n\n\n']));
  }

  private block(depth: number): string {
    const { random } = this;
    const forms: (() => string)[] = [
      () => this.lines(),
      () =>
        `${'#'.repeat(1 + random.below(7))}${random.of([' ', '', '\t'])}${this.line()}${random.of(['', ' #', ' ##'])}`,
      () => `${this.lines()}\n${random.of(['===', '---', '=', '-  '])}`,
      () => this.table(),
      () => this.fence(),
      () => this.lines().replace(/^/gm, '    '),
      () => `[${this.word()}]: ${this.address()} ${this.title()}`,
      () =>
        `[^${random.of(['1', 'x', this.word()])}]: ${this.line()}${random.of(['', '\n', '\n\n    '])}${this.line()}`,
      () => random.of(['---', '***', '_ _ _']),
      () =>
        `<${random.of(['div', 'pre', 'table', 'x', '!--', '?', '![CDATA['])} ${this.word()}>\n${this.lines()}\n</div>`,
    ];
    if (depth > 0) {
      forms.push(
        () => this.list(depth),
        () => this.quote(depth),
        () => `> [!${random.of(['NOTE', 'warning', 'Tip', this.word()])}]\n${this.quote(depth)}`,
      );
    }
    return random.of(forms)();
  }

  private list(depth: number): string {
    const { random } = this;
    const sign = random.of(['-', '*', '+', '1.', '2)', '07.']);
    return random
      .some(4, () => {
        const mark = random.of([sign, sign, sign, random.of(['-', '3.'])]) + random.of([' ', '  ', '\t']);
        const task = random.of(['', '', '[x] ', '[X] ', '[ ] ', '[x]']);
        const inner = random.some(2, () => this.block(depth - 1)).join(random.of(['\n', '\n\n']));
        return mark + task + inner.replaceAll('\n', `\n${' '.repeat(mark.length - random.below(2))}`);
      })
      .join(random.of(['\n', '\n', '\n\n']));
  }

  private quote(depth: number): string {
    const sign = this.random.of(['>', '> ', '> > ', '   >']);
    return this.block(depth - 1)
      .split('\n')
      .map((line) => (this.random.below(9) === 0 ? line : sign + line))
      .join('\n');
  }

  private table(): string {
    const { random } = this;
    const columns = 1 + random.below(4);
    const row = (count: number, cell: () => string) =>
      random.of(['| ', '']) + Array.from({ length: count }, cell).join(' | ') + random.of([' |', '']);
    return [
      row(columns, () => this.phrase()),
      row(columns, () => random.of(['---', ':--', ':-:', '--:', '-'])),
      ...random.some(3, () => row(columns + random.of([0, 0, 0, -1, 1]), () => this.phrase())),
    ].join('\n');
  }

  private fence(): string {
    const fence = this.random.of(['```', '~~~', '````', '```']);
    const info = this.random.of(['', 'js', ' sh title="' + this.word() + '"', this.word() + ' ' + this.odd()]);
    return `${fence}${info}\n${this.lines()}\n${this.random.of([fence, fence, fence, ''])}`;
  }

  private lines(): string {
    return this.random.some(3, () => this.line()).join(this.random.of(['\n', '  \n', '\\\n']));
  }

  private line(): string {
    return this.random.some(5, () => this.phrase()).join(' ');
  }

  private phrase(): string {
    const { random } = this;
    return random.of([
      () => this.word(),
      () => this.word(),
      () => this.word() + this.odd() + this.word(),
      () => random.of(EMPHASIS) + this.word() + random.of(EMPHASIS),
      () => `**${this.word()} _${this.word()}_ ~~${this.odd()}~~**`,
      () => `\`${this.word()}${this.odd()}\``,
      () => `[${this.word()} ${this.odd()}](${this.address()} ${this.title()})`,
      () => `![${this.word()}](${this.address()} ${this.title()})`,
      () => `[${this.word()}][${this.word()}]`,
      () => `[^${random.of(['1', 'x'])}]`,
      () => `<${this.address()}>`,
      () => this.address(),
      () => `${this.word()}@${this.word()}.example`,
      () => `<b ${this.word()}="${this.word()}">${this.word()}</b>`,
    ])();
  }

  private address(): string {
    return this.random.of([
      () => `https://${this.word()}.example/${this.word()}?a=${this.odd()}&b=(${this.word()})`,
      () => `www.${this.word()}.example`,
      () => `/${this.word()}`,
      () => `<${this.word()} ${this.word()}>`,
      () => `javascript:${this.word()}`,
    ])();
  }

  private title(): string {
    return this.random.of(['', `"${this.word()}"`, `'${this.word()} \\"${this.word()}'`, `(${this.word()})`]);
  }

  private odd(): string {
    return this.random.of(ODD);
  }

  private word(): string {
    return this.random.of(['w', 'Wort', 'слово', 'מילה', '語', 'w_']) + String(++this.words);
  }
}
