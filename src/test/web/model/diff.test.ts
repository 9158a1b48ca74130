import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, patchLines } from '../../../main/resources/web/app/model/diff';

const SIGN = { same: ' ', out: '-', in: '+', gap: '…', note: '#' };

function shown(before: string, after: string): string[] {
  return compare(before, after).map(({ kind, text }) => SIGN[kind] + text);
}

function lines(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
}

function text(all: string[]): string {
  return all.join('\n') + '\n';
}

test('a changed line goes out and comes in', () => {
  assert.deepEqual(shown('a\nb\nc\n', 'a\nB\nc\n'), [' a', '-b', '+B', ' c']);
});

test('a new file is all in, without a line after its last line feed', () => {
  assert.deepEqual(shown('', 'a\n\nb\n'), ['+a', '+', '+b']);
  assert.deepEqual(shown('', 'a'), ['+a']);
  assert.deepEqual(shown('', ''), ['#Nothing changes.']);
});

test('of unchanged lines three stand on each side of a change', () => {
  const before = text([...lines(1, 10), 'old', ...lines(11, 30), 'old', ...lines(31, 40)]);
  const after = before.replaceAll('old', 'new');
  assert.deepEqual(shown(before, after), [
    ...['…7 unchanged lines', ' line 8', ' line 9', ' line 10', '-old', '+new', ' line 11', ' line 12', ' line 13'],
    ...['…14 unchanged lines', ' line 28', ' line 29', ' line 30', '-old', '+new', ' line 31', ' line 32', ' line 33'],
    '…7 unchanged lines',
  ]);
});

test('a gap never stands for one line', () => {
  const before = text(['old', ...lines(1, 7), 'old']);
  assert.ok(!shown(before, before.replaceAll('old', 'new')).some((line) => line.startsWith('…')));
});

test('texts that would take long are not compared: all out, all in', () => {
  const before = text(lines(1, 600));
  const after = text(lines(2, 601));
  const all = compare(before, after);
  assert.equal(all.filter(({ kind }) => kind === 'out').length, 600);
  assert.equal(all.filter(({ kind }) => kind === 'in').length, 600);
});

test('a long new file is shown whole', () => {
  assert.equal(compare('', text(lines(1, 2_000))).length, 2_000);
});

test('a line that differs in white space alone is told', () => {
  const [out, into] = compare('\tgo build\n', '        go build\n');
  assert.deepEqual([out?.isBlankChange, into?.isBlankChange], [true, true]);
  assert.equal(compare('a b\n', 'a  c\n')[0]?.isBlankChange, false);
});

test('a line feed at the end that comes or goes is told', () => {
  assert.deepEqual(shown('1.4.2\n', '1.4.2'), ['-1.4.2', '+1.4.2', '#The line feed at the end is taken away.']);
  assert.deepEqual(shown('1.4.2', '1.4.2\n').at(-1), '#A line feed is added at the end.');
});

test('blank lines that run on are one line that says how many', () => {
  const [first, blank, last] = compare('', 'a\n' + '\n'.repeat(70) + 'b\n');
  assert.deepEqual([first?.text, blank?.blankLines, last?.text], ['a', 70, 'b']);
});

test('a change at the end of a long text is found', () => {
  const before = text(lines(1, 40_000));
  assert.deepEqual(shown(before, before + 'more\n').slice(-2), [' line 40000', '+more']);
});

test('a patch is read as its author wrote it', () => {
  const patch = '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n';
  assert.deepEqual(
    patchLines(patch).map(({ kind, text }) => SIGN[kind] + text),
    ['#--- a/x', '#+++ b/x', '#@@ -1,2 +1,2 @@', ' same', '-old', '+new'],
  );
});
