import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { anyRow, testScope, wellTyped } from './arbitrary.ts';
import type { Row } from '../data/field.ts';
import { boolean, call, element, field, list, number, text } from './expr.ts';
import type { Expr } from './expr.ts';
import { evaluate, holds } from './interpret.ts';
import { mapExpr } from './walk.ts';
import { meetsZeroDivision } from './zero-division.ts';

const quotient = call('divide', field('n'), field('m'));
const remainder = call('modulo', field('n'), field('deep.number'));

const meets = (expr: Expr, row: Row): boolean => {
  const condition = meetsZeroDivision(expr);
  return condition !== undefined && holds(condition, row, testScope);
};

describe('a division by zero', () => {
  test('is one by a divisor that is 0, of a dividend that is there', () => {
    expect([{ n: 1, m: 0 }, { n: 1, m: 2 }, { n: null, m: 0 }, { n: 1, m: null }, { n: 0, m: 0 }].map((row) => meets(quotient, row))).toEqual([true, false, false, false, true]);
  });

  test('can never be where nothing is divided, or only by a constant other than 0', () => {
    expect(meetsZeroDivision(call('add', field('n'), number(1)))).toBeUndefined();
    expect(meetsZeroDivision(call('divide', field('n'), number(2)))).toBeUndefined();
    expect(meetsZeroDivision({ kind: 'raw', logic: { '/': [1, { var: 'n' }] } })).toBeUndefined();
    expect(meets(call('divide', number(3), number(0)), {})).toBe(true);
  });

  test('is met where the expression comes to it', () => {
    const guarded = call('if', call('gt', field('m'), number(0)), quotient, field('c'), remainder, number(0));
    const rows: readonly Row[] = [{ n: 1, m: 0, c: true, 'deep.number': 0 }, { n: 1, m: 0, c: false, 'deep.number': 0 }, { n: 1, m: 0, c: true, 'deep.number': 2 }, { n: 1, m: 5, c: true, 'deep.number': 0 }];
    expect(rows.map((row) => meets(guarded, row))).toEqual([true, false, false, false]);
    const both = call('and', call('eq', field('t'), text('a')), call('gt', quotient, number(1)), field('b'));
    expect([{ t: 'a', n: 1, m: 0 }, { t: 'b', n: 1, m: 0 }].map((row) => meets(both, row))).toEqual([true, false]);
    const any = call('or', field('b'), call('gt', quotient, number(1)));
    expect([{ b: true, n: 1, m: 0 }, { b: null, n: 1, m: 0 }].map((row) => meets(any, row))).toEqual([false, true]);
    const first = call('coalesce', field('n'), remainder, quotient);
    expect([{ n: 1, 'deep.number': 0 }, { n: null, 'deep.number': 0 }].map((row) => meets(first, row))).toEqual([false, false]);
    const either = call('coalesce', field('m'), remainder);
    expect([{ n: 1, m: 1, 'deep.number': 0 }, { n: 1, m: null, 'deep.number': 0 }].map((row) => meets(either, row))).toEqual([false, true]);
    const each = call('any', field('l'), call('gt', call('divide', number(1), call('toNumber', element)), number(0)));
    expect([{ l: ['1', '0'] }, { l: ['1'] }, { l: null }].map((row) => meets(each, row))).toEqual([true, false, false]);
  });

  test('is found as by going through the expression, for any expression and row', () => {
    const divided = wellTyped(5).map((expr) => mapExpr(expr, (part) => (part.kind === 'call' && part.fn === 'subtract' ? { ...part, fn: 'divide' } : part)));
    let found = 0;
    fc.assert(
      fc.property(divided, anyRow, (expr, row) => {
        const expected = comesToZero(expr, row);
        found += expected ? 1 : 0;
        expect(meets(expr, row)).toBe(expected);
      }),
      runs(4000),
    );
    expect(found).toBeGreaterThan(50);
  });

  test('of a table with thousands of rows is one flat condition', () => {
    const branches = Array.from({ length: 3000 }, (_, at) => [call('eq', field('n'), number(at)), quotient]).flat();
    const condition = meetsZeroDivision(call('if', ...branches));
    expect(condition?.kind === 'call' && condition.args.length).toBe(6001);
    expect(meetsZeroDivision(call('if', field('b'), list(['a']), list([])))).toBeUndefined();
  });
});

/** The same, one part after the other. Elements of lists are looked at all together. */
function comesToZero(expr: Expr, row: Row, inside: (expr: Expr) => Expr = (part) => part): boolean {
  if (expr.kind !== 'call') return false;
  const { fn, args } = expr;
  const [first = boolean(false), second = boolean(false)] = args;
  const at = (part: Expr): boolean => comesToZero(part, row, inside);
  const value = (part: Expr): unknown => evaluate(inside(part), row, testScope);
  switch (fn) {
    case 'and':
    case 'or':
    case 'coalesce': {
      for (const arg of args) {
        if (at(arg)) return true;
        const truth = value(arg);
        if (fn === 'and' ? truth !== true : fn === 'or' ? truth === true : truth !== null) return false;
      }
      return false;
    }
    case 'if': {
      let index = 0;
      for (; index + 1 < args.length; index += 2) {
        const condition = args[index] ?? boolean(false);
        if (at(condition)) return true;
        if (value(condition) === true) return at(args[index + 1] ?? boolean(false));
      }
      return args[index] !== undefined && at(args[index] ?? boolean(false));
    }
    case 'any':
    case 'all':
    case 'none': {
      const all = value(first);
      const elements = Array.isArray(all) ? (all as readonly string[]) : [];
      return at(first) || elements.some((each) => comesToZero(second, row, (part) => mapExpr(part, (leaf) => (leaf.kind === 'element' ? text(each) : leaf))));
    }
    case 'divide':
    case 'modulo':
      return args.some(at) || (value(first) !== null && value(second) === 0);
    default:
      return args.some(at);
  }
}
