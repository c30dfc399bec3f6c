import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { badFieldName } from '../data/schema.ts';
import { isTime } from '../data/time.ts';
import { call, duration, element, field, list, missing, now, number, numbers, text, time } from './expr.ts';
import type { Expr } from './expr.ts';
import { anyExpr } from './formula/arbitrary.ts';
import { fromStored, readExpression, toStored } from './stored.ts';
import { mapExpr } from './walk.ts';

const read = (logic: unknown): Expr => fromStored({ logic }).expr;
const codes = (stored: unknown): readonly string[] => fromStored(stored).problems.map((problem) => problem.code);

describe('how expressions are written', () => {
  test.each<[Expr, unknown]>([
    [call('gt', field('value'), number(8)), { '>': [{ var: 'value' }, 8] }],
    [call('between', field('x'), number(1), number(5)), { '<=': [1, { var: 'x' }, 5] }],
    [call('negate', number(5)), { '-': [5] }],
    [number(-5), -5],
    [call('notIn', field('country'), list(['CN', 'HK'])), { not_in: [{ var: 'country' }, ['CN', 'HK']] }],
    [call('any', field('tags'), call('eq', element, text('vip'))), { some: [{ var: 'tags' }, { '===': [{ var: '' }, 'vip'] }] }],
    [call('subtract', now, duration(600_000)), { '-': [{ now: [] }, { duration: '10m' }] }],
    [time(Date.UTC(2026, 2, 1)), { time: '2026-03-01T00:00:00.000Z' }],
    [duration(1.5), { duration: 1.5 }],
    [numbers([]), { numbers: [] }],
    [call('in', field('n'), { kind: 'set', id: 'small' }), { in: [{ var: 'n' }, { set: 'small' }] }],
    [call('coalesce', field('a'), missing), { coalesce: [{ var: 'a' }, null] }],
    [call('and', { kind: 'raw', logic: { '!!': [1] } }), { and: [{ raw: { '!!': [1] } }] }],
  ])('%j', (expr, logic) => {
    expect(toStored(expr)).toEqual({ logic });
    expect(read(logic)).toEqual(expr);
  });

  test('raw JsonLogic stays as it is, marked as such', () => {
    const raw: Expr = { kind: 'raw', logic: { '==': [{ var: 'a' }, '1'] } };
    expect(toStored(raw)).toEqual({ raw: raw.logic });
    expect(fromStored(toStored(raw))).toEqual({ expr: raw, problems: [] });
  });

  test('one argument needs no brackets', () => {
    expect(read({ '!': { var: 'flag' } })).toEqual(call('not', field('flag')));
  });
});

test('reading what was written gives the same expression', () => {
  const usable = (part: Expr): Expr => {
    if (part.kind === 'field') return badFieldName(part.name) === undefined ? part : field('amount');
    if (part.kind !== 'constant') return part;
    const inRange = (n: number): number => (n === 0 || (Math.abs(n) <= 1e15 && Math.abs(n) >= 1e-15) ? n : 7);
    if (part.type === 'numbers') return numbers((Array.isArray(part.value) ? part.value : []).map(Number).map(inRange));
    if (typeof part.value !== 'number') return part;
    if (part.type === 'time') return isTime(part.value) ? part : time(0);
    return { ...part, value: inRange(part.value) };
  };
  fc.assert(
    fc.property(anyExpr, (made) => {
      const expr = mapExpr(made, usable);
      const { expr: again, problems } = fromStored(JSON.parse(JSON.stringify(toStored(expr))));
      expect(problems).toEqual([]);
      expect(again).toEqual(expr);
    }),
    runs(5000),
  );
});

describe('hostile input is a problem, never a crash', () => {
  test('arbitrary JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        fromStored(json);
        fromStored({ logic: json });
        fromStored({ raw: json });
      }),
      runs(2000),
    );
  });

  test.each<[string, unknown]>([
    ['unreadable', 5],
    ['unreadable', { logic: undefined }],
    ['unreadable', { logic: { a: 1, b: 2 } }],
    ['unknown-operator', { logic: { constructor: [1] } }],
    ['unknown-operator', { logic: JSON.parse('{"__proto__":[1]}') }],
    ['bad-field-name', { logic: { var: '__proto__.x' } }],
    ['bad-field-name', { logic: { var: 'a.constructor' } }],
    ['argument-count', { logic: { '>': [1] } }],
    ['mixed-list', { logic: ['a', 1] }],
    ['mixed-list', { logic: [{ var: 'x' }] }],
    ['number-size', { logic: 1e300 }],
    ['number-size', { logic: NaN }],
    ['bad-time', { logic: { time: 'soon' } }],
    ['bad-duration', { logic: { duration: '5 parsecs' } }],
  ])('%s: %j', (code, stored) => {
    expect(codes(stored)).toEqual([code]);
  });

  test('what contains itself, what is very deep, and what is very wide', () => {
    const cycle: { '!': unknown[] } = { '!': [] };
    cycle['!'].push(cycle);
    expect(codes({ logic: cycle })).toEqual(['too-deep']);
    expect(codes({ raw: cycle })).toEqual(['too-deep']);
    let deep: unknown = true;
    for (let level = 0; level < 50_000; level += 1) deep = { '!': [deep] };
    expect(codes({ logic: deep })).toEqual(['too-deep']);
    let shared: unknown = { var: 'x' };
    for (let level = 0; level < 200; level += 1) shared = { and: [shared, shared] };
    expect(codes({ logic: shared })).toContain('too-long');
    expect(codes({ raw: shared })).toEqual(['too-long']);
  });
});

test('a stored expression is read once', () => {
  const stored = { logic: { '>': [{ var: 'value' }, 8] } };
  expect(readExpression(stored)).toBe(readExpression(stored));
});
