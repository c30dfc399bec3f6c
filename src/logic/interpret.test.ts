import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import type { Value } from '../data/field.ts';
import { anyRow, testScope, wellTyped } from './arbitrary.ts';
import { check } from './check.ts';
import { boolean, call, duration, element, field, list, missing, now, number, numbers, text, time } from './expr.ts';
import type { Expr, FunctionName } from './expr.ts';
import { functionNames } from './expr.ts';
import { toJsonLogic } from './guard.ts';
import { evaluate, holds } from './interpret.ts';
import { applyRaw } from './json-logic.ts';
import { register } from './operations.ts';
import { visit } from './walk.ts';

const at = Date.UTC(2026, 2, 1, 23, 30);
const row = { n: 7.5, t: ' Ab ', 名称: 'CN', b: true, c: false, at, l: ['a', 'b'], k: [], few: 2, 'deep.number': 0, 'deep.text': null };
const answer = (expr: Expr): Value => evaluate(expr, row, testScope);

const n = field('n');
const m = field('m');
const t = field('t');
const l = field('l');

describe('what each function means', () => {
  test.each<[FunctionName, readonly Expr[], Value]>([
    ['and', [boolean(true), field('b')], true],
    ['and', [boolean(true), field('missing')], false],
    ['or', [field('c'), field('b')], true],
    ['not', [field('c')], true],
    ['if', [field('c'), number(1), field('b'), number(2)], 2],
    ['if', [field('c'), number(1), number(3)], 3],
    ['if', [field('c'), number(1)], null],
    ['coalesce', [m, missing, number(5)], 5],
    ['isMissing', [m], true],
    ['isPresent', [n], true],
    ['eq', [n, number(7.5)], true],
    ['ne', [n, number(7)], true],
    ['lt', [text('B'), text('a')], true],
    ['le', [n, n], true],
    ['gt', [field('at'), time(0)], true],
    ['ge', [number(1), number(2)], false],
    ['between', [n, number(7.5), number(8)], true],
    ['between', [n, number(8), number(7)], false],
    ['in', [field('名称'), list(['HK', 'CN'])], true],
    ['in', [n, { kind: 'set', id: 'odd' }], false],
    ['notIn', [n, numbers([1, 2])], true],
    ['contains', [t, text('')], true],
    ['startsWith', [t, text(' A')], true],
    ['endsWith', [t, text('b ')], true],
    ['has', [l, text('b')], true],
    ['hasAny', [l, list(['x', 'a'])], true],
    ['hasAll', [l, list(['a', 'x'])], false],
    ['hasAll', [field('k'), list([])], true],
    ['any', [l, call('eq', element, text('b'))], true],
    ['all', [l, call('eq', element, text('b'))], false],
    ['all', [field('k'), boolean(true)], false],
    ['none', [field('k'), boolean(true)], true],
    ['add', [n, number(1), number(2)], 10.5],
    ['add', [field('at'), duration(60_000)], at + 60_000],
    ['subtract', [now, time(at - 5)], 5],
    ['multiply', [n, number(2)], 15],
    ['multiply', [number(0), number(-1)], 0],
    ['divide', [n, field('few')], 3.75],
    ['divide', [n, field('deep.number')], null],
    ['modulo', [number(-7), number(3)], -1],
    ['modulo', [number(7), number(0)], null],
    ['negate', [number(0)], 0],
    ['min', [n, number(3)], 3],
    ['max', [field('at'), time(0)], at],
    ['abs', [number(-3)], 3],
    ['round', [number(-2.5)], -3],
    ['round', [number(1.005), number(2)], 1],
    ['round', [number(2.345), number(2)], 2.35],
    ['floor', [number(-1.5)], -2],
    ['ceil', [number(1.2)], 2],
    ['lower', [text('ÄB İ')], 'äb i'],
    ['upper', [text('straße')], 'STRAßE'],
    ['trim', [t], 'Ab'],
    ['length', [text('a😀')], 3],
    ['left', [text('abc'), number(2)], 'ab'],
    ['left', [text('abc'), number(-1)], ''],
    ['right', [text('abc'), number(2)], 'bc'],
    ['right', [text('abc'), number(0)], ''],
    ['concat', [field('名称'), text('-'), text('1')], 'CN-1'],
    ['replace', [text('a.b.c'), text('.'), text('$&')], 'a$&b$&c'],
    ['replace', [text('abc'), text(''), text('x')], 'abc'],
    ['toText', [number(0.1)], '0.1'],
    ['toText', [field('at')], '2026-03-01T23:30:00.000Z'],
    ['toText', [boolean(true)], 'true'],
    ['toNumber', [text('-1.50')], -1.5],
    ['toNumber', [text('1e5')], null],
    ['toNumber', [text(' 1')], null],
    ['size', [l], 2],
    ['merge', [l, list(['a'])], ['a', 'b', 'a']],
    ['year', [field('at'), text('UTC')], 2026],
    ['month', [field('at'), text('UTC')], 3],
    ['day', [field('at'), text('Asia/Shanghai')], 2],
    ['hour', [field('at'), text('Asia/Shanghai')], 7],
    ['minute', [field('at'), text('Asia/Kolkata')], 0],
    ['weekday', [field('at'), text('UTC')], 7],
    ['year', [call('add', time(253_402_300_799_999), number(1)), text('UTC')], null],
    ['difference', [time(0), time(5_400_000), text('hours')], 1.5],
  ])('%s(%j) is %j', (fn, args, value) => {
    expect(answer(call(fn, ...args))).toEqual(value);
  });
});

test('replacements do not grow without end', () => {
  let expr: Expr = text('a');
  for (let level = 0; level < 100; level += 1) expr = call('replace', expr, text('a'), text('aaaaaaaaaa'));
  expect(check(expr, testScope)).toMatchObject({ optional: true, problems: [] });
  expect(answer(expr)).toBeNull();
  const { logic } = toJsonLogic(expr, testScope);
  register(jsonLogic);
  expect(applyRaw(logic, {})).toBeNull();
});

describe('missing values', () => {
  const own: ReadonlySet<FunctionName> = new Set(['and', 'or', 'not', 'if', 'coalesce', 'isMissing', 'isPresent']);

  test('tests of a missing value are false, their opposites too', () => {
    for (const fn of ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const) {
      expect(answer(call(fn, m, number(1))), fn).toBe(false);
      expect(answer(call(fn, m, m)), fn).toBe(false);
    }
    expect(answer(call('notIn', field('deep.text'), list(['CN'])))).toBe(false);
    expect(answer(call('none', field('nowhere'), boolean(true)))).toBe(false);
    expect(answer(call('not', call('eq', m, number(1))))).toBe(true);
  });

  test('every other function of a missing argument is missing', () => {
    for (const fn of functionNames.filter((name) => !own.has(name))) {
      expect([null, false], fn).toContain(answer(call(fn, missing, missing, missing)));
    }
  });

  test('a missing boolean is no true condition, and a missing value as such', () => {
    expect(holds(field('nowhere'), row, testScope)).toBe(false);
    expect(answer(field('nowhere'))).toBeNull();
    expect(answer(field('constructor'))).toBeNull();
  });
});

describe('raw JsonLogic runs as it is', () => {
  test('with its quirks, over nested data', () => {
    expect(answer({ kind: 'raw', logic: { '<': [{ var: 'm' }, 1] } })).toBe(true);
    expect(answer({ kind: 'raw', logic: { '+': [{ var: 'deep.number' }, '5'] } })).toBe(5);
    expect(holds({ kind: 'raw', logic: { missing: ['m'] } }, row, testScope)).toBe(true);
    expect(answer({ kind: 'raw', logic: { '/': [1, 0] } })).toBeNull();
  });

  test('an operation that it does not know is missing, not a crash', () => {
    expect(answer({ kind: 'raw', logic: { nope: [1] } })).toBeNull();
    expect(applyRaw({ merge: [null] }, {})).toEqual([null]);
  });

  test('and what is longer than a source may hold is missing', () => {
    const doubled = (steps: number, operation: string, start: unknown) => {
      const accumulator = { var: 'accumulator' };
      return answer({ kind: 'raw', logic: { reduce: [Array.from({ length: steps }, () => 1), { [operation]: [accumulator, accumulator] }, start] } });
    };
    expect(doubled(19, 'cat', 'x')).toHaveLength(2 ** 19);
    expect(doubled(20, 'cat', 'x')).toBeNull();
    expect(doubled(18, 'merge', ['x'])).toHaveLength(2 ** 18);
    expect(doubled(19, 'merge', ['x'])).toBeNull();
  });
});

test('check foretells every answer: its type, and whether it can be missing', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(wellTyped(4), anyRow, (expr, given) => {
      const { type, optional } = check(expr, testScope);
      const value = evaluate(expr, given, testScope);
      visit(expr, (part) => part.kind === 'call' && seen.add(part.fn));
      if (value === null) expect(optional).toBe(true);
      else expect(Array.isArray(value) ? 'list' : type === 'time' ? 'number' : (type ?? typeof value)).toBe(Array.isArray(value) ? 'list' : typeof value === 'string' ? 'text' : typeof value);
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
    }),
    runs(8000),
  );
  expect([...functionNames].filter((fn) => !seen.has(fn))).toEqual([]);
});
