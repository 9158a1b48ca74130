import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directionOf, letters, textOf, type Block } from '../../../main/resources/web/app/model/markdown';

test('letters and digits are what is left without signs, spaces and what has no shape', () => {
  assert.equal(letters('## *Two* words,\n№ 7: ÄÖ \u3164\u200b漢字 👍 [x]'), 'twowords7äö漢字x');
});

test('the text of blocks is all that an asker wrote, in its order', () => {
  const blocks: Block[] = [
    { kind: 'heading', level: 1, children: ['one ', { kind: 'em', children: ['two'] }] },
    {
      kind: 'list',
      isLoose: false,
      items: [{ number: 7, box: 'done', blocks: [{ kind: 'source', text: 'three' }] }],
    },
    {
      kind: 'code',
      info: 'js',
      spans: [
        { text: 'le', colour: '' },
        { text: 't', colour: 'hljs-keyword' },
      ],
    },
    { kind: 'table', align: [null], rows: [[['head']], [[{ kind: 'code', text: 'cell' }]]] },
    {
      kind: 'quote',
      alert: 'NOTE',
      blocks: [{ kind: 'rule' }, { kind: 'paragraph', children: [{ kind: 'break' }, 'q'] }],
    },
    {
      kind: 'footnote',
      label: 'a',
      blocks: [
        {
          kind: 'paragraph',
          children: [
            { kind: 'reference', label: 'b' },
            { kind: 'link', children: ['bare'], href: 'http://made.up', title: '', isBare: true },
            { kind: 'link', children: ['text'], href: 'href', title: 'title', isBare: false },
          ],
        },
      ],
    },
  ];
  assert.equal(letters(textOf(blocks)), 'onetwo7xthreejslethead' + 'cellnoteqabbaretexthreftitle');
});

test('blocks run as the first letter does that is not code', () => {
  const paragraph = (...children: (Block & { kind: 'paragraph' })['children']): Block[] => [
    { kind: 'paragraph', children },
  ];
  assert.equal(directionOf(paragraph({ kind: 'code', text: 'ledger' }, ' 1. أوقف it')), 'rtl');
  assert.equal(directionOf(paragraph('2. run ', { kind: 'em', children: ['שלום'] })), 'ltr');
  assert.equal(directionOf(paragraph({ kind: 'strong', children: ['שלום'] }, ' run')), 'rtl');
  assert.equal(directionOf(paragraph('1.')), 'ltr');
  assert.equal(directionOf([{ kind: 'code', info: '', spans: [{ text: 'שלום', colour: '' }] }]), 'ltr');
});
