import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { anyRow, testScope, wellTyped } from './arbitrary.ts';
import { allOf, boolean, call, field, list, number, text } from './expr.ts';
import type { Expr, FunctionName } from './expr.ts';
import { holds } from './interpret.ts';
import { verdictOf } from './verdict.ts';

const amount = (fn: FunctionName, value: number): Expr => call(fn, field('amount'), number(value));

describe('what a condition asks of a row', () => {
  const nothing: readonly Expr[] = [
    call('and', amount('gt', 20), amount('lt', 10)),
    call('and', amount('ge', 10), amount('lt', 10)),
    call('and', call('lt', number(20), field('amount')), amount('eq', 20)),
    call('and', call('eq', field('country'), text('CN')), call('in', field('country'), list(['US', 'DE']))),
    call('between', field('amount'), number(5), number(1)),
    call('in', field('country'), list([])),
    call('or', boolean(false), call('and', amount('gt', 2), amount('lt', 1), call('isPresent', field('country')))),
    call('gt', number(1), number(2)),
  ];
  test.each(nothing)('no row can pass (%#)', (expr) => {
    expect(verdictOf(expr, testScope)).toBe('never');
  });

  test('every row passes', () => {
    expect(verdictOf(call('or', boolean(true), amount('gt', 1)), testScope)).toBe('always');
    expect(verdictOf(call('not', call('and', amount('gt', 2), amount('lt', 1))), testScope)).toBe('always');
  });

  test('some may', () => {
    for (const expr of [call('and', amount('ge', 10), amount('le', 10)), call('and', amount('gt', 1), amount('lt', 2)), call('or', amount('gt', 2), amount('lt', 1))]) {
      expect(verdictOf(expr, testScope)).toBeUndefined();
    }
  });

  test('is so for every row that is tried', () => {
    const limits = fc.tuple(fc.constantFrom<FunctionName>('gt', 'ge', 'lt', 'le', 'eq'), fc.integer({ min: -2, max: 2 })).map(([fn, value]) => amount(fn, value));
    const condition = fc.oneof(wellTyped(3, 'boolean'), fc.array(limits, { minLength: 2, maxLength: 4 }).map(allOf));
    const seen = { always: 0, never: 0 };
    fc.assert(
      fc.property(condition, fc.array(fc.oneof(anyRow, fc.integer({ min: -3, max: 3 }).map((value) => ({ amount: value }))), { minLength: 8, maxLength: 8 }), (expr, rows) => {
        const verdict = verdictOf(expr, testScope);
        if (verdict === undefined) return;
        seen[verdict] += 1;
        for (const row of rows) expect(holds(expr, row, testScope)).toBe(verdict === 'always');
      }),
      runs(5000),
    );
    expect(Math.min(seen.always, seen.never)).toBeGreaterThan(20);
  });
});
