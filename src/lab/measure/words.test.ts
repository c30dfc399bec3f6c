import { expect, test } from 'vitest';
import { ranOver, twoRules } from '../ledger/testing.ts';
import { measure } from './measure.ts';
import { basisInWords, measuresInWords, percent, shareInFull } from './words.ts';
import { shareOf } from './wilson.ts';

const hour = 3_600_000;
const rows = [0, 1, 2, 3].map((at) => ({ id: `p-${at}`, at: Date.UTC(2026, 2, 1) + at * hour, card: `c-${at}`, amount: at === 3 ? 10 : 60, fraud: at > 1 }));

test('what is left out and what is unknown is said, and each ratio in its unit', async () => {
  const { ledger } = await ranOver(twoRules(), { payments: rows });
  const told = measure(ledger, { warmUp: hour, maturity: 30 * 60_000 });
  expect(basisInWords(told.basis).map(({ en }) => en)).toEqual([
    '3 payments on 1 March 2026: 1 labelled yes, 1 no, 1 unknown',
    'Left out: 1 payment of the first hour, while windows fill',
    'Unknown, as younger than 30 minutes: 1 payment',
  ]);
  expect(basisInWords(told.basis).map(({ zh }) => zh)[1]).toBe('已排除：最初 1 小时内的 1 条 payment，此时窗口尚未填满');
  expect(measuresInWords(told).map(({ en }) => en).slice(0, 4)).toEqual([
    '2 alerts, 2 a day',
    'Precision by payments: 50% (of only 2: with 95% certainty between 9.5% and 91%)',
    'Recall by payments: 100% (of only 1: with 95% certainty between 21% and 100%)',
    'Caught 1 and missed 0; 1 false',
  ]);
  expect(measuresInWords(measure(ledger, { unit: 'key', catching: 'key', warmUp: 0 })).map(({ en }) => en)).toContain('An event counts as caught where an alert of its day has its key');
});

test('shares', () => {
  expect([0, 0.004, 0.05, 0.42, 0.996, 1].map(percent)).toEqual(['0%', '0.4%', '5%', '42%', '99.6%', '100%']);
  expect(shareInFull(shareOf(50, 200), 'en')).toBe('25%');
  expect(shareInFull(undefined, 'zh')).toBe('没有可供计算的数据');
});
