import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { fieldTypes } from '../data/field.ts';
import { asConditions, asExpr, formulasIn, operatorsFor } from './builder.ts';
import type { Condition } from './builder.ts';
import { boolean, call, field, list, number } from './expr.ts';
import type { Expr } from './expr.ts';
import { anyExpr } from './formula/arbitrary.ts';
import { parse } from './formula/parse.ts';
import { print } from './formula/print.ts';

const read = (formula: string): Expr => parse(formula).expr ?? field(formula);

test('an expression goes through the builder and comes out the same', () => {
  fc.assert(
    fc.property(anyExpr, (expr) => {
      expect(asExpr(asConditions(expr))).toStrictEqual(expr);
    }),
    runs(10_000),
  );
});

test('groups, fields, operators and values are rows', () => {
  const condition = asConditions(read('amount > 3 * avg AND NOT (country NOT IN ("CN") OR is_new) AND any(tags, it = "vip")'));
  expect(condition).toEqual({
    kind: 'group',
    join: 'all',
    not: false,
    items: [
      { kind: 'test', not: false, subject: field('amount'), operator: 'gt', values: [{ kind: 'scaled', by: 3, field: 'avg' }] },
      {
        kind: 'group',
        join: 'any',
        not: true,
        items: [
          { kind: 'test', not: false, subject: field('country'), operator: 'notIn', values: [list(['CN'])] },
          { kind: 'test', not: false, subject: field('is_new'), operator: 'holds', values: [] },
        ],
      },
      {
        kind: 'elements',
        not: false,
        quantity: 'any',
        list: field('tags'),
        condition: { kind: 'test', not: false, subject: { kind: 'element' }, operator: 'eq', values: [{ kind: 'constant', type: 'text', value: 'vip' }] },
      },
    ],
  });
  expect(formulasIn(condition)).toEqual([]);
});

describe('what no row can show stays whole, as its formula', () => {
  test.each([
    ['a > 1 AND b + c > 2', ['b + c > 2']],
    ['NOT NOT a', ['NOT NOT a']],
    ['lower(a) = "x" OR (b = 1 AND c > d / 2)', ['lower(a) = "x"', 'c > d / 2']],
    [`jsonlogic('{"var":"x"}')`, [`jsonlogic('{"var":"x"}')`]],
    ['any(merge(a, b), it = "x")', ['any(merge(a, b), it = "x")']],
    ['and(a)', ['and(a)']],
    ['5 < a', ['5 < a']],
  ])('%s', (formula, left) => {
    expect(formulasIn(asConditions(read(formula))).map(print)).toEqual(left);
  });
});

test('groups that a person emptied still mean something', () => {
  const group = (join: 'all' | 'any', ...items: readonly Condition[]): Condition => ({ kind: 'group', join, not: false, items });
  const row: Condition = { kind: 'test', not: false, subject: field('a'), operator: 'gt', values: [number(1)] };
  expect(asExpr(group('all'))).toEqual(boolean(true));
  expect(asExpr(group('any'))).toEqual(boolean(false));
  expect(asExpr(group('any', row))).toEqual(call('gt', field('a'), number(1)));
});

test('each type has its operators, in its own words', () => {
  const labels = (type: (typeof fieldTypes)[number]): string[] => operatorsFor(type).map(({ label }) => label.en);
  expect(labels('boolean')).toEqual(['is yes', 'is', 'is not', 'is missing', 'has a value']);
  expect(labels('time')).toContain('is before');
  expect(labels('list')).not.toContain('is more than');
  for (const type of fieldTypes) expect(operatorsFor(type).every(({ label }) => label.zh !== '')).toBe(true);
});
