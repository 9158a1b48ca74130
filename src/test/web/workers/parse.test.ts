import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf, type Block } from '../../../main/resources/web/app/model/markdown';
import { Unreadable } from '../../../main/resources/web/app/workers/markdown/grammar';
import { parse } from '../../../main/resources/web/app/workers/markdown/parse';

/** Reads Markdown, without colours. */
function read(text: string): readonly Block[] {
  return parse(text, (code) => [{ text: code, colour: '' }]);
}

function paragraph(...children: (Block & { kind: 'paragraph' })['children']): Block {
  return { kind: 'paragraph', children };
}

test('mark-up of an asker is text, and Markdown goes on in it', () => {
  assert.deepEqual(read('<script>alert(1)</script>\n\nand <b onclick="x()">*bold*</b> & more &lt; <!-- so -->'), [
    paragraph('<script>alert(1)</script>'),
    paragraph('and <b onclick="x()">', { kind: 'em', children: ['bold'] }, '</b> & more &lt; <!-- so -->'),
  ]);
});

test('a block of mark-up does not keep what follows it from being read', () => {
  assert.deepEqual(read('<div>\n# one\n- two\n</div>'), [
    paragraph('<div>'),
    { kind: 'heading', level: 1, children: ['one'] },
    { kind: 'list', isLoose: false, items: [{ number: null, box: null, blocks: [paragraph('two\n</div>')] }] },
  ]);
});

test('code shows what is in it, whatever that is', () => {
  assert.deepEqual(read('`<b> & \\< \u2a00`\n\n```\n<d> &lt;\n```\n\n    <e>'), [
    paragraph({ kind: 'code', text: '<b> & \\< \u2a00' }),
    { kind: 'code', info: '', spans: [{ text: '<d> &lt;', colour: '' }] },
    { kind: 'code', info: '', spans: [{ text: '<e>', colour: '' }] },
  ]);
});

test('an escaped sign is that sign', () => {
  assert.deepEqual(read('\\<b\\> \\*c\\*'), [paragraph('<b> *c*')]);
});

test('an image is told, not loaded', () => {
  assert.deepEqual(read('![a "<b>"](https://tracker.example/pixel.png "t")'), [
    paragraph('![a "<b>"](https://tracker.example/pixel.png "t")'),
  ]);
});

test('a link has its address and its title, one without a text ends where its brackets do', () => {
  const link = {
    kind: 'link',
    children: ['a'],
    href: 'https://b.example/<c>',
    title: 'the "d"',
    isBare: false,
  } as const;
  assert.deepEqual(read('[a](https://b.example/<c> "the \\"d\\"")'), [paragraph(link)]);
  const bare = (text: string, href: string) =>
    ({ kind: 'link', children: [text], href, title: '', isBare: true }) as const;
  assert.deepEqual(read('<https://e.example/f>, www.g.example or h@i.example.'), [
    paragraph(
      ...['<', bare('https://e.example/f', 'https://e.example/f'), '>, '],
      ...[bare('www.g.example', 'http://www.g.example'), ' or ', bare('h@i.example', 'mailto:h@i.example'), '.'],
    ),
  ]);
});

test('what defines a link is text where it stands', () => {
  const text = textOf(read('[a][b]\n\n[b]: /c "d"\n[b]: /e\n'));
  assert.equal(text, '[a][b] [b]: /c "d"\n[b]: /e');
});

test('done and open tasks differ, in lists in lists and loose ones, too', () => {
  const items = (text: string) => (read(text)[0] as Block & { kind: 'list' }).items;
  assert.deepEqual(
    items('- [x] a\n- [ ] b\n- c [x]').map((item) => [item.box, textOf(item.blocks)]),
    [
      ['done', 'a'],
      ['open', 'b'],
      [null, 'c [x]'],
    ],
  );
  assert.deepEqual(
    items('1. [ ] a\n\n2. [X] b').map((item) => item.box),
    ['open', 'done'],
  );
  assert.deepEqual(textOf(items('- [ ] a\n  - [x] b')[0]!.blocks), 'a x b');
});

test('the numbers of a list are those that were written', () => {
  const [list] = read('3. a\n7. b\n7. c\n') as (Block & { kind: 'list' })[];
  assert.deepEqual(
    list!.items.map((item) => item.number),
    [3, 7, 7],
  );
});

test('a list with a number that would be shown as another is shown as it was written', () => {
  assert.deepEqual(read('007. a'), [{ kind: 'source', text: '007. a' }]);
});

test('a table keeps its alignment', () => {
  assert.deepEqual(read('| a | b | c | d |\n| :-- | :-: | --: | --- |\n| 1 | `x \\| y` |'), [
    {
      kind: 'table',
      align: ['left', 'center', 'right', null],
      rows: [
        [['a'], ['b'], ['c'], ['d']],
        [['1'], [{ kind: 'code', text: 'x | y' }], [], []],
      ],
    },
  ]);
});

test('a table with cells beyond its head is shown as it was written, what stands around it as Markdown', () => {
  const table = '| a |\n| - |\n| b | c |';
  assert.deepEqual(read(`# d\n\n${table}`), [
    { kind: 'heading', level: 1, children: ['d'] },
    { kind: 'source', text: table },
  ]);
});

test('the whole line behind a fence is kept', () => {
  assert.deepEqual(read('~~~sh title="a" b\nls\n~~~'), [
    { kind: 'code', info: 'sh title="a" b', spans: [{ text: 'ls', colour: '' }] },
  ]);
});

test('code is coloured by what stands behind its fence', () => {
  const spans = [{ text: 'l', colour: 'a' }];
  const asked: string[] = [];
  const blocks = parse('```sh x\n<ls\n```', (text, info) => (asked.push(text, info), [{ text: '<ls', colour: 'a' }]));
  assert.deepEqual(asked, ['<ls', 'sh x']);
  assert.deepEqual(blocks, [{ kind: 'code', info: 'sh x', spans: [{ ...spans[0], text: '<ls' }] }]);
});

test('a footnote stands where it was written, with the lines and paragraphs that are its own', () => {
  assert.deepEqual(read('See [^a], [^b].\n\n[^a]: One\ntwo\n\n    three\n[^c]: four\n\nfive'), [
    paragraph('See ', { kind: 'reference', label: 'a' }, ', [^b].'),
    { kind: 'footnote', label: 'a', blocks: [paragraph('One\ntwo'), paragraph('three')] },
    { kind: 'footnote', label: 'c', blocks: [paragraph('four')] },
    paragraph('five'),
  ]);
});

test('a quotation that begins as an alert is one', () => {
  assert.deepEqual(read('> [!WARNING]\n> Not *back*.'), [
    { kind: 'quote', alert: 'WARNING', blocks: [paragraph('Not ', { kind: 'em', children: ['back'] }, '.')] },
  ]);
  assert.deepEqual(read('> [!note]\n>\n> - a'), [
    {
      kind: 'quote',
      alert: 'note',
      blocks: [{ kind: 'list', isLoose: false, items: [{ number: null, box: null, blocks: [paragraph('a')] }] }],
    },
  ]);
  assert.deepEqual(read('> [!DANGER]\n> x'), [{ kind: 'quote', alert: null, blocks: [paragraph('[!DANGER]\nx')] }]);
});

test('what is nested too deeply, or of too many parts, says so', () => {
  for (const text of [
    '>'.repeat(9_000),
    '> '.repeat(30) + 'a',
    deepList(30),
    '*a _b '.repeat(25) + 'c_ d* '.repeat(25),
  ]) {
    assert.throws(() => read(text), new Unreadable('it is nested too deeply'), text.slice(0, 20));
  }
  assert.throws(() => read('- *a*\n'.repeat(10_000)), new Unreadable('it has too many parts'));
});

test('what has more to be marked than can be drawn says so', () => {
  assert.throws(() => read('a\u202e'.repeat(501)), new Unreadable('too much of it has to be marked'));
});

test('a paragraph, a heading, a cell that nobody reads as one is shown as it was written', () => {
  const long = 'word '.repeat(2_100).trim();
  for (const text of [long, `# ${long}`, `|${long}|\n|-|`]) {
    assert.deepEqual(read(`> ${text}`.replaceAll('\n', '\n> ')), [
      { kind: 'quote', alert: null, blocks: [{ kind: 'source', text }] },
    ]);
  }
});

test('a quotation ends with the last line that has its sign', () => {
  assert.deepEqual(read('> > a\n> b\nc'), [
    { kind: 'quote', alert: null, blocks: [{ kind: 'quote', alert: null, blocks: [paragraph('a')] }, paragraph('b')] },
    paragraph('c'),
  ]);
});

test('what is nested as people do is no problem', () => {
  assert.equal(read(deepList(6)).length, 1);
  assert.equal(read('> > > a')[0]!.kind, 'quote');
});

function deepList(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `${'  '.repeat(level)}- a`).join('\n');
}
