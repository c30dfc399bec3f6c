import { describe, expect, test } from 'vitest';
import { boolean, call, field, missing, number, text } from './expr.ts';
import type { Expr } from './expr.ts';
import { depthOf, equalExpr, fieldsOf, mapExpr, partAt, renameFields, replaceAt, setsOf, substitute } from './walk.ts';

const rule = call('and', call('gt', field('amount'), number(8)), call('in', field('country'), { kind: 'set', id: 'risky' }));

const nested = (depth: number): Expr => {
  let expr: Expr = field('flag');
  for (let level = 0; level < depth; level += 1) expr = call('not', expr);
  return expr;
};

describe('what an expression uses', () => {
  test('fields and sets, each once', () => {
    expect(fieldsOf(call('or', rule, rule))).toEqual(['amount', 'country']);
    expect(setsOf(rule)).toEqual(['risky']);
  });

  test('raw parts show the fields that they read by name', () => {
    const raw: Expr = { kind: 'raw', logic: { '>': [{ var: 'a.b' }, { var: ['c', 1] }, { var: '' }, { var: 1 }] } };
    expect(fieldsOf(raw)).toEqual(['a.b', 'c', '1']);
    expect(renameFields(raw, new Map([['c', 'd'], ['1', 'one']]))).toEqual({ kind: 'raw', logic: { '>': [{ var: 'a.b' }, { var: ['d', 1] }, { var: '' }, { var: 'one' }] } });
  });

  test.each<[unknown, readonly string[], unknown]>([
    [{ missing: ['a', 'b'] }, ['a', 'b'], { missing: ['x', 'b'] }],
    [{ missing: [['a', 'b']] }, ['a', 'b'], { missing: [['x', 'b']] }],
    [{ missing: 'a' }, ['a'], { missing: 'x' }],
    [{ missing: { if: [{ var: 'a' }, 'a', 'b'] } }, ['a'], { missing: { if: [{ var: 'x' }, 'a', 'b'] } }],
    [{ missing_some: [1, ['a', 'b']] }, ['a', 'b'], { missing_some: [1, ['x', 'b']] }],
    [{ missing_some: ['a', ['b']] }, ['b'], { missing_some: ['a', ['b']] }],
    [{ map: [{ var: 'a' }, { var: 'a' }] }, ['a'], { map: [{ var: 'x' }, { var: 'a' }] }],
    [{ reduce: [[1], { var: 'a' }, { var: 'a' }] }, ['a'], { reduce: [[1], { var: 'a' }, { var: 'x' }] }],
    [{ in: ['a', ['a', { var: 'a', more: 1 }]] }, [], { in: ['a', ['a', { var: 'a', more: 1 }]] }],
  ])('raw %j reads %j', (logic, names, renamed) => {
    expect(fieldsOf({ kind: 'raw', logic })).toEqual(names);
    expect(renameFields({ kind: 'raw', logic }, new Map([['a', 'x']]))).toEqual({ kind: 'raw', logic: renamed });
  });

  test('a rename leaves the raw part that it was given as it was, and reaches any depth', () => {
    let logic: unknown = { var: 'a' };
    const given = logic;
    for (let level = 0; level < 20_000; level += 1) logic = { '!': [logic] };
    const renamed = renameFields({ kind: 'raw', logic }, new Map([['a', 'x']]));
    expect(fieldsOf(renamed)).toEqual(['x']);
    expect(given).toEqual({ var: 'a' });
  });
});

describe('exchanging parts', () => {
  test('a rename reaches every use and leaves the rest as it is', () => {
    const renamed = renameFields(rule, new Map([['amount', 'value']]));
    expect(fieldsOf(renamed)).toEqual(['value', 'country']);
    expect(partAt(renamed, [1])).toBe(rule.args[1]);
  });

  test('substitution puts whole expressions in place of fields', () => {
    const doubled = call('multiply', field('x'), number(2));
    expect(substitute(rule, (name) => (name === 'amount' ? doubled : undefined)).kind).toBe('call');
    expect(fieldsOf(substitute(rule, (name) => (name === 'amount' ? doubled : undefined)))).toEqual(['x', 'country']);
  });

  test('one part by its path', () => {
    expect(partAt(rule, [0, 1])).toEqual(number(8));
    expect(partAt(replaceAt(rule, [0, 1], number(9)), [0, 1])).toEqual(number(9));
    expect(replaceAt(rule, [0, 7], number(9))).toBe(rule);
  });

  test('calls without arguments are kept', () => {
    const odd = call('and', call('or'), boolean(true));
    expect(mapExpr(odd, (part) => part)).toBe(odd);
  });
});

test('equality is by meaning of the tree, not identity', () => {
  expect(equalExpr(rule, structuredClone(rule))).toBe(true);
  expect(equalExpr(rule, replaceAt(rule, [0, 1], text('8')))).toBe(false);
  expect(equalExpr(missing, number(0))).toBe(false);
  expect(equalExpr({ kind: 'raw', logic: { a: [1] } }, { kind: 'raw', logic: { a: [1] } })).toBe(true);
  expect(equalExpr({ kind: 'raw', logic: [] }, { kind: 'raw', logic: {} })).toBe(false);
});

test('nothing overflows on a tree a hundred thousand deep', () => {
  const deep = nested(100_000);
  expect(depthOf(deep)).toBe(100_001);
  expect(fieldsOf(renameFields(deep, new Map([['flag', 'other']])))).toEqual(['other']);
  expect(equalExpr(deep, nested(100_000))).toBe(true);
});
