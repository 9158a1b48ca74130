/** What has no shape of its own: controls, fillers, joiners, tags, spaces, halves of pairs; not line feed, not tab. */
export const SHAPELESS = String.raw`(?![\n\t ])[\p{DI}\p{Cc}\p{Zs}\p{Zl}\p{Zp}\p{Cs}\u2800\ufff9-\ufffc\u{1d159}]`;

/** Letters and digits of scripts that run from right to left. */
export const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The sequences of emoji (UTS 51, ED-5 to ED-17); of tags, the three flags that everybody draws (RGI). */
export const EMOJI = (() => {
  const element = String.raw`\p{ExtPict}(?:\p{EMod}|[\ufe0e\ufe0f])?`;
  const tags = ['gbeng', 'gbsct', 'gbwls'].map((region) =>
    Array.from(region, (letter) => `\\u{e00${letter.codePointAt(0)!.toString(16)}}`).join(''),
  );
  return [
    String.raw`[0-9#*]\ufe0f?\u20e3`,
    String.raw`\u{1f3f4}(?:${tags.join('|')})\u{e007f}`,
    String.raw`${element}(?:\u200d${element}){0,15}`,
  ].join('|');
})();

/** Characters without a shape where a script asks for them: in prose they are text like any other. */
export const IN_PROSE = (() => {
  const seen = String.raw`[^\s\p{C}\p{DI}\u2800]`;
  const kana = String.raw`\p{scx=Hira}\p{scx=Kana}`;
  const eastAsian = String.raw`[\p{scx=Hani}${kana}\p{scx=Hang}\p{scx=Bopo}\u3001-\u303f\uff00-\uffef]`;
  const cursive = letterOf('Arab', 'Syrc', 'Mand', 'Nkoo', 'Adlm', 'Rohg', 'Mong', 'Phag');
  const indic = letterOf(
    ...['Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh'],
    ...['Khmr', 'Mymr', 'Tibt', 'Bali', 'Java', 'Sund', 'Mtei', 'Gran', 'Newa', 'Cakm'],
  );
  const joining = `(?:${cursive}|${indic})`;
  const indicViramas = String.raw`\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca`;
  const virama = String.raw`[${indicViramas}\u1039\u103a\u17d2\u1b44\ua9c0]`;
  const unspaced = letterOf('Thai', 'Laoo', 'Khmr', 'Mymr');
  return [
    // One space of another width, or one that does not break: French punctuation, thousands, AM and PM.
    between(seen, String.raw`[\u00a0\u2000-\u200a\u202f\u205f]`, seen),
    // Ideographic spaces, which also indent.
    between(eastAsian, String.raw`\u3000{1,2}`),
    between('', String.raw`\u3000{1,2}`, eastAsian),
    // Joiners (UAX 31, 2.3): inside words of scripts that join, before the ending of a foreign word, after a virama.
    between(joining, String.raw`[\u200c\u200d]`, joining),
    between(String.raw`[\p{L}\p{N}]`, String.raw`\u200c`, cursive),
    between(virama, String.raw`[\u200c\u200d]`),
    between(cursive, String.raw`\u200d`),
    // Where words stand without spaces, this is where a line may break.
    between(unspaced, String.raw`\u200b`, unspaced),
    // Variants of a letter or a sign that have another shape.
    between(String.raw`\p{sc=Hani}`, String.raw`[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`),
    between(String.raw`\p{Sm}`, String.raw`\ufe00`),
    between(letterOf('Mong'), String.raw`[\u180b-\u180f]`),
    String.raw`\r(?=\n)`,
  ].join('|');
})();

/** What looks like a sign of ASCII, and is another. */
const IMITATED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '/': '\u2044\u2215\u29f8',
    '\\': '\u2216\u29f5',
    '.': '\u2024\ua4f8',
    ',': '\u201a\ua4f9',
    ':': '\u02d0\u2236\ua4fd\ua789',
    ';': '\u037e',
    '-': '\u2010\u2011\u2212',
    '!': '\u01c3',
    '|': '\u01c0\u2223',
    '*': '\u204e\u2217',
    '~': '\u223c',
    '`': '\u02cb\u1fef',
  }).flatMap(([sign, others]) => Array.from(others, (other) => [other, sign] as const)),
);

/** Any one of those. */
export const IMITATING = `[${[...IMITATED.keys()].join('')}]`;

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'null'],
  [0x07, 'bell'],
  [0x08, 'backspace'],
  [0x0d, 'carriage return'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x34f, 'combining grapheme joiner'],
  [0x61c, 'Arabic letter mark'],
  [0x115f, 'Hangul filler'],
  [0x1160, 'Hangul filler'],
  [0x1680, 'Ogham space'],
  [0x180e, 'Mongolian vowel separator'],
  [0x2007, 'figure space'],
  [0x2009, 'thin space'],
  [0x200a, 'hair space'],
  [0x200b, 'zero-width space'],
  [0x200c, 'zero-width non-joiner'],
  [0x200d, 'zero-width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'end of embedding or override'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x202f, 'narrow no-break space'],
  [0x2060, 'word joiner'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'end of isolate'],
  [0x2800, 'blank Braille pattern'],
  [0x3000, 'ideographic space'],
  [0x3164, 'Hangul filler'],
  [0xfeff, 'byte order mark'],
  [0xffa0, 'Hangul filler'],
  [0xfffc, 'object replacement character'],
]);

/** What those are that have no name here. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u, 'variation selector'],
  [/[\u{e0000}-\u{e007f}]/u, 'tag'],
  [/\p{Cs}/u, 'half of a pair'],
  [/\p{Cc}/u, 'control character'],
  [/\p{Zs}/u, 'space of another width'],
];

/** What a character that is marked is. */
export function nameOf(character: string): string {
  const code = character.codePointAt(0)!;
  const sign = IMITATED.get(character);
  if (sign !== undefined) return `looks like ${sign} and is ${codePoint(character)}`;
  return NAMES.get(code) ?? KINDS.find(([kind]) => kind.test(character))?.[1] ?? 'character without a shape';
}

export function codePoint(character: string): string {
  return 'U+' + character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}

/** The character is looked at before what stands around it: there are few of them. */
function between(before: string, character: string, after = ''): string {
  return `${character}(?<=${before}${character})(?=${after})`;
}

function letterOf(...scripts: string[]): string {
  return String.raw`(?=[\p{L}\p{M}])[${scripts.map((script) => `\\p{scx=${script}}`).join('')}]`;
}
