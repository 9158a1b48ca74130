import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provide } from '../testing/browser';
import { shortcut } from '../../../main/resources/web/app/views/shortcuts';

/** An element, which is of one kind. */
class Element {
  constructor(private readonly kind: string) {}
  matches(selector: string): boolean {
    return selector.split(', ').includes(this.kind);
  }
  closest(): null {
    return null;
  }
}
provide({ HTMLElement: Element });

function press(key: string, on = 'main', more: object = {}, isQuiet = false) {
  const event = { key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, ...more };
  return shortcut({ ...event, composedPath: () => [new Element(on)] } as unknown as KeyboardEvent, isQuiet);
}

test('a key says what is to be done', () => {
  const actions = ['j', 'k', 'Enter', 'a', 'd', '/', 'Escape', '?', 'x'].map((key) => press(key));
  assert.deepEqual(actions, ['next', 'previous', 'enter', 'allow', 'deny', 'search', 'back', 'help', null]);
});

test('arrows, Space and the Page keys belong to the card', () => {
  for (const key of ['ArrowUp', 'ArrowDown', ' ', 'PageUp', 'PageDown', 'Home', 'End']) {
    assert.equal(press(key), null, key);
  }
});

test('while something is written, and where keys are switched off, nothing but Escape is one', () => {
  for (const key of ['j', 'k', 'Enter', 'a', 'd', '/', '?', 'g']) {
    assert.equal(press(key, 'main', {}, true), null, key);
  }
  assert.equal(press('Escape', 'main', {}, true), 'back');
});

test('a key that is held down is pressed once', () => {
  assert.equal(press('a', 'main', { repeat: true }), null);
});

test('keys in a dialog are the dialog’s', () => {
  assert.equal(press('Escape', 'dialog[open] *'), null);
  assert.equal(press('a', 'dialog[open]'), null);
});

test('g and a letter go to a view', () => {
  assert.deepEqual([press('g'), press('h')], [null, 'history']);
  assert.deepEqual([press('g'), press('n')], [null, 'numbers']);
  assert.deepEqual([press('g'), press('c')], [null, 'agents']);
  assert.deepEqual([press('g'), press('t')], [null, 'tokens']);
  assert.deepEqual([press('g'), press('a'), press('a')], [null, null, 'allow']);
  assert.deepEqual([press('g'), press('g'), press('i')], [null, null, null]);
});

test('what is typed into a field is no shortcut, but Escape leaves it', () => {
  assert.equal(press('a', 'textarea'), null);
  assert.equal(press('/', 'input'), null);
  assert.equal(press('Escape', 'input'), 'back');
});

test('Enter on a control is for the control', () => {
  assert.equal(press('Enter', 'button'), null);
  assert.equal(press('a', 'button'), 'allow');
});

test('what belongs to the browser or was taken already stays so', () => {
  for (const taken of ['ctrlKey', 'metaKey', 'altKey', 'defaultPrevented']) {
    assert.equal(press('a', 'main', { [taken]: true }), null, taken);
  }
});
