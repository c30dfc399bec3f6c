import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import { beforeAll, describe, expect, test } from 'vitest';
import { longer, runs } from '../../test/support/runs.ts';
import type { Row } from '../data/field.ts';
import { anyRow, testScope, wellTyped } from './arbitrary.ts';
import { check } from './check.ts';
import { boolean, call, element, field, list, number, numbers, text, time } from './expr.ts';
import type { Expr } from './expr.ts';
import { toJsonLogic } from './guard.ts';
import { importJsonLogic } from './import.ts';
import type { ImportUse } from './import.ts';
import { evaluate, holds } from './interpret.ts';
import { applyRaw, asValue, rowAsData, truthy } from './json-logic.ts';
import { register } from './operations.ts';

beforeAll(() => register(jsonLogic));

const v = (name: string) => ({ var: name });
const n = field('n');
const few = field('few');
const t = field('t');
const name = field('名称');
const b = field('b');
const c = field('c');
const l = field('l');
const k = field('k');

describe('each operator becomes typed where that is the same', () => {
  test.each<[string, unknown, Expr, ImportUse?]>([
    ['var', v('b'), b],
    ['var of a number, as a condition', v('n'), call('ne', n, number(0))],
    ['var of a text, as a condition', v('t'), call('ne', t, text(''))],
    ['var of a list, as a condition', v('l'), call('gt', call('size', l), number(0))],
    ['var as a value', v('n'), n, 'value'],
    ['var with brackets', { var: ['few'] }, few, 'value'],
    ['var with a default that is never used', { var: ['few', 1] }, few, 'value'],
    ['missing', { missing: ['n', 't'] }, call('or', call('isMissing', n), call('or', call('isMissing', t), call('eq', t, text(''))))],
    ['missing of what is always there', { '!': { missing: ['few'] } }, call('not', boolean(false))],
    ['missing with inner brackets', { missing: [['n']] }, call('isMissing', n)],
    ['missing_some, one', { missing_some: [1, ['n', 'm']] }, call('and', call('isMissing', n), call('isMissing', field('m')))],
    ['missing_some, all', { missing_some: [2, ['n', 'm']] }, call('or', call('isMissing', n), call('isMissing', field('m')))],
    ['if', { if: [v('c'), v('few'), 0] }, call('if', c, few, number(0)), 'value'],
    ['if, chained', { if: [v('c'), 1, v('b'), 2, 3] }, call('if', c, number(1), b, number(2), number(3)), 'value'],
    ['if, without else', { if: [v('c'), 1] }, call('if', c, number(1)), 'value'],
    ['?:', { '?:': [v('c'), 'a', 'b'] }, call('if', c, text('a'), text('b')), 'value'],
    ['== of like types', { '==': [v('t'), 'CN'] }, call('eq', t, text('CN'))],
    ['== of a number and its spelling', { '==': [v('n'), '5'] }, call('eq', n, number(5))],
    ['== of yes or no and 1', { '==': [v('b'), 1] }, call('eq', b, boolean(true))],
    ['== null', { '==': [v('n'), null] }, call('isMissing', n)],
    ['===', { '===': [v('n'), 5] }, call('eq', n, number(5))],
    ['=== null', { '===': [null, v('n')] }, call('isMissing', n)],
    ['!= also holds where the value is missing', { '!=': [v('t'), 'CN'] }, call('not', call('eq', t, text('CN')))],
    ['!= of what is there', { '!=': [v('名称'), 'CN'] }, call('ne', name, text('CN'))],
    ['!==', { '!==': [v('few'), 3] }, call('ne', few, number(3))],
    ['!== null', { '!==': [v('n'), null] }, call('isPresent', n)],
    ['!', { '!': [v('n')] }, call('not', call('ne', n, number(0)))],
    ['! without brackets', { '!': v('c') }, call('not', c)],
    ['!!', { '!!': [v('b')] }, b],
    ['!! as a value', { '!!': [v('b')] }, call('eq', b, boolean(true)), 'value'],
    ['and', { and: [v('b'), v('c')] }, call('and', b, c)],
    ['or', { or: [{ '>': [v('few'), 3] }, v('n')] }, call('or', call('gt', few, number(3)), call('ne', n, number(0)))],
    ['or as a value', { or: [v('t'), 'none'] }, call('if', call('ne', t, text('')), t, text('none')), 'value'],
    ['and as a value', { and: [v('few'), v('deep.number')] }, call('if', call('ne', few, number(0)), field('deep.number'), few), 'value'],
    ['> where null is as 0, and 0 is not more', { '>': [v('n'), 8] }, call('gt', n, number(8))],
    ['>=', { '>=': [v('few'), 8] }, call('ge', few, number(8))],
    ['<', { '<': [v('few'), 8] }, call('lt', few, number(8))],
    ['< with three', { '<': [1, v('few'), 5] }, call('and', call('lt', number(1), few), call('lt', few, number(5)))],
    ['<=', { '<=': [v('few'), 8] }, call('le', few, number(8))],
    ['<= with three', { '<=': [1, v('n'), 5] }, call('between', n, number(1), number(5))],
    ['> of times', { '>': [v('at'), 1_700_000_000_000] }, call('gt', field('at'), time(1_700_000_000_000))],
    ['max', { max: [v('few'), 3] }, call('max', few, number(3)), 'value'],
    ['min', { min: [v('few'), 3, 4] }, call('min', few, number(3), number(4)), 'value'],
    ['+, missing as NaN', { '+': [v('n'), 1] }, call('add', n, number(1)), 'value'],
    ['+ of one number', { '+': [v('few')] }, few, 'value'],
    ['-', { '-': [v('few'), 1] }, call('subtract', few, number(1)), 'value'],
    ['- of one', { '-': [v('few')] }, call('negate', few), 'value'],
    ['*', { '*': [v('n'), v('few')] }, call('multiply', n, few), 'value'],
    ['/ by what is never zero', { '/': [1, v('few')] }, call('divide', number(1), few), 'value'],
    ['%', { '%': [v('few'), v('deep.number')] }, call('modulo', few, field('deep.number')), 'value'],
    ['all', { all: [v('l'), { '==': [v(''), 'a'] }] }, call('all', l, call('eq', element, text('a')))],
    ['some', { some: [v('l'), { in: [v(''), ['a', 'b']] }] }, call('any', l, call('in', element, list(['a', 'b'])))],
    ['none of a list that is there', { none: [v('k'), { '==': [v(''), 'a'] }] }, call('none', k, call('eq', element, text('a')))],
    ['none of a list that may not be', { none: [v('l'), { '==': [v(''), 'a'] }] }, call('not', call('any', l, call('eq', element, text('a'))))],
    ['filter, where it only matters whether any is left', { '!!': [{ filter: [v('l'), { '==': [v(''), 'a'] }] }] }, call('any', l, call('eq', element, text('a')))],
    ['reduce, as a count', { reduce: [v('k'), { '+': [v('accumulator'), 1] }, 0] }, call('size', k), 'value'],
    ['merge', { merge: [v('k'), ['a'], 'b'] }, call('merge', k, list(['a']), list(['b'])), 'value'],
    ['in a list', { in: [v('t'), ['CN', 'HK']] }, call('in', t, list(['CN', 'HK']))],
    ['in a list of numbers', { in: [v('n'), [1, 2]] }, call('in', n, numbers([1, 2]))],
    ['in a field that is a list', { in: ['vip', v('l')] }, call('has', l, text('vip'))],
    ['in a text', { in: ['ab', v('t')] }, call('contains', t, text('ab'))],
    ['cat', { cat: [v('名称'), '-', v('t')] }, call('concat', name, text('-'), call('coalesce', t, text(''))), 'value'],
    ['substr, start', { substr: [v('名称'), 0, 2] }, call('left', name, number(2)), 'value'],
    ['substr, end', { substr: [v('名称'), -2] }, call('right', name, number(2)), 'value'],
    ['substr, middle', { substr: [v('名称'), 1, 2] }, call('left', call('right', name, call('subtract', call('length', name), number(1))), number(2)), 'value'],
  ])('%s', (_, logic, expr, use) => {
    expect(importJsonLogic(logic, testScope, use)).toEqual({ expr });
  });
});

describe('and stays raw where it may not be, with a row that shows it', () => {
  test.each<[string, unknown, ImportUse?]>([
    ['< where null is as 0', { '<': [v('n'), 8] }],
    ['> of two that can be missing', { '>': [v('n'), v('m')] }],
    ['=== of two that can be missing', { '===': [v('n'), v('m')] }],
    ['== of a text and a number', { '==': [v('t'), 5] }],
    ['== of yes or no and a word', { '==': [v('b'), 'true'] }],
    ['a text beside a number', { '>': [v('t'), 5] }],
    ['a default of var', { '==': [{ var: ['n', 5] }, 5] }],
    ['- of what can be missing', { '>': [{ '-': [v('few'), v('n')] }, 0] }],
    ['+ of a text', { '>': [{ '+': [v('t')] }, 0] }],
    ['max of what can be missing', { '>=': [{ max: [v('n'), -5] }, 0] }],
    ['/ by what can be zero', { '>': [{ '/': [v('few'), v('deep.number')] }, 1] }],
    ['in a text, of what can be empty', { in: [v('t'), v('名称')] }],
    ['substr of what can be missing', { '==': [{ substr: [v('t'), 0, 4] }, 'null'] }],
    ['merge with a list that can be missing', { '==': [{ reduce: [{ merge: [v('l')] }, { '+': [v('accumulator'), 1] }, 0] }, 1] }],
  ])('%s', (_, logic, use) => {
    const { expr, why, candidate, example } = importJsonLogic(logic, testScope, use);
    expect(expr).toEqual({ kind: 'raw', logic });
    expect(why?.zh).toBeTruthy();
    expect(candidate).toBeDefined();
    expect(example).toBeDefined();
    expect(truthy(applyRaw(logic, rowAsData(example?.row ?? {})))).toBe(example?.raw);
    expect(example?.raw).not.toEqual(example?.typed);
  });

  test.each<[string, unknown, ImportUse?]>([
    ['map', { map: [v('l'), v('')] }],
    ['filter as a value', { filter: [v('l'), true] }, 'value'],
    ['reduce', { reduce: [v('l'), { cat: [v('accumulator'), v('current')] }, ''] }],
    ['missing as a value', { missing: ['n'] }, 'value'],
    ['missing_some as a value', { missing_some: [1, ['n']] }, 'value'],
    ['missing of a computed name', { missing: [{ cat: ['n', ''] }] }],
    ['log', { log: [v('b')] }],
    ['an unknown field', { '>': [v('nope'), 1] }],
    ['a path into a text', { '>': [v('t.length'), 1] }],
    ['the whole row', v('')],
    ['a computed name', { var: { cat: ['n', ''] } }],
    ['a field inside a list condition', { some: [v('l'), { '==': [v('t'), 'a'] }] }],
    ['an unknown operation', { nope: [1] }],
    ['a name of the prototype', { constructor: [1] }],
    ['several operations in one object', { '>': [1, 2], '<': [1, 2] }],
    ['a list of several types', { in: [v('t'), ['a', 1]] }],
    ['values of different types', { if: [v('c'), 1, 'a'] }, 'value'],
    ['a text among numbers', { in: [v('t'), [1, 2]] }],
    ['substr from a computed place', { substr: [v('名称'), v('few')] }, 'value'],
    ['too many values', { '>': [3, 2, 1] }],
    ['nothing at all', { and: [] }],
    ['a number out of range', { '>': [v('n'), 1e300] }],
  ])('or raw altogether: %s', (_, logic, use) => {
    const { expr, why } = importJsonLogic(logic, testScope, use);
    expect(expr).toEqual({ kind: 'raw', logic });
    expect(why?.en).toBeTruthy();
  });
});

const rows: readonly Row[] = fc.sample(anyRow, { seed: 5, numRuns: 400 });

function expectSame(logic: unknown, expr: Expr, use: ImportUse, start: number, count: number): void {
  for (let step = 0; step < count; step += 1) {
    const row = rows[(start + step * 7) % rows.length] ?? {};
    const result = applyRaw(logic, rowAsData(row));
    const [raw, typed] = use === 'condition' ? [truthy(result), holds(expr, row, testScope)] : [asValue(result), evaluate(expr, row, testScope)];
    if (JSON.stringify(raw) !== JSON.stringify(typed)) {
      throw new Error(`${JSON.stringify(logic)}\n${JSON.stringify(expr)}\n${JSON.stringify(row)}\nraw ${JSON.stringify(raw)}, typed ${JSON.stringify(typed)}`);
    }
  }
}

describe('what becomes typed agrees with json-logic-js', () => {
  const constants = fc.constantFrom<unknown>(0, 1, -1, 5, 0.5, 1e15, '', 'a', '5', ' 5', 'null', 'true', true, false, null, ['a', ''], [1, 5], []);
  const paths = fc.constantFrom('n', 'm', 'deep.number', 'few', 't', 'deep.text', '名称', 'b', 'c', 'at', 'seen', 'l', 'k', '');
  const names = ['if', '?:', '==', '===', '!=', '!==', '!', '!!', 'or', 'and', '>', '>=', '<', '<=', 'max', 'min', '+', '-', '*', '/', '%', 'filter', 'all', 'none', 'some', 'merge', 'in', 'cat', 'substr'] as const;
  const { logic: foreign } = fc.letrec<{ logic: unknown }>((tie) => ({
    logic: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      constants,
      paths.map((path) => ({ var: path })),
      fc.tuple(paths, constants).map((pair) => ({ var: pair })),
      fc.tuple(fc.constantFrom(...names), fc.array(tie('logic'), { minLength: 1, maxLength: 3 })).map(([name, operands]) => ({ [name]: operands })),
      fc.tuple(fc.constantFrom('>', '<=', '===', '!=', '+', '*', 'in', '-'), tie('logic'), tie('logic')).map(([name, one, other]) => ({ [name]: [one, other] })),
      fc.array(paths, { maxLength: 3 }).map((missing) => ({ missing })),
      fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(paths, { maxLength: 3 })).map((pair) => ({ missing_some: pair })),
      fc.tuple(tie('logic'), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })).map((operands) => ({ substr: operands })),
      tie('logic').map((inner) => ({ and: [{ '!==': [{ var: 'n' }, null] }, inner] })),
    ),
  }));

  test.each<ImportUse>(['condition', 'value'])('arbitrary JsonLogic, as a %s', (use) => {
    let typed = 0;
    fc.assert(
      fc.property(foreign, fc.nat(400), (logic, start) => {
        const { expr } = importJsonLogic(logic, testScope, use);
        if (expr.kind === 'raw') return;
        typed += 1;
        expect(check(expr, testScope).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
        expectSame(logic, expr, use, start, 30);
      }),
      runs(6000),
    );
    expect(typed).toBeGreaterThan(1000 * longer);
  });

  test('arbitrary JSON never makes it throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => void importJsonLogic(json, testScope)), runs(2000));
    const cycle: unknown[] = [];
    cycle.push({ and: cycle });
    expect(importJsonLogic({ and: cycle }, testScope).why).toBeDefined();
  });
});

describe('our own exports come back', () => {
  test.each<[Expr]>([
    [call('gt', n, number(8))],
    [call('and', call('gt', n, number(1)), call('lt', n, number(5)))],
    [call('gt', n, call('multiply', number(3), call('add', field('m'), few)))],
    [call('gt', call('divide', n, field('m')), number(2))],
    [call('negate', n)],
    [call('lt', call('coalesce', call('add', n, number(1)), few), number(8))],
    [call('eq', call('lower', t), text('cn'))],
    [call('startsWith', t, text('ab'))],
    [call('ne', t, text('CN'))],
    [call('notIn', t, list(['CN']))],
    [call('between', n, number(-1), number(1))],
    [call('none', l, call('eq', element, text('a')))],
    [call('hasAny', l, k)],
    [call('size', l)],
    [call('abs', n)],
  ])('%j', (expr) => {
    const { logic } = toJsonLogic(expr, testScope);
    const again = importJsonLogic(logic, testScope, 'value').expr;
    expect(again.kind).toBe('call');
    expectSame(logic, again, 'value', 0, 400);
  });

  test('most of them typed, and all with the same meaning', () => {
    let typed = 0;
    fc.assert(
      fc.property(wellTyped(3), fc.nat(400), (expr, start) => {
        const { logic } = toJsonLogic(expr, testScope);
        const again = importJsonLogic(logic, testScope, 'value').expr;
        if (again.kind === 'raw') return;
        typed += 1;
        expectSame(logic, again, 'value', start, 20);
      }),
      runs(1500, 2),
    );
    expect(typed).toBeGreaterThan(1000 * longer);
  });
});
