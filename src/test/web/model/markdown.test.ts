import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHtml } from '../../../main/resources/web/app/model/markdown';

test('mark-up of an asker is text', () => {
  const html = toHtml('<script>alert(1)</script>\n\nand <b onclick="x()">bold</b> & more');
  assert.ok(!/<(script|b)\b/.test(html), html);
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.match(html, /&lt;b onclick=&quot;x\(\)&quot;&gt;bold&lt;\/b&gt;/);
});

test('an image is told, not loaded', () => {
  const html = toHtml('![a "<b>"](https://tracker.example/pixel.png)');
  assert.ok(!html.includes('<img'), html);
  assert.match(html, /\[image: .*\]\(https:\/\/tracker\.example\/pixel\.png\)/);
});

test('headings begin below those of the card', () => {
  assert.match(toHtml('# one'), /<h3>one<\/h3>/);
  assert.match(toHtml('## two'), /<h4>two<\/h4>/);
  assert.match(toHtml('##### five'), /<h6>five<\/h6>/);
  assert.match(toHtml('Underlined\n=========='), /<h3>Underlined<\/h3>/);
});

test('what is written inside a heading is Markdown too', () => {
  assert.match(toHtml('# *one* <i>'), /<h3><em>one<\/em> &lt;i&gt;<\/h3>/);
});

test('tables, lists and code are what they are', () => {
  const html = toHtml('| a |\n|---|\n| b |\n\n- c\n\n```\n<d>\n```');
  assert.match(html, /<table>/);
  assert.match(html, /<li>c<\/li>/);
  assert.match(html, /<code>&lt;d&gt;\n<\/code>/);
});
