import { expect, test } from 'vitest';
import { call, field } from '../../logic/expr.ts';
import type { Feature } from './features.ts';
import { togetherIn } from './together.ts';

const fields = [
  { name: 'amount', type: 'number' },
  { name: 'word', type: 'text' },
] as const;
const into = { name: 'it', type: 'number' } as const;
const present = (name: string): Feature['where'] => call('isPresent', field(name));

const asked = (...features: readonly Omit<Feature, 'into'>[]): readonly (readonly string[])[] =>
  togetherIn(features.map((each) => ({ ...each, into })), fields).map((group) => [
    group.feature.fn,
    ...group.asked.map(({ column, fn }) => `${column} ${fn}`),
  ]);

test('sums, means and deviations of one field, condition and window are kept together', () => {
  const amount = { of: 'amount', window: 10 };
  expect(asked({ fn: 'sum', ...amount }, { fn: 'count', window: 10 }, { fn: 'stddev', ...amount }, { fn: 'average', of: 'amount', window: 20 })).toEqual([
    ['sum', '0 sum', '2 stddev'],
    ['count', '1 count'],
    ['average', '3 average'],
  ]);
});

test('a sum counts the rows that have its number, whichever is asked for first', () => {
  const amount = { of: 'amount', window: 10 };
  expect(asked({ fn: 'count', window: 10, where: present('amount') }, { fn: 'average', ...amount })).toEqual([['average', '0 count', '1 average']]);
});

test('a sum does not count other rows than those it adds up', () => {
  const count = { fn: 'count', window: 10 } as const;
  expect(asked({ fn: 'average', of: 'amount', window: 20 }, { ...count, where: present('amount') })).toHaveLength(2);
  expect(asked({ fn: 'average', of: 'word', window: 10 }, { ...count, where: present('word') })).toHaveLength(2);
  expect(asked({ fn: 'average', of: 'amount', window: 10, where: present('word') }, { ...count, where: present('amount') })).toHaveLength(2);
});
