import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random';
import { blocks, lineCount, middleOf, runs } from '../../../main/resources/web/app/model/source';

/** A source as it is read: notes in brackets. */
function read(source: string): string {
  return runs(source)
    .map((run) => ('note' in run ? `[${run.note}]` : run.text))
    .join('');
}

test('blank lines and blanks that run on are told by their number', () => {
  assert.equal(read('a\n' + '\n'.repeat(70) + 'b'), 'a\n[70 blank lines]\nb');
  assert.equal(read('a' + ' '.repeat(6_000) + 'b'), 'a[6,000 spaces]b');
  assert.equal(read('a' + '\t'.repeat(50) + ' '.repeat(10) + 'b'), 'a[50 tabs and 10 spaces]b');
  assert.equal(read('a\n' + '  \n'.repeat(9) + ' '.repeat(80) + 'b'), 'a\n[9 blank lines]\n[80 spaces]b');
  assert.equal(read('\n'.repeat(8) + 'b'), '[8 blank lines]\nb');
});

test('ordinary white space stays as it is', () => {
  for (const source of ['', 'a b\n\n\tc\n', 'if x:\n        y()\n\n\nz', ' '.repeat(30) + 'x', '\n\n']) {
    assert.equal(read(source), source);
  }
});

test('each text knows where it stands', () => {
  const source = 'a' + ' '.repeat(100) + 'b' + '\n'.repeat(20) + 'c';
  for (const run of runs(source, 7)) {
    if (!('note' in run)) assert.equal(source.slice(run.from - 7, run.from - 7 + run.text.length), run.text);
  }
});

test('no word of a source is lost, whatever white space stands in it', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const random = new Random(seed);
  for (let round = 0; round < 500; round++) {
    const pieces = Array.from({ length: random.below(12) }, () => {
      const kind = random.below(5);
      const many = random.below(3) === 0 ? random.below(200) : random.below(4);
      return kind === 0 ? `word${random.below(100)}` : ['', ' ', '\t', '\n', ' \n'][kind]!.repeat(many);
    });
    const source = pieces.join('');
    const told = runs(source);
    const words = told.map((run) => ('note' in run ? ' ' : run.text)).join('');
    assert.deepEqual(words.match(/\S+/g), source.match(/\S+/g), `seed ${seed}, round ${round}`);
  }
});

test('of a long text the middle is folded, and never its end', () => {
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index + 1}\n`);
  const source = lines.join('');
  const middle = middleOf(source);
  assert.ok(middle !== null);
  assert.ok(source.slice(0, middle.from).endsWith('line 60\n'));
  assert.ok(source.slice(middle.to).startsWith('line 481\n'));
  assert.equal(middle.lines, 420);
});

test('a long line is folded in its middle, and no character is cut in two', () => {
  const source = '👩‍💻'.repeat(10_000) + 'END';
  const middle = middleOf(source);
  assert.ok(middle !== null);
  assert.ok(source.slice(middle.to).endsWith('END'));
  assert.ok(!/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(source.slice(0, middle.from)));
  assert.ok(!/^[\udc00-\udfff]/.test(source.slice(middle.to)));
});

test('what is not much longer than what would be shown is shown whole', () => {
  assert.equal(middleOf('line\n'.repeat(90)), null);
  assert.equal(middleOf('x'.repeat(8_500)), null);
  assert.equal(middleOf(''), null);
});

test('blocks are the text, whole, and none is long', () => {
  const source = 'a\n'.repeat(1_000) + 'x'.repeat(50_000) + '\nend';
  assert.equal(
    blocks(source)
      .map((block) => block.text)
      .join(''),
    source,
  );
  for (const block of blocks(source)) {
    assert.ok(source.startsWith(block.text, block.from));
    assert.ok(lineCount(block.text) <= 200);
    assert.ok(block.text.length <= 20_001);
  }
});
