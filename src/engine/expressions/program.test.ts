import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Batch, Column } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { FieldType, Row, Value } from '../../data/field.ts';
import { anyRow, testScope, wellTyped } from '../../logic/arbitrary.ts';
import { call, field, list, number, numbers, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { createArena } from './arena.ts';
import type { Arena } from './arena.ts';
import { frameOf, interpret } from './interpret.ts';
import { compileExpressions } from './program.ts';
import type { Typed } from './program.ts';
import { columnOf } from './vector.ts';

const batchOf = (rows: readonly Row[]): Batch => ({
  length: rows.length,
  columns: testScope.fields.map(({ name, type }) => columnOf(type, rows.map((row) => row[name] ?? null))),
});

/** The same columns, in the arena. */
const moved = (batch: Batch, arena: Arena): Batch => ({
  ...batch,
  columns: batch.columns.map((column) => movedColumn(column, arena)),
});

function movedColumn(column: Column, arena: Arena): Column {
  if ('codes' in column) {
    const codes = arena.codes(column.codes.length);
    codes.set(column.codes);
    return { ...column, codes };
  }
  if (column.type === 'boolean') {
    const values = arena.bytes(column.values.length);
    values.set(column.values);
    return { ...column, values };
  }
  const values = arena.numbers(column.values.length);
  values.set(column.values);
  return { ...column, values };
}

const valuesOf = (column: Column, length: number): readonly Value[] =>
  Array.from({ length }, (_, row) => valueAt(column, row));

function agree(exprs: readonly Typed[], batch: Batch, arena?: Arena): void {
  const frame = frameOf(batch, testScope);
  const compile = vi.spyOn(WebAssembly, 'Module');
  const program = compileExpressions(exprs, testScope, arena);
  expect(compile.mock.results.map((result) => result.type)).toEqual(program.compiled.includes(true) ? ['return'] : []);
  compile.mockRestore();
  const found = program.run(arena === undefined ? batch : moved(batch, arena));
  exprs.forEach(({ expr, type }, index) => {
    const expected = interpret(expr, type, frame);
    const column = found[index] ?? columnOf('number', []);
    expect(column.type).toBe(expected.type);
    expect(valuesOf(column, batch.length)).toEqual(valuesOf(expected, batch.length));
  });
}

const typedExpr = (depth: number): fc.Arbitrary<Typed> =>
  fc.constantFrom<FieldType | 'condition'>('number', 'boolean', 'condition', 'time', 'text', 'list').chain((type) =>
    wellTyped(depth, type === 'condition' ? 'boolean' : type).map((expr) => ({ expr, type })),
  );

const rows = fc.array(anyRow, { maxLength: 10 });

/** Engines that have instructions on 128 bits go through four rows at a time, others one by one. */
const ways = [
  { way: 'four rows at a time', wide: true },
  { way: 'row by row', wide: false },
];

describe.each(ways)('compiled, $way, expressions answer to the bit as the interpreter of columns does', ({ wide }) => {
  beforeEach(() => {
    if (!wide) vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('several of any type over a batch', () => {
    fc.assert(
      fc.property(fc.array(typedExpr(4), { minLength: 1, maxLength: 4 }), rows, (exprs, some) =>
        agree(exprs, batchOf(some)),
      ),
      runs(1000),
    );
  });

  test('over columns in an arena', () => {
    const arena = createArena(1_000_000);
    fc.assert(
      fc.property(fc.array(typedExpr(4), { minLength: 1, maxLength: 4 }), rows, (exprs, some) => {
        arena.clear();
        agree(exprs, batchOf(some), arena);
      }),
      runs(700, 2),
    );
  });

  test('tables: the first hit of many conditions, with any results', () => {
    const results = fc.oneof(
      fc.tuple(fc.constant<FieldType>('number'), fc.nat(9).map(number)),
      fc.tuple(fc.constant<FieldType>('text'), fc.constantFrom('a', 'b').map(text)),
    );
    const table = fc
      .tuple(fc.array(condition, { minLength: 1, maxLength: 150 }), results, fc.boolean())
      .map(([conditions, [type, result], otherwise]): Typed => {
        const branches = conditions.flatMap((when, index) => [when, type === 'number' ? number(index + 1) : result]);
        return { type, expr: call('if', ...branches, ...(otherwise ? [result] : [])) };
      });
    fc.assert(fc.property(table, rows, (typed, some) => agree([typed], batchOf(some))), runs(300, 3));
  });

  test('tables: the list of all hits', () => {
    const part = fc
      .tuple(condition, fc.nat(200), fc.boolean())
      .map(([when, at, otherwise]): Expr => call('if', when, list([String(at)]), ...(otherwise ? [list([])] : [])));
    const whole = fc
      .array(condition, { minLength: 1, maxLength: 150 })
      .map((all): Expr =>
        call('merge', list(['first']), ...all.map((when, at) => call('if', when, list([String(at)]), list([])))),
      );
    const table = fc.oneof(
      whole,
      fc.array(part, { minLength: 1, maxLength: 40 }).map((all): Expr => call('merge', ...all)),
    );
    fc.assert(fc.property(table, rows, (expr, some) => agree([{ expr, type: 'list' }], batchOf(some))), runs(200, 5));
  });

  test('scorecards: sums of points', () => {
    const points = fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: -1000, max: 1000 }) },
      fc.constantFrom(0.1, 1e15, 2 ** 30, -(2 ** 30)),
    );
    const item = fc
      .tuple(condition, points, points)
      .map(([when, yes, no]): Expr => call('if', when, number(yes), number(no)));
    const card = fc.array(fc.oneof({ weight: 6, arbitrary: item }, { weight: 1, arbitrary: points.map(number) }), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(card, rows, (items, some) => agree([{ expr: call('add', ...items), type: 'number' }], batchOf(some))),
      runs(400, 4),
    );
  });
});

const someNumber = fc.constantFrom(-1, 0, 1, 2, 3, 5, 7, 10, 0.1, 1e15).map(number);
const numberTest = fc.oneof(
  fc
    .tuple(fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'), fc.constantFrom('n', 'm', 'few'), someNumber)
    .map(([fn, name, value]): Expr => call(fn, field(name), value)),
  fc
    .tuple(fc.constantFrom('n', 'few'), someNumber, someNumber)
    .map(([name, least, most]): Expr => call('between', field(name), least, most)),
  fc.constantFrom<Expr>(
    call('in', field('n'), numbers([1, 5, 0.1])),
    call('notIn', field('n'), numbers([])),
    call('isMissing', field('n')),
    call('gt', field('n'), field('m')),
  ),
);
const otherTest = fc.constantFrom<Expr>(
  call('eq', field('t'), text('a')),
  call('ne', field('t'), text('CN')),
  call('in', field('名称'), list(['CN', 'a', 'cn'])),
  call('notIn', field('t'), list(['ab'])),
  call('startsWith', call('lower', field('t')), text('c')),
  call('isMissing', field('t')),
  call('has', field('l'), text('a')),
  field('b'),
  call('not', field('b')),
  call('eq', field('b'), field('c')),
  call('lt', field('t'), field('名称')),
);
const condition = fc
  .array(fc.oneof(numberTest, otherTest), { minLength: 1, maxLength: 4 })
  .map((all): Expr => (all.length === 1 ? (all[0] ?? field('b')) : call('and', ...all)));

describe('a program', () => {
  const amount = call('gt', field('n'), number(100));
  const known = call('in', call('upper', field('t')), list(['CN', 'HK']));

  test('says what runs as WebAssembly', () => {
    const program = compileExpressions(
      [
        { expr: call('and', amount, known), type: 'condition' },
        { expr: call('upper', field('t')), type: 'text' },
      ],
      testScope,
    );
    expect(program.compiled).toEqual([true, false]);
  });

  test('goes through batches longer than a run, and through dictionaries longer than a batch', () => {
    const many = 20_001;
    const batch = batchOf(
      Array.from({ length: many }, (_, row) => ({
        n: row % 7 === 0 ? null : row % 203,
        t: row % 5 === 0 ? null : `k${row}`,
        c: row % 3 === 0,
      })),
    );
    const exprs: readonly Typed[] = [
      { expr: call('and', amount, call('endsWith', field('t'), text('7'))), type: 'condition' },
      { expr: call('if', field('c'), call('length', field('t')), amount, field('n')), type: 'number' },
    ];
    agree(exprs, batch);
    agree(exprs, batch, createArena(many * 200));
    agree(exprs, {
      length: 3,
      columns: batch.columns.map((column) =>
        'codes' in column ? { ...column, codes: column.codes.slice(0, 3) } : column,
      ),
    });
  });

  test('runs all the same where there is no WebAssembly', () => {
    vi.stubGlobal('WebAssembly', undefined);
    const program = compileExpressions([{ expr: amount, type: 'condition' }], testScope);
    const [column] = program.run(batchOf([{ n: 101 }, { n: null }]));
    vi.unstubAllGlobals();
    expect(program.compiled).toEqual([false]);
    expect(column === undefined ? [] : valuesOf(column, 2)).toEqual([true, false]);
  });

  test('an arena without room left changes nothing', () => {
    agree(
      [{ expr: amount, type: 'condition' }],
      batchOf(Array.from({ length: 9000 }, (_, n) => ({ n }))),
      createArena(65_536),
    );
  });

  test('results in an arena hold until it is cleared', () => {
    const arena = createArena(1_000_000);
    const program = compileExpressions([{ expr: amount, type: 'condition' }], testScope, arena);
    const [first] = program.run(moved(batchOf([{ n: 101 }, { n: 99 }]), arena));
    const [second] = program.run(moved(batchOf([{ n: 1 }, { n: 1000 }]), arena));
    expect(first === undefined || second === undefined ? [] : [valuesOf(first, 2), valuesOf(second, 2)]).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('deep and long expressions', () => {
    let deep: Expr = field('n');
    for (let depth = 0; depth < 400; depth += 1) {
      deep = call('if', call('gt', field('m'), number(depth)), deep, number(depth));
    }
    const long = call('or', ...Array.from({ length: 20_000 }, (_, n) => call('eq', field('n'), number(n * 2))));
    const batch = batchOf(Array.from({ length: 50 }, (_, n) => ({ n, m: n * 9 })));
    agree([{ expr: deep, type: 'number' }, { expr: long, type: 'condition' }], batch);
  });
});
