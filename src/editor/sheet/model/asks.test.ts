import { describe, expect, test } from 'vitest';
import type { FlowField } from '../../../data/field.ts';
import { printCell } from '../../../kinds/table/cell.ts';
import { parseCell } from '../../../kinds/table/cell-parse.ts';
import { askedAs, asksFor, cellOf, formOf } from './asks.ts';
import { age, amount, country, isNew } from './testing.ts';

const sets = new Set(['eu']);

function roundTrip(text: string, field: FlowField): readonly [string, string | undefined] {
  const { cell } = parseCell(text, field, sets);
  if (cell === undefined) throw new Error(text);
  const form = formOf(cell, field);
  const again = cellOf(form, sets);
  return [form.ask, again === undefined ? undefined : printCell(again, field)];
}

describe('a condition as a form', () => {
  test.each([
    ['-', amount, 'any'],
    ['500..2000', amount, 'between'],
    ['< 30', amount, 'under'],
    ['<= 30', amount, 'upTo'],
    ['>= 5000', amount, 'from'],
    ['> 5000', amount, 'over'],
    ['12', amount, 'is'],
    ['not 12', amount, 'isNot'],
    ['>= 30d', age, 'from'],
    ['CN', country, 'oneOf'],
    ['in @eu, CN', country, 'oneOf'],
    ['not in @eu, CN', country, 'noneOf'],
    ['CN, missing', country, 'oneOf'],
    ['missing', country, 'missing'],
    ['present', country, 'present'],
    ['yes', isNew, 'yes'],
    ['no, missing', isNew, 'no'],
  ] as const)('%s comes back the same', (text, field, ask) => {
    expect(roundTrip(text, field)).toEqual([ask, text]);
    expect(asksFor(field)).toContain(ask);
  });

  test.each([['[1..2]', amount], ['< 0, > 100', amount], ['not 1..2', amount]] as const)('%s is written', (text, field) => {
    expect(roundTrip(text, field)).toEqual(['written', undefined]);
  });

  test('asked in another way, it keeps what it can', () => {
    const between = { ask: 'between', low: 5, high: 9, values: [], orMissing: false } as const;
    expect(askedAs(between, 'under')).toMatchObject({ low: undefined, high: 9 });
    expect(askedAs({ ...between, ask: 'under', low: undefined }, 'from')).toMatchObject({ low: 9 });
    expect(cellOf(askedAs({ ...between, low: undefined }, 'between'), sets)).toBeUndefined();
  });
});
