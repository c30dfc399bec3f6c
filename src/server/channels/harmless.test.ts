import { expect, test } from 'vitest';
import { bytesIn, cutBytes, fitting } from './cut.ts';
import { inFeishu, inHtml, inMarkdown, inSlack, visible } from './harmless.ts';

test('in Markdown without escapes, what would work is taken apart and reads the same', () => {
  const seen = (text: string): string => inMarkdown(text).replaceAll('\u200b', '·');
  expect(seen('@all <@all> [pay](https://evil.example) **b**')).toBe('@·all <·@·all> [pay]·(https:·//evil.example) *·*b*·*');
  expect(seen('# a\n> b\n- c\n1. d\n---')).toBe('·# a\n·> b\n·- c\n·1. d\n·---');
  expect(seen('c_1 costs 5 * 3, a@b.example, 100%')).toBe('c_1 costs 5 * 3, a@b.example, 100%');
});

test('elsewhere it is escaped', () => {
  expect(inSlack('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  expect(inHtml(`<b onclick="x('y')">`)).toBe('&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;');
  expect(inFeishu('<at id=all></at> [a](b)')).toBe('&#60;at id=all&#62;&#60;/at&#62; &#91;a&#93;&#40;b&#41;');
});

test('what can’t be seen, or turns texts round, is left out', () => {
  expect(visible('a\u202egnp.exe\u0000\u200f\r\nb')).toBe('agnp.exe\nb');
});

test('texts are cut at whole characters', () => {
  expect(cutBytes('预警预警', 9)).toBe('预警…');
  expect(cutBytes('👩‍👩‍👧x', 12)).toBe('…');
  expect(cutBytes('abc', 3)).toBe('abc');
  expect(bytesIn(fitting(['预'.repeat(10), '警'.repeat(8)], 12))).toBeLessThanOrEqual(12);
});
