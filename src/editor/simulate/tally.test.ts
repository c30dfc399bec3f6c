import { expect, test } from 'vitest';
import { tallyOf } from './tally.ts';

const breathe = (): Promise<void> => Promise.resolve();

test('counts the values of numbers, texts and lists over all chunks', async () => {
  const numbers = [1, 2, 1, Number.NaN].map((value) => ({ type: 'number' as const, values: Float64Array.of(value) }));
  expect(await tallyOf(numbers, 4, breathe)).toEqual({ rows: 4, none: 1, values: [{ value: 1, rows: 2 }, { value: 2, rows: 1 }] });
  const texts = [{ type: 'text' as const, codes: Int32Array.of(1, 0, 2), dictionary: ['a', 'b'] }, { type: 'text' as const, codes: Int32Array.of(1), dictionary: ['b'] }];
  expect(await tallyOf(texts, 4, breathe)).toEqual({ rows: 4, none: 1, values: [{ value: 'a', rows: 1 }, { value: 'b', rows: 2 }] });
  const lists = [{ type: 'list' as const, codes: Int32Array.of(1, 2, 1), dictionary: [['1', '3', '3'], []] }];
  expect(await tallyOf(lists, 3, breathe)).toEqual({ rows: 3, none: 1, values: [{ value: '1', rows: 2 }, { value: '3', rows: 2 }] });
});
