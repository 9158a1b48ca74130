import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf, type Block } from '../../../main/resources/web/app/model/markdown';
import { Unreadable } from '../../../main/resources/web/app/workers/markdown/grammar';
import { parse } from '../../../main/resources/web/app/workers/markdown/parse';
import { MarkdownSource } from '../testing/markdown-source';
import { Random } from '../testing/random';

const ROUNDS = 1_500;
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** What is shown of a text; null where the text itself is. */
function shown(text: string): readonly Block[] | null {
  try {
    return parse(text, (code) => [{ text: code, colour: '' }]);
  } catch (broken) {
    assert.ok(broken instanceof Unreadable, `${String(broken)} of ${JSON.stringify(text)}`);
    return null;
  }
}

test(`every word of any Markdown is shown, in its order (SEED=${SEED})`, () => {
  const source = new MarkdownSource(new Random(SEED));
  let drawn = 0;
  let asWritten = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const text = source.document();
    const blocks = shown(text);
    if (blocks === null) {
      asWritten++;
      continue;
    }
    const all = textOf(blocks).replace(/[^\p{L}\p{N}]/gu, '');
    let from = 0;
    for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) {
      const at = all.toLowerCase().indexOf(word.toLowerCase(), from);
      assert.ok(at >= 0, `${word} is not shown, or not where it was (SEED=${SEED}, round ${round}): ${text}`);
      from = at + word.length;
    }
    drawn += blocks.filter(({ kind }) => kind !== 'source').length;
    asWritten += blocks.filter(({ kind }) => kind === 'source').length;
  }
  assert.ok(asWritten < drawn / 10, `${asWritten} blocks were shown as they were written, and only ${drawn} drawn`);
});
