import { readFileSync } from 'node:fs';
import { buildParserFile } from '@lezer/generator';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { boolean, call, duration, field, list, number, numbers, text } from '../expr.ts';
import type { Expr } from '../expr.ts';
import { anyExpr } from './arbitrary.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';

test('every tree is read back from its own formula', () => {
  fc.assert(
    fc.property(anyExpr, (expr) => {
      const formula = print(expr);
      const { expr: again, problems } = parse(formula);
      expect({ formula, problems, expr: again }).toStrictEqual({ formula, problems: [], expr });
    }),
    runs(10_000),
  );
});

test('a formula is canonical: printing what was read changes nothing more', () => {
  fc.assert(
    fc.property(anyExpr, (expr) => {
      const once = print(expr);
      const again = parse(once).expr;
      expect(again && print(again)).toBe(once);
    }),
    runs(2000, 2),
  );
});

describe('the shape of a tree survives', () => {
  const [a, b, c] = [field('a'), field('b'), field('c')];
  const shapes: readonly [string, Expr][] = [
    ['a AND b AND c', call('and', a, b, c)],
    ['(a AND b) AND c', call('and', call('and', a, b), c)],
    ['a AND (b AND c)', call('and', a, call('and', b, c))],
    ['a AND b OR c', call('or', call('and', a, b), c)],
    ['a AND (b OR c)', call('and', a, call('or', b, c))],
    ['and(a)', call('and', a)],
    ['a + b + c', call('add', a, b, c)],
    ['(a + b) + c', call('add', call('add', a, b), c)],
    ['a + b - c', call('subtract', call('add', a, b), c)],
    ['a - b + c', call('add', call('subtract', a, b), c)],
    ['a - (b - c)', call('subtract', a, call('subtract', b, c))],
    ['a - b - c', call('subtract', call('subtract', a, b), c)],
    ['a * b / c', call('divide', call('multiply', a, b), c)],
    ['a / (b * c)', call('divide', a, call('multiply', b, c))],
    ['(a + b) * c', call('multiply', call('add', a, b), c)],
    ['-a * b', call('multiply', call('negate', a), b)],
    ['-(a * b)', call('negate', call('multiply', a, b))],
    ['-5', number(-5)],
    ['-(5)', call('negate', number(5))],
    ['-(-5)', call('negate', number(-5))],
    ['-5m', duration(-300_000)],
    ['300000', number(300_000)],
    ['7d', duration(604_800_000)],
    ['NOT a IN ("x")', call('not', call('in', a, list(['x'])))],
    ['a NOT IN ("x")', call('notIn', a, list(['x']))],
    ['NOT (a AND b)', call('not', call('and', a, b))],
    ['(NOT a) = b', call('eq', call('not', a), b)],
    ['NOT a = b', call('not', call('eq', a, b))],
    ['(a = b) = true', call('eq', call('eq', a, b), boolean(true))],
    ['a BETWEEN 1 AND 2 AND b', call('and', call('between', a, number(1), number(2)), b)],
    ['a IN b', call('in', a, b)],
    ['a IN {}', call('in', a, list([]))],
    ['a IN numbers()', call('in', a, numbers([]))],
    ['a IN (1, -2)', call('in', a, numbers([1, -2]))],
    ['in(a, b + c)', call('in', a, call('add', b, c))],
    ['a IS MISSING', call('isMissing', a)],
    [`"it's ""so"""`, text('it\'s "so"')],
    ["'say \"so\"'", text('say "so"')],
    ['time("2024-03-01T00:30Z")', { kind: 'constant', type: 'time', value: Date.UTC(2024, 2, 1, 0, 30) }],
    [`jsonlogic('{"var":"x"}')`, { kind: 'raw', logic: { var: 'x' } }],
    ['[Customer id] = [and]', call('eq', field('Customer id'), field('and'))],
  ];
  test.each(shapes)('%s', (formula, expr) => {
    expect(print(expr)).toBe(formula);
    expect(parse(formula).expr).toEqual(expr);
  });
});

test('the parser in use was generated from the grammar beside it', () => {
  const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
  const made = buildParserFile(file('formula.grammar'), { typeScript: true, fileName: 'formula.grammar' });
  const command = 'npx lezer-generator src/logic/formula/formula.grammar --typeScript -o src/logic/formula/parser.ts';
  const stale = file('parser.ts').trim() !== made.parser.trim() || file('parser.terms.ts').trim() !== made.terms.trim();
  expect(stale ? `to renew it: ${command}` : 'fresh').toBe('fresh');
});
