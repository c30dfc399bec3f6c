import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { beforeAll, describe, expect, test } from 'vitest';
import { longer, runs } from '../../test/support/runs.ts';
import type { Row, Value } from '../data/field.ts';
import { anyRow, testScope, wellTyped } from './arbitrary.ts';
import { check } from './check.ts';
import { boolean, call, duration, element, field, list, now, number, text } from './expr.ts';
import type { Expr } from './expr.ts';
import { toJsonLogic } from './guard.ts';
import { evaluate } from './interpret.ts';
import { rowAsData } from './json-logic.ts';
import { operations, register } from './operations.ts';
import { depthOf } from './walk.ts';

const compiled = (expr: Expr): unknown => toJsonLogic(expr, testScope).logic;
const run = (logic: unknown, data: unknown): unknown => jsonLogic.apply(logic as Parameters<typeof jsonLogic.apply>[0], data);

beforeAll(() => register(jsonLogic));

const n = field('n');
const m = field('m');
const few = field('few');

describe('guards read plainly', () => {
  test.each<[string, Expr, unknown]>([
    ['a field that can be missing', call('gt', n, number(8)), { and: [{ '!==': [{ var: 'n' }, null] }, { '>': [{ var: 'n' }, 8] }] }],
    ['a field that cannot', call('gt', few, number(8)), { '>': [{ var: 'few' }, 8] }],
    ['equality with a constant needs none', call('eq', field('t'), text('CN')), { '===': [{ var: 't' }, 'CN'] }],
    ['nor does membership', call('in', field('t'), list(['CN'])), { in: [{ var: 't' }, ['CN']] }],
    [
      'one guard for a range of tests',
      call('and', call('gt', n, number(1)), call('lt', n, number(5))),
      { and: [{ '!==': [{ var: 'n' }, null] }, { '>': [{ var: 'n' }, 1] }, { '<': [{ var: 'n' }, 5] }] },
    ],
    [
      'one guard for a whole computation',
      call('gt', n, call('multiply', number(3), call('add', m, few))),
      {
        and: [
          { '!==': [{ var: 'n' }, null] },
          { '!==': [{ var: 'm' }, null] },
          { '>': [{ var: 'n' }, { '*': [3, { '+': [{ var: 'm' }, { var: 'few' }] }] }] },
        ],
      },
    ],
    [
      'a ratio',
      call('ge', call('divide', few, field('deep.number')), number(2)),
      { and: [{ '!==': [{ var: 'deep.number' }, 0] }, { '>=': [{ '/': [{ var: 'few' }, { var: 'deep.number' }] }, 2] }] },
    ],
    [
      'a ratio whose divisor is known not to be zero',
      call('and', call('gt', n, number(0)), call('lt', call('divide', few, n), number(2))),
      { and: [{ '!==': [{ var: 'n' }, null] }, { '>': [{ var: 'n' }, 0] }, { '<': [{ '/': [{ var: 'few' }, { var: 'n' }] }, 2] }] },
    ],
    ['a value', call('negate', n), { if: [{ '===': [{ var: 'n' }, null] }, null, { '-': [{ var: 'n' }] }] }],
    [
      'an operand that is more than a field is computed once',
      call('gt', call('coalesce', n, m), number(8)),
      {
        reduce: [
          [{ if: [{ '!==': [{ var: 'n' }, null] }, { var: 'n' }, { var: 'm' }] }],
          { and: [{ '!==': [{ var: 'current' }, null] }, { '>': [{ var: 'current' }, 8] }] },
          null,
        ],
      },
    ],
    [
      'what is compared with a constant needs no guard, whatever it is',
      call('eq', call('if', field('c'), field('t'), text('x')), text('x')),
      { '===': [{ if: [{ var: 'c' }, { var: 't' }, 'x'] }, 'x'] },
    ],
    [
      'list conditions',
      call('none', field('l'), call('eq', element, text('vip'))),
      { and: [{ '!==': [{ var: 'l' }, null] }, { none: [{ var: 'l' }, { '===': [{ var: '' }, 'vip'] }] }] },
    ],
    ['the time of the event', call('lt', field('seen'), call('subtract', now, duration(600_000))), {
      and: [{ '!==': [{ var: 'seen' }, null] }, { '<': [{ var: 'seen' }, { '-': [{ var: 'at' }, 600_000] }] }],
    }],
    ['a named set by its values', call('in', field('t'), { kind: 'set', id: 'codes' }), { in: [{ var: 't' }, ['CN', 'a', '']] }],
  ])('%s', (_, expr, logic) => {
    expect(compiled(expr)).toEqual(logic);
  });

  test('an export says which operations it needs', () => {
    expect(toJsonLogic(call('eq', call('lower', field('t')), text('cn')), testScope).needs).toEqual(['rl.lower']);
    expect(toJsonLogic(call('gt', n, number(8)), testScope).needs).toEqual([]);
    expect(Object.keys(operations)).toContain('rl.lower');
  });
});

const same = (a: Value, b: unknown): boolean => a === b || (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b));

test('value > 8 for 0 to 10 and for a missing value', () => {
  const logic = compiled(call('gt', n, number(8)));
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].filter((value) => run(logic, { n: value }) === true)).toEqual([9, 10]);
  expect(run(logic, {})).toBe(false);
  expect(run(logic, { n: null })).toBe(false);
});

describe('json-logic-js answers as the interpreter does', () => {
  const rows: readonly Row[] = fc.sample(anyRow, { seed: 7, numRuns: 1000 });
  const data = rows.map(rowAsData);

  test.each([
    ['shallow', 2, 1200],
    ['middling', 4, 2400],
    ['deep', 6, 600],
  ])('%s expressions, over every sort of row', (_, depth, count) => {
    let pairs = 0;
    fc.assert(
      fc.property(wellTyped(depth), fc.nat(rows.length), (expr, start) => {
        const { logic } = toJsonLogic(expr, testScope);
        for (let step = 0; step < 50; step += 1) {
          const at = (start + step * 17) % rows.length;
          const row = rows[at] ?? {};
          const wanted = evaluate(expr, row, testScope);
          const got = run(logic, data[at]);
          pairs += 1;
          if (!same(wanted, got)) {
            throw new Error(`${JSON.stringify(expr)}\n${JSON.stringify(logic)}\n${JSON.stringify(row)}\nwanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
          }
        }
      }),
      runs(count),
    );
    expect(pairs).toBe(count * longer * 50);
  });
});

test('what conditions say of a divisor is relied on only as far as it goes', () => {
  const divisor = fc.constantFrom(n, few, field('deep.number'));
  const comparison = fc
    .tuple(fc.constantFrom('gt', 'ge', 'lt', 'le', 'eq', 'ne', 'isMissing', 'isPresent'), divisor, fc.constantFrom(-1, 0, 1), fc.boolean())
    .map(([fn, of, value, mirrored]): Expr => {
      if (fn === 'isMissing' || fn === 'isPresent') return call(fn, of);
      return mirrored ? call(fn, number(value), of) : call(fn, of, number(value));
    });
  const { condition } = fc.letrec<{ condition: Expr }>((tie) => ({
    condition: fc.oneof(
      { weight: 3, arbitrary: comparison },
      fc.tuple(fc.constantFrom('and', 'or'), tie('condition'), tie('condition')).map(([fn, a, b]): Expr => call(fn, a, b)),
      tie('condition').map((a): Expr => call('not', a)),
      divisor.map((of): Expr => call('between', of, number(1), number(3))),
    ),
  }));
  const rows = fc.sample(anyRow, { seed: 9, numRuns: 300 });
  fc.assert(
    fc.property(condition, divisor, fc.constantFrom('and', 'or', 'then', 'else'), (given, of, place) => {
      const ratio = call('divide', number(1), of);
      const above = call('gt', ratio, number(0));
      const expr = place === 'then' ? call('if', given, ratio, few) : place === 'else' ? call('if', given, few, ratio) : call(place, given, above);
      const { logic } = toJsonLogic(expr, testScope);
      const { optional } = check(expr, testScope);
      for (const row of rows) {
        const value = evaluate(expr, row, testScope);
        if (!same(value, run(logic, rowAsData(row)))) throw new Error(`${JSON.stringify(logic)} ${JSON.stringify(row)}`);
        if (value === null && !optional) throw new Error(`missing after all: ${JSON.stringify(row)}`);
      }
    }),
    runs(600),
  );
});

describe('raw JsonLogic among conditions', () => {
  const raw: Expr = { kind: 'raw', logic: { or: [{ var: 't' }, { '<': [{ var: 'n' }, 3] }] } };

  test('counts by what JsonLogic takes for true, and gives true or false', () => {
    for (const expr of [call('and', raw, field('c')), call('or', field('b'), raw), call('not', raw), call('if', raw, number(1), number(2))]) {
      const { logic } = toJsonLogic(expr, testScope);
      for (const row of fc.sample(anyRow, { seed: 11, numRuns: 300 })) expect(run(logic, rowAsData(row))).toEqual(evaluate(expr, row, testScope));
    }
  });

  test('stands as it is by itself', () => {
    expect(compiled(raw)).toEqual(raw.kind === 'raw' ? raw.logic : undefined);
  });
});

describe('size', () => {
  const nest = (depth: number, wrap: (inner: Expr, level: number) => Expr, start: Expr): Expr => {
    let expr = start;
    for (let level = 1; level < depth; level += 1) expr = wrap(expr, level);
    return expr;
  };
  const optional = (level: number): Expr => (level % 2 === 0 ? n : m);
  const shapes: Readonly<Record<string, (depth: number) => Expr>> = {
    coalesce: (depth) => nest(depth, (inner, level) => call('coalesce', inner, optional(level)), n),
    'coalesce of sums': (depth) => nest(depth, (inner, level) => call(level % 2 ? 'add' : 'coalesce', inner, optional(level)), n),
    division: (depth) => nest(depth, (inner, level) => call('divide', inner, optional(level)), n),
    'division by what is nested': (depth) => nest(depth, (inner, level) => (level % 2 ? call('divide', few, inner) : call('max', inner, few)), n),
    'division by a sum with what is nested': (depth) =>
      nest(depth, (inner, level) => (level % 2 ? call('divide', few, call('add', inner, few)) : call('coalesce', inner, few)), few),
    if: (depth) => nest(depth, (inner) => call('if', call('gt', n, number(1)), inner), n),
    'if with a nested condition': (depth) => nest(depth, (inner) => call('if', call('gt', inner, number(1)), m, n), n),
    abs: (depth) => nest(depth, (inner, level) => call('abs', call('subtract', inner, optional(level))), n),
    contains: (depth) => nest(depth, (inner) => call('if', call('contains', field('t'), inner), field('t'), text('a')), field('t')),
    'not in': (depth) => nest(depth, (inner) => call('if', call('notIn', inner, field('l')), field('t'), text('a')), field('t')),
    'has all': (depth) => nest(depth, (inner) => call('if', call('hasAll', inner, field('l')), field('l'), field('k')), field('l')),
    and: (depth) => nest(depth, (inner, level) => call(level % 2 ? 'and' : 'or', inner, call('gt', optional(level), number(level))), boolean(true)),
    not: (depth) => nest(depth, (inner) => call('not', inner), call('gt', n, number(1))),
    'equality of tests': (depth) => nest(depth, (inner) => call('eq', inner, field('b')), field('b')),
    round: (depth) => nest(depth, (inner) => call('round', inner, number(2)), n),
  };

  test.each(Object.keys(shapes))('%s, 200 deep, is under 1 MB and still agrees', (name) => {
    const expr = shapes[name]?.(200) ?? n;
    const { logic } = toJsonLogic(expr, testScope);
    expect(JSON.stringify(logic).length).toBeLessThan(1_000_000);
    for (const row of fc.sample(anyRow, { seed: 3, numRuns: 20 })) {
      expect(run(logic, rowAsData(row))).toEqual(evaluate(expr, row, testScope));
    }
  });

  test('no mixture of shapes grows faster either', () => {
    const wraps: readonly ((inner: Expr, other: Expr) => Expr)[] = [
      (inner, other) => call('coalesce', inner, other),
      (inner, other) => call('coalesce', other, inner),
      (inner, other) => call('add', inner, other),
      (inner) => call('divide', few, inner),
      (inner, other) => call('divide', inner, other),
      (inner) => call('divide', few, call('add', inner, few)),
      (inner, other) => call('modulo', call('add', other, few), call('max', inner, few)),
      (inner) => call('abs', inner),
      (inner) => call('round', inner, number(2)),
      (inner, other) => call('if', call('gt', inner, other), other, few),
      (inner, other) => call('if', call('ne', inner, other), inner.kind === 'field' ? other : few),
      (inner, other) => call('if', call('isMissing', inner), other, few),
      (inner, other) => call('if', call('not', call('between', inner, other, few)), other),
      (inner, other) => call('length', call('right', field('t'), call('min', inner, other))),
      (inner) => call('toNumber', call('left', call('toText', inner), number(3))),
      (inner) => call('if', call('contains', field('t'), call('toText', inner)), few, n),
      (inner) => call('size', call('if', call('hasAll', field('l'), call('if', call('lt', inner, n), field('l'), field('k'))), field('k'))),
      (inner) => call('hour', call('add', field('at'), inner), text('UTC')),
    ];
    const samples = fc.sample(anyRow, { seed: 4, numRuns: 5 });
    let agreed = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(wraps.length - 1), fc.constantFrom(n, m, few)), { minLength: 190, maxLength: 190 }), (steps) => {
        const expr = steps.reduce<Expr>((inner, [which, other]) => (depthOf(inner) > 196 ? inner : (wraps[which]?.(inner, other) ?? inner)), n);
        const { logic } = toJsonLogic(expr, testScope);
        expect(JSON.stringify(logic).length).toBeLessThan(1_000_000);
        if (check(expr, testScope).problems.some((problem) => problem.severity === 'error')) return;
        agreed += 1;
        for (const row of samples) expect(same(evaluate(expr, row, testScope), run(logic, rowAsData(row)))).toBe(true);
      }),
      runs(30),
    );
    expect(agreed).toBeGreaterThan(0);
  });

  test('the deepest expressions there may be still compile and run', () => {
    for (const shape of Object.values(shapes)) {
      const { logic } = toJsonLogic(shape(500), testScope);
      expect(() => run(logic, rowAsData({ n: 1, m: 2, t: 'a', l: ['a'] }))).not.toThrow();
    }
  });
});
