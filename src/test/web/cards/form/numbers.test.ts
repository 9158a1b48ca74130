import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, isNumber, isWhole } from '../../../../main/resources/web/app/cards/form/numbers';

test('a number is what JSON calls one', () => {
  for (const text of ['0', '-0', '1.0', '10.50', '1e400', '1E-7', '9007199254740993', '-1.5e+3']) {
    assert.equal(isNumber(text), true, text);
  }
  for (const text of ['', '1.', '.5', '+1', '007', '1,5', '1e', 'NaN', 'Infinity', '0x1', '1 2']) {
    assert.equal(isNumber(text), false, text);
  }
});

test('a number is whole where it has no fraction, however it is written', () => {
  for (const text of ['0', '-0.0', '1.0', '1e3', '1.50e1', '1200e-2', '9007199254740993', '1e400', '0e-5']) {
    assert.equal(isWhole(text), true, text);
  }
  for (const text of ['1.5', '15e-1', '1e-400', '0.1', '9007199254740993.5']) {
    assert.equal(isWhole(text), false, text);
  }
});

test('numbers are in the order of what they are, also where a double would not know', () => {
  const inOrder = [
    ...['-1e400', '-9007199254740993', '-9007199254740992', '-2', '-1.5', '-1e-400', '0', '1e-400', '0.09', '0.1'],
    ...['0.5', '1', '1.01', '5e0', '10', '9007199254740992', '9007199254740993', '1e400', '1e999999999999'],
  ];
  inOrder.forEach((one, index) =>
    inOrder.forEach((other, otherIndex) => {
      assert.equal(Math.sign(compare(one, other)), Math.sign(index - otherIndex), `${one} and ${other}`);
    }),
  );
});

test('a number is equal to itself, however it is written', () => {
  for (const [one, other] of [
    ['1', '1.0'],
    ['100', '1e2'],
    ['0.5', '5e-1'],
    ['-0', '0'],
    ['0e9', '0.00'],
  ] as const) {
    assert.equal(compare(one, other), 0, `${one} and ${other}`);
  }
});
