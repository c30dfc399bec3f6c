import { expect, test } from 'vitest';
import { fitted, padded, paddedLeft, widthOf } from './width.ts';

test.each([
  ['card', 4],
  ['刷卡', 4],
  ['カード', 6],
  ['카드', 4],
  ['（ok）', 6],
  ['é', 1],
  ['e\u0301', 1],
  ['🙂', 2],
  ['€ 5', 3],
  ['', 0],
])('%s takes %i places', (text, width) => expect(widthOf(text)).toBe(width));

test('columns line up whatever is in them', () => {
  expect([padded('刷卡', 6), padded('card', 6), paddedLeft('12', 4), padded('longer', 2)]).toEqual(['刷卡  ', 'card  ', '  12', 'longer']);
});

test('what does not fit is cut between characters', () => {
  expect([fitted('payment', 5), fitted('付款编号', 5), fitted('付款编号', 6), fitted('付款', 4), fitted('🙂🙂', 3)]).toEqual(['paym…', '付款…', '付款…', '付款', '🙂…']);
});
