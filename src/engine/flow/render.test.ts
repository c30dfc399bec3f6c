import { describe, expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import { asText as expected } from '../../../test/reference/tell.ts';
import { asText, renderer } from './render.ts';
import { flowOf } from '../testing.ts';

const fields: readonly Field[] = [
  { name: 'amount', type: 'number', decimals: 2 }, { name: 'ratio', type: 'number' }, { name: 'at', type: 'time' },
  { name: 'tags', type: 'list' }, { name: 'vip', type: 'boolean' }, { name: 'card', type: 'text' },
];
const row = { t: 0, amount: 1.005, ratio: 0.1, at: Date.UTC(2026, 2, 1, 9), tags: ['a', 'b'], vip: true, card: 'c-1' };

describe('a template', () => {
  const flow = flowOf(fields, [row, { t: 1 }]);
  const columnAt = (place: number) => flow.columns[place]?.get();

  test('shows each type of value as text that no language changes', () => {
    const tell = renderer(fields.flatMap(({ name }) => [{ field: name }, '|']), fields, { lang: 'en' })(columnAt);
    expect(tell(0)).toBe('1.00|0.1|2026-03-01T09:00:00.000Z|a; b|true|c-1|');
    expect(tell(1)).toBe('||||||');
    expect(renderer([{ field: 'tags' }, ' ', { field: 'nobody' }], fields, { lang: 'zh' })(columnAt)(0)).toBe('a；b ');
  });

  test('tells times by the clocks of the graph’s zone, and how far they are from UTC', () => {
    const at = (zone: string): string => renderer([{ field: 'at' }], fields, { lang: 'en', zone })(columnAt)(0);
    expect(at('Asia/Shanghai')).toBe('2026-03-01 17:00:00+08:00');
    expect(at('America/St_Johns')).toBe('2026-03-01 05:30:00-03:30');
  });

  test('rounds the exact value, halves away from zero, and knows no negative zero', () => {
    const shown = [2.5, -2.5, 0.5, -0.4, 1e15 + 0.5].map((value) => asText(value, { name: 'n', type: 'number', decimals: 0 }, 'en'));
    expect(shown).toEqual(['3', '-3', '1', '0', '1000000000000001']);
    for (const value of [1.005, 8.345, -1.15, 1e21, 1e-7, -0.0004]) {
      for (const decimals of [undefined, 0, 1, 2, 3]) {
        const field: Field = { name: 'n', type: 'number', decimals };
        expect(asText(value, field, 'en')).toBe(expected(value, field, 'en'));
      }
    }
  });
});
