import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { valueAt } from '../../data/columns.ts';
import type { Batch } from '../../data/columns.ts';
import type { FieldType, Row, Value } from '../../data/field.ts';
import { anyRow, testScope, wellTyped } from '../../logic/arbitrary.ts';
import { call, field, number, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { evaluate, holds } from '../../logic/interpret.ts';
import { frameOf, interpret } from './interpret.ts';
import { columnOf } from './vector.ts';

const batchOf = (rows: readonly Row[]): Batch => ({
  length: rows.length,
  columns: testScope.fields.map(({ name, type }) => columnOf(type, rows.map((row) => row[name] ?? null))),
});

const types: readonly FieldType[] = ['number', 'text', 'boolean', 'time', 'list'];

describe('expressions over columns', () => {
  test.each(types)('answer as the interpreter of rows does: %s', (type) => {
    fc.assert(
      fc.property(wellTyped(4, type), fc.array(anyRow, { maxLength: 12 }), (expr, rows) => {
        const column = interpret(expr, type, frameOf(batchOf(rows), testScope));
        expect(column.type).toBe(type);
        expect(rows.map((_, row) => valueAt(column, row))).toEqual(
          rows.map((row) => oneZero(evaluate(expr, row, testScope))),
        );
      }),
      runs(3000),
    );
  });

  test('raw JsonLogic runs as it is: its truth as a condition, its answer as a value', () => {
    const rows: readonly Row[] = [{ n: 0, t: '5' }, { n: 3, t: null }];
    const raw: Expr = { kind: 'raw', logic: { '+': [{ var: 'n' }, { var: 't' }] } };
    const frame = frameOf(batchOf(rows), testScope);
    const condition = interpret(raw, 'condition', frame);
    const value = interpret(raw, 'number', frame);
    expect(rows.map((_, row) => valueAt(condition, row))).toEqual(rows.map((row) => holds(raw, row, testScope)));
    expect(rows.map((_, row) => valueAt(value, row))).toEqual([5, null]);
    expect(rows.map((_, row) => valueAt(interpret(call('not', raw), 'boolean', frame), row))).toEqual([false, true]);
  });

  test('a result of no rows has its type', () => {
    const frame = frameOf(batchOf([]), testScope);
    expect(interpret(call('concat', field('t'), text('x')), 'text', frame)).toMatchObject({
      type: 'text',
      dictionary: [],
    });
    expect(interpret(call('add', field('n'), number(1)), 'number', frame)).toEqual({
      type: 'number',
      values: new Float64Array(0),
    });
  });

  test('entries of a dictionary may be the same text', () => {
    const at = testScope.fields.findIndex(({ name }) => name === 't');
    const columns = batchOf([{}, {}]).columns.with(at, {
      type: 'text',
      codes: Int32Array.of(1, 2),
      dictionary: ['a', 'a'],
    });
    const column = interpret(
      call('eq', field('t'), text('a')),
      'condition',
      frameOf({ length: 2, columns }, testScope),
    );
    expect([valueAt(column, 0), valueAt(column, 1)]).toEqual([true, true]);
  });
});

/** A constant may be written as -0; columns have one zero. */
const oneZero = (value: Value): Value => (value === 0 ? 0 : value);
