import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escaped, pieces, plain } from '../../../main/resources/web/app/model/text';

test('a text without hidden characters is one piece', () => {
  assert.deepEqual(pieces('Löschen? 漢字 👍🏽\n\tyes'), [{ text: 'Löschen? 漢字 👍🏽\n\tyes', isHidden: false }]);
  assert.deepEqual(pieces(''), []);
});

test('a text is split where a hidden character stands, which comes as its code point', () => {
  assert.deepEqual(pieces('rm \u202egnp.exe'), [
    { text: 'rm ', isHidden: false },
    { text: 'U+202E', isHidden: true },
    { text: 'gnp.exe', isHidden: false },
  ]);
});

test('what cannot be seen or reorders a text is hidden', () => {
  const hidden = {
    'a null': '\u0000',
    'a carriage return': '\r',
    'an escape': '\u001b',
    'a no-break space': '\u00a0',
    'a soft hyphen': '\u00ad',
    'a Hangul filler': '\u3164',
    'a zero-width space': '\u200b',
    'a joiner': '\u200d',
    'a right-to-left mark': '\u200f',
    'a line separator': '\u2028',
    'an override': '\u202d',
    'an isolate': '\u2066',
    'a variation selector': '\ufe0f',
    'a byte order mark': '\ufeff',
    'a tag': '\u{e0041}',
    'half of a pair': '\ud83d',
  };
  for (const [name, character] of Object.entries(hidden)) {
    assert.equal(pieces(`a${character}b`)[1]?.isHidden, true, name);
  }
});

test('a pair of surrogates is one character, and can be seen', () => {
  assert.equal(plain('👍'), '👍');
});

test('where no mark-up can stand, hidden characters are told in brackets', () => {
  assert.equal(plain('a\u200bb\u{e0041}'), 'a[U+200B]b[U+E0041]');
});

test('in JSON, hidden characters are escapes that mean the same', () => {
  const json = JSON.stringify({ command: 'a\u202eb\u{e0041}c\u00a0' });
  const shown = escaped(json);
  assert.equal(shown, '{"command":"a\\u202eb\\udb40\\udc41c\\u00a0"}');
  assert.deepEqual(JSON.parse(shown), JSON.parse(json));
});
