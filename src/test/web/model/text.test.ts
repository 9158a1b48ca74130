import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escaped, pieces, plain, type Level } from '../../../main/resources/web/app/model/text';

/** What is marked of a text. */
function marks(text: string, level: Level): string[] {
  return pieces(text, level)
    .filter((piece) => piece.isHidden)
    .map((piece) => piece.text);
}

test('a text without hidden characters is one piece', () => {
  assert.deepEqual(pieces('Löschen? 漢字 👍🏽\n\tyes'), [{ text: 'Löschen? 漢字 👍🏽\n\tyes', isHidden: false }]);
  assert.deepEqual(pieces(''), []);
});

test('a text is split where a hidden character stands, which comes as its code point', () => {
  assert.deepEqual(pieces('rm \u202egnp.exe'), [
    { text: 'rm ', isHidden: false },
    { text: 'U+202E', isHidden: true, title: 'right-to-left override' },
    { text: 'gnp.exe', isHidden: false },
  ]);
});

test('what cannot be seen, reorders a text or has no shape is marked, in prose and in code', () => {
  const hidden = {
    'a null': '\u0000',
    'a carriage return': '\r',
    'an escape': '\u001b',
    'a soft hyphen': '\u00ad',
    'a combining grapheme joiner': '\u034f',
    'a Hangul filler': '\u3164',
    'a halfwidth Hangul filler': '\uffa0',
    'a zero-width space': '\u200b',
    'a joiner': '\u200d',
    'a non-joiner': '\u200c',
    'a right-to-left mark': '\u200f',
    'a line separator': '\u2028',
    'an override': '\u202d',
    'an isolate': '\u2066',
    'a word joiner': '\u2060',
    'a variation selector': '\ufe0f',
    'a variation selector of letters': '\u{e0100}',
    'a byte order mark': '\ufeff',
    'an object replacement character': '\ufffc',
    'a blank Braille pattern': '\u2800',
    'a null notehead': '\u{1d159}',
    'a tag': '\u{e0041}',
    'half of a pair': '\ud83d',
    'an ideographic space': '\u3000',
    'two no-break spaces': '\u00a0\u00a0',
  };
  for (const [name, character] of Object.entries(hidden)) {
    for (const level of ['prose', 'code'] as const) {
      assert.equal(marks(`a${character}b`, level).length, 1, `${name} in ${level}`);
    }
  }
});

test('in prose, what a script or its typography asks for is text; in code it is marked', () => {
  const ordinary = {
    'a French question': 'Voulez-vous continuer\u00a0? «\u00a0oui\u00a0»',
    'a French question with narrow spaces': 'Continuer\u202f?',
    'a French sum': '1\u202f234\u202f567\u00a0€',
    'the time in American': '10:30\u202fAM',
    'a unit behind a thin space': '5\u2009km',
    'a Persian word': 'می\u200cخواهم',
    'a Persian plural of a foreign word': 'PDF\u200cها',
    'a Persian abbreviation': '۱۳۴۸ ه\u200d.ش',
    'a Hindi conjunct': 'क्\u200dष',
    'a Hindi word that ends in a virama': 'श्\u200c',
    'a Sinhala conjunct': 'ශ්\u200dරී',
    'a Malayalam final': 'അവന്\u200d പോയി',
    'a Japanese heading': '移行計画\u3000第一段階',
    'a Japanese paragraph': '\u3000第一段階',
    'a name with a variant': '葛\u{e0100}城',
    'a Khmer break': 'ភាសា\u200bខ្មែរ',
    'a line of Windows': 'one\r\ntwo',
  };
  for (const [name, text] of Object.entries(ordinary)) {
    assert.deepEqual(marks(text, 'prose'), [], `${name} in prose`);
    assert.notDeepEqual(marks(text, 'code'), [], `${name} in code`);
  }
});

test('sequences of emoji are text, in prose and in code', () => {
  for (const emoji of [
    ...['⚠️', '⚙️', '❤️', '☎︎', '1️⃣', '#️⃣', '👍🏽', '🇩🇪', '👩‍💻', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🏴‍☠️'],
    ...['❤️‍🔥', '🏃🏽‍♀️‍➡️'],
    ...['🧑🏻‍🤝‍🧑🏿', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '🐻‍❄️', '©️'],
  ]) {
    assert.deepEqual(marks(`a ${emoji}b`, 'prose'), [], emoji);
    assert.deepEqual(marks(`a ${emoji}b`, 'code'), [], emoji);
  }
});

test('what only begins like a sequence is marked where it ends', () => {
  assert.deepEqual(marks('👩\u200dx', 'prose'), ['U+200D']);
  assert.deepEqual(marks('⚠️\ufe0f', 'prose'), ['U+FE0F']);
  assert.deepEqual(marks('1\ufe0f', 'prose'), ['U+FE0F']);
  assert.deepEqual(marks('🏴\u{e0072}\u{e006d}\u{e007f}', 'prose'), ['U+E0072', 'U+E006D', 'U+E007F']);
  assert.deepEqual(marks('continuer\u00a0', 'prose'), ['U+00A0']);
  assert.deepEqual(marks('葛\u{e0100}\u{e0101}', 'prose'), ['U+E0101']);
  assert.deepEqual(marks('no\u3000text', 'prose'), ['U+3000']);
});

test('equal characters in a row are one mark, which says how many', () => {
  assert.deepEqual(marks(`a${'\u200b'.repeat(300)}b`, 'prose'), ['U+200B ×300']);
  assert.equal(plain('a\u200b\u200bb'), 'a[U+200B ×2]b');
});

test('a letter of another script in a word is marked, with the script that it is of', () => {
  assert.deepEqual(pieces('see p\u0430ypal.com'), [
    { text: 'see p', isHidden: false },
    { text: '\u0430', isHidden: true, title: 'Cyrillic among Latin letters' },
    { text: 'ypal.com', isHidden: false },
  ]);
  const imitations: Readonly<Record<string, string[]>> = {
    '/usr/b\u0456n/env': ['\u0456'],
    'g\u03bfogle.com': ['\u03bf'],
    'cl\u0430ss F\u043e\u043e': ['\u0430', 'F'],
    'пр\u0061вда': ['a'],
    'р\u0430ура\u006c': ['l'],
    '\u0440\u0430\u0443\u0440\u0430\u04cf.com': ['\u0440\u0430\u0443\u0440\u0430\u04cf'],
    '\u0441\u043e\u0440\u0443.sh': ['\u0441\u043e\u0440\u0443'],
  };
  for (const [text, expected] of Object.entries(imitations)) {
    assert.deepEqual(marks(text, 'prose'), expected, `${text} in prose`);
    assert.deepEqual(marks(text, 'code'), expected, `${text} in code`);
  }
});

test('words of one script are words, also beside others', () => {
  for (const text of [
    ...[
      'Привет, мир',
      'данные.csv',
      'IT-специалист',
      'URL-а',
      'web-сервер v2',
      '/home/иван/report.txt',
      'рос.сухо',
      'Ελλάδα.gr',
    ],
    ...['καλημέρα world', 'пример.рф', 'Straße_42', '東京tokyo', 'שלום.txt'],
  ]) {
    assert.deepEqual(marks(text, 'prose'), [], text);
    assert.deepEqual(marks(text, 'code'), [], text);
  }
});

test('letters that nobody takes for others are marked in code alone', () => {
  for (const text of ['Δt', '5 μs', 'PDFки']) {
    assert.deepEqual(marks(text, 'prose'), [], text);
    assert.equal(marks(text, 'code').length, 1, text);
  }
});

test('what looks like a sign of ASCII is marked in code', () => {
  assert.deepEqual(pieces('curl good.example\u2215x', 'code')[1], {
    text: '\u2215',
    isHidden: true,
    title: 'looks like / and is U+2215',
  });
  assert.deepEqual(marks('rm \u2010rf a\u037eb \u2024\u2024', 'code'), ['\u2010', '\u037e', '\u2024', '\u2024']);
  assert.deepEqual(marks('1\u20442 of the non\u2011breaking', 'prose'), []);
});

test('a pair of surrogates is one character, and can be seen', () => {
  assert.equal(plain('👍'), '👍');
});

test('where no mark-up can stand, what is marked is told in brackets', () => {
  assert.equal(plain('a\u200bb\u{e0041}'), 'a[U+200B]b[U+E0041]');
  assert.equal(plain('p\u0430\u0443pal'), 'p\u0430[U+0430]\u0443[U+0443]pal');
  assert.equal(plain('a\u00a0b'), 'a\u00a0b');
  assert.equal(plain('a\u00a0b', 'code'), 'a[U+00A0]b');
});

test('in JSON, what is marked is an escape that means the same', () => {
  const json = JSON.stringify({ command: 'a\u202eb\u{e0041}c\u00a0\u200b\u200b', host: 'p\u0430ypal.com' });
  const shown = escaped(json);
  assert.equal(shown, '{"command":"a\\u202eb\\udb40\\udc41c\\u00a0\\u200b\\u200b","host":"p\\u0430ypal.com"}');
  assert.deepEqual(JSON.parse(shown), JSON.parse(json));
});

test('pieces are the whole text, whatever it is made of', () => {
  const parts = [
    'a',
    'я',
    'ο',
    '.',
    '-',
    ' ',
    '\u200d',
    '\u00a0',
    '👩',
    '\ufe0f',
    '1',
    '\u20e3',
    'م',
    '\u200c',
    '\u01c3',
  ];
  let seed = 20_26;
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: 12 }, () => parts[(seed = (seed * 48_271) % 2_147_483_647) % parts.length]).join(
      '',
    );
    for (const level of ['prose', 'code'] as const) {
      const shown = pieces(text, level).map((piece) =>
        piece.text.replace(/^U\+([0-9A-F]+)(?: ×(\d+))?$/, (_, code: string, times = '1') =>
          String.fromCodePoint(parseInt(code, 16)).repeat(Number(times)),
        ),
      );
      assert.equal(shown.join(''), text, `${level} of ${JSON.stringify(text)}`);
    }
  }
});

test('a text that is as long as any is split in a time that grows with its length', () => {
  const took = (length: number) => {
    const texts = ['a', 'a\u202e', 'яa', 'а.', '👩\u200d', '\u200d', '1', 'a\u00a0'].map((part) =>
      part.repeat(length / part.length),
    );
    const start = performance.now();
    texts.forEach((text) => pieces(text, 'code'));
    return performance.now() - start;
  };
  const least = (length: number) => Math.min(...Array.from({ length: 3 }, () => took(length)));
  least(10_000);
  const [once, more] = [least(20_000), least(320_000)];
  assert.ok(more < 128 * once, `16 times the length took ${more} ms instead of ${once} ms`);
});
