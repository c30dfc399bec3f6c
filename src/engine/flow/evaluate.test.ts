import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { valueAt } from '../../data/columns.ts';
import type { FieldType, Row, Value } from '../../data/field.ts';
import { anyRow, testScope, wellTyped } from '../../logic/arbitrary.ts';
import { call, field, now, number } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { evaluate, holds } from '../../logic/interpret.ts';
import { setsOf } from '../../logic/walk.ts';
import type { Rows } from '../../plan/rows.ts';
import { createEvaluator, fieldsRead } from './evaluate.ts';
import type { Typed } from '../expressions/program.ts';
import { columnOf } from '../expressions/vector.ts';
import { lazy, made } from './flow.ts';
import type { Flow, LazyColumn } from './flow.ts';
import { flowOf } from '../testing.ts';

const fields: Rows = { fields: testScope.fields, time: testScope.time };

/** The scope has a field of its own called `t`. */
const flow = (rows: readonly Row[], here?: readonly number[]): Flow => ({
  ...flowOf([], rows.map((_, t) => ({ t })), here === undefined ? {} : { here }),
  columns: testScope.fields.map(({ name, type }) => made(columnOf(type, rows.map((row) => row[name] ?? null)))),
});

const typed: fc.Arbitrary<Typed> = fc.constantFrom<FieldType | 'condition'>('number', 'boolean', 'condition', 'time', 'text', 'list').chain((type) =>
  wellTyped(4, type === 'condition' ? 'boolean' : type).filter((expr) => setsOf(expr).length === 0).map((expr) => ({ expr, type })),
);

const expected = ({ expr, type }: Typed, row: Row): Value => (type === 'condition' ? holds(expr, row, testScope) : positive(evaluate(expr, row, testScope)));
const positive = (value: Value): Value => (value === 0 ? 0 : value);

describe('expressions of a step', () => {
  test('have for each row that is here the value of the row, however many are', () => {
    const rows = fc.array(anyRow, { minLength: 1, maxLength: 20 });
    const some = rows.chain((all) => fc.tuple(fc.constant(all), fc.option(fc.subarray(all.map((_, index) => index), { minLength: 1 }), { nil: undefined })));
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 3 }), some, (exprs, [all, here]) => {
        const columns = createEvaluator(exprs, fields).run(flow(all, here));
        exprs.forEach((each, index) => {
          for (const row of here ?? all.keys()) {
            const column = columns[index];
            expect(column?.type).toBe(each.type === 'condition' ? 'boolean' : each.type);
            expect(column && positive(valueAt(column, row))).toEqual(expected(each, all[row] ?? {}));
          }
          expect(columns[index] && lengthOf(columns[index])).toBe(all.length);
        });
      }),
      runs(600),
    );
  });

  test('count the rows that meet a division by zero, among those that are here', () => {
    const quotient: Typed = { expr: call('divide', number(1), field('n')), type: 'number' };
    const all = [{ n: 0 }, { n: 1 }, { n: 0 }, { n: null }, { n: 0 }];
    const evaluator = createEvaluator([quotient, { expr: call('lt', quotient.expr, number(2)), type: 'condition' }], fields);
    evaluator.run(flow(all));
    expect(evaluator.zeroDivisions()).toBe(6);
    evaluator.run(flow(all, [1, 2]));
    expect(evaluator.zeroDivisions()).toBe(8);
    evaluator.resume(1);
    evaluator.run(flow(all, [0]));
    expect(evaluator.zeroDivisions()).toBe(3);
    expect(createEvaluator([{ expr: field('n'), type: 'number' }], fields).zeroDivisions()).toBeUndefined();
  });

  test('look at no column but those of the fields they name', () => {
    const looked: string[] = [];
    const columns = testScope.fields.map(({ name, type }): LazyColumn => lazy(() => (looked.push(name), columnOf(type, [null]))));
    createEvaluator([{ expr: call('gt', now, field('seen')), type: 'condition' }], fields).run({ ...flow([{}]), columns });
    expect(looked.toSorted()).toEqual(['at', 'seen']);
  });

  test('of foreign JsonLogic need the fields that it can read', () => {
    const reads = (logic: unknown): readonly string[] => [...fieldsRead([{ kind: 'raw', logic } satisfies Expr], fields)];
    expect(reads({ '>': [{ var: 'n' }, 1] })).toEqual(['n']);
    expect(reads({ var: 'deep' })).toEqual(['deep.number', 'deep.text']);
    expect(reads({ var: 'deep.text.0' })).toEqual(['deep.text']);
    expect(reads({ missing: ['t', 'm'] })).toEqual(['m', 't']);
    expect(reads({ var: { cat: ['n', ''] } })).toHaveLength(testScope.fields.length);
    expect(reads({ var: '' })).toHaveLength(testScope.fields.length);
    const evaluator = createEvaluator([{ expr: { kind: 'raw', logic: { '+': [{ var: 'deep.number' }, '1'] } }, type: 'number' }], fields);
    const [column] = evaluator.run(flow([{ 'deep.number': 2 }, { 'deep.number': 3 }], [1]));
    expect(column && valueAt(column, 1)).toBe(4);
  });
});

const lengthOf = (column: NonNullable<ReturnType<typeof columnOf>>): number => ('codes' in column ? column.codes.length : column.values.length);
