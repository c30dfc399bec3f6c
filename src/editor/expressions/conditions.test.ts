import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { wellTyped } from '../../logic/arbitrary.ts';
import type { ConditionGroup } from '../../logic/builder.ts';
import { field, list, missing, number, numbers, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { anyExpr } from '../../logic/formula/arbitrary.ts';
import { parse } from '../../logic/formula/parse.ts';
import { print } from '../../logic/formula/print.ts';
import { addTo, closed, conditionAt, moveTo, negated, nudged, opened, placeOf, removed, rowOnElements, rowOnField, unwrapped, withField, withOperator, wrapped } from './conditions.ts';
import type { Place } from './conditions.ts';

const read = (formula: string): Expr => parse(formula).expr ?? field(formula);
const open = (formula: string): ConditionGroup => opened(read(formula));
const formula = (root: ConditionGroup): string => print(closed(root));

const places = (root: ConditionGroup): readonly Place[] => {
  const found: Place[] = [];
  const visit = (place: Place): void => {
    const here = conditionAt(root, place);
    if (here === undefined) return;
    found.push(place);
    const inner = here.kind === 'group' ? here.items.length : here.kind === 'elements' ? 1 : 0;
    for (let at = 0; at < inner; at += 1) visit([...place, at]);
  };
  visit([]);
  return found;
};

test('what is opened in the builder closes as the same expression', () => {
  fc.assert(
    fc.property(fc.oneof(anyExpr, wellTyped(4, 'boolean')), (expr) => {
      expect(closed(opened(expr))).toStrictEqual(expr);
    }),
    runs(3000),
  );
});

test('no move loses or doubles a part', () => {
  const rows = (root: ConditionGroup): readonly string[] =>
    places(root).flatMap((place) => {
      const here = conditionAt(root, place);
      return here === undefined || here.kind === 'group' || here.kind === 'elements' ? [] : [JSON.stringify(here)];
    });
  const empty = (root: ConditionGroup): number =>
    places(root).filter((place) => {
      const here = conditionAt(root, place);
      return here?.kind === 'group' && here.items.length === 0 && conditionAt(root, place.slice(0, -1))?.kind === 'group';
    }).length;
  fc.assert(
    fc.property(wellTyped(4, 'boolean'), fc.nat(), fc.nat(), fc.nat(20), (expr, one, other, index) => {
      const root = opened(expr);
      const all = places(root);
      const from = all[one % all.length] ?? [];
      const to = all[other % all.length] ?? [];
      for (const { root: next, place } of [moveTo(root, from, to, index), nudged(root, from, 1), nudged(root, from, -1)]) {
        expect(conditionAt(next, place)).toEqual(conditionAt(root, from));
        expect(rows(next).toSorted()).toEqual(rows(root).toSorted());
        expect(empty(next)).toBeLessThanOrEqual(empty(root));
      }
    }),
    runs(2000),
  );
});

describe('rows and groups', () => {
  const start = open('a > 1 AND (b = 2 OR c = 3) AND d');

  test('are added at the end of a group', () => {
    const { root, place } = addTo(start, [1], rowOnField('e', 'boolean'));
    expect(place).toEqual([1, 2]);
    expect(formula(root)).toBe('a > 1 AND (b = 2 OR c = 3 OR e) AND d');
  });

  test('are removed, and a group of one is that one', () => {
    expect(formula(removed(start, [1, 0]))).toBe('a > 1 AND c = 3 AND d');
    expect(formula(removed(removed(start, [1, 0]), [1, 0]))).toBe('a > 1 AND d');
    expect(formula(removed(open('a AND any(tags, it = "x")'), [1, 0, 0]))).toBe('a');
  });

  test.each<[Place, 1 | -1, string, Place]>([
    [[0], 1, '(a > 1 OR b = 2 OR c = 3) AND d', [0, 0]],
    [[2], -1, 'a > 1 AND (b = 2 OR c = 3 OR d)', [1, 2]],
    [[1, 0], -1, 'a > 1 AND b = 2 AND c = 3 AND d', [1]],
    [[1, 0], 1, 'a > 1 AND (c = 3 OR b = 2) AND d', [1, 1]],
    [[1, 1], 1, 'a > 1 AND b = 2 AND c = 3 AND d', [2]],
    [[1], 1, 'a > 1 AND d AND (b = 2 OR c = 3)', [2]],
    [[0], -1, 'a > 1 AND (b = 2 OR c = 3) AND d', [0]],
  ])('move one step: %j by %i', (place, by, expected, landed) => {
    const next = nudged(start, place, by);
    expect(formula(next.root)).toBe(expected);
    expect(next.place).toEqual(landed);
  });

  test('cannot be moved into themselves', () => {
    expect(moveTo(start, [1], [1], 0).root).toBe(start);
  });

  test('get a group of their own, and lose it', () => {
    const own = addTo(wrapped(start, [0]), [0], rowOnField('e', 'boolean')).root;
    expect(formula(own)).toBe('(a > 1 OR e) AND (b = 2 OR c = 3) AND d');
    expect(formula(unwrapped(own, [0]))).toBe('a > 1 AND e AND (b = 2 OR c = 3) AND d');
    expect(unwrapped(negated(own, [0]), [0])).toEqual(negated(own, [0]));
  });
});

test('a problem of the expression stands at its row', () => {
  const root = open('a > 1 AND NOT (b = 2 OR any(tags, it = "x")) AND NOT c');
  expect(placeOf(root, [0, 1])).toEqual([0]);
  expect(placeOf(root, [1, 0, 0, 1])).toEqual([1, 0]);
  expect(placeOf(root, [1, 0, 1, 1, 0])).toEqual([1, 1, 0, 0]);
  expect(placeOf(root, [2, 0])).toEqual([2]);
  expect(placeOf(root, [])).toEqual([]);
});

describe('a row', () => {
  const row = rowOnField('amount', 'number');

  test('begins with a blank to fill in', () => {
    expect(row).toMatchObject({ operator: 'gt', values: [missing] });
    expect(rowOnField('country', 'text').values).toEqual([missing]);
    expect(rowOnField('is_new', 'boolean').values).toEqual([]);
    expect(print(closed(opened(closed({ kind: 'group', join: 'all', not: false, items: [rowOnElements('tags')] }))))).toBe('any(tags, it = missing)');
  });

  test('keeps its values under another operator that takes them', () => {
    const filled = { ...row, values: [number(5)] };
    expect(withOperator(filled, 'between', 'number').values).toEqual([number(5), missing]);
    expect(withOperator(filled, 'in', 'number').values).toEqual([numbers([5])]);
    expect(withOperator({ ...filled, operator: 'in', values: [numbers([5, 6])] }, 'eq', 'number').values).toEqual([number(5)]);
    expect(withOperator({ ...rowOnField('c', 'text'), values: [text('CN')] }, 'notIn', 'text').values).toEqual([list(['CN'])]);
    expect(withOperator(filled, 'isMissing', 'number').values).toEqual([]);
  });

  test('keeps them for another field of the same type, and its operator where that fits', () => {
    const filled = { ...row, operator: 'ge' as const, values: [number(5)] };
    expect(withField(filled, 'count', 'number', 'number')).toEqual({ ...filled, subject: field('count') });
    expect(withField(filled, 'at', 'time', 'number')).toMatchObject({ operator: 'ge', values: [missing] });
    expect(withField(filled, 'country', 'text', 'number')).toMatchObject({ operator: 'eq', values: [missing] });
  });
});
