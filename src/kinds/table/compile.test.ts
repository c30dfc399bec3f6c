import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { FlowField, Row, Value } from '../../data/field.ts';
import type { Stream } from '../contract.ts';
import { runRow } from '../testing-run.ts';
import { anyEvent } from '../shared/streams.ts';
import { around, wiring } from '../testing.ts';
import type { Sheet } from './analyse.ts';
import type { Result, TableConfig } from './config.ts';
import { table } from './kind.ts';
import { amount, holds, sets, sheet, tables } from './testing.ts';

const streamOf = (of: Sheet): Stream => ({
  fields: of.columns.map((column): FlowField => ({ ...column, origins: [{ node: 'source', field: column.name }], tainted: false })),
  event: anyEvent,
  time: undefined,
  id: undefined,
  bases: ['source'],
});

const outputs: TableConfig['outputs'] = [
  { name: 'action', type: 'text' },
  { name: 'points', type: 'number' },
  { name: 'stop', type: 'boolean' },
];
const results: fc.Arbitrary<Result[]> = fc.tuple(
  fc.constantFrom('pass', 'review', 'block', null),
  fc.oneof(fc.constant(null), fc.integer({ min: -50, max: 50 }), fc.integer({ min: -999, max: 999 }).map((n) => n / 100)),
  fc.constantFrom(true, false, null),
);

const cases = tables.chain((made) =>
  fc.record({
    made: fc.constant(made),
    set: fc.array(results, { minLength: made.texts.length, maxLength: made.texts.length }),
    otherwise: fc.option(results, { nil: undefined }),
    hit: fc.constantFrom('first' as const, 'all' as const, 'sum' as const),
    picks: fc.array(fc.nat(made.grid.length - 1), { minLength: 1, maxLength: 12 }),
  }),
);

/** What a table means, told again in the plainest way. */
function meaning(config: TableConfig, hits: readonly number[]): Row {
  const [first] = hits;
  const numbers = hits.map((hit) => String(hit + 1));
  const at = (hit: number, index: number): Result => config.rows[hit]?.set[index] ?? null;
  const each = config.outputs.map(({ name, type }, index): [string, Value] => {
    const otherwise = config.otherwise?.[index] ?? null;
    if (config.hit === 'all') return [name, hits.length > 0 ? hits.flatMap((hit) => at(hit, index) ?? []).map(String) : otherwise === null ? [] : [String(otherwise)]];
    if (first === undefined) return [name, otherwise];
    if (config.hit === 'first' || type !== 'number') return [name, at(first, index)];
    return [name, hits.reduce((total, hit) => total + Math.round(Number(at(hit, index) ?? 0) * 100), 0) / 100];
  });
  return { row: config.hit === 'first' ? (first === undefined ? null : first + 1) : numbers, ...Object.fromEntries(each) };
}

test('a compiled table means what its cells say, in the interpreter and as plain JsonLogic', () => {
  fc.assert(
    fc.property(cases, ({ made, set, otherwise, hit, picks }) => {
      const config: TableConfig = {
        inputs: made.of.columns.map(({ name }) => ({ field: name })),
        outputs,
        rows: made.texts.map((when, index) => ({ when: [...when], set: set[index] ?? [] })),
        ...(otherwise === undefined ? {} : { otherwise }),
        hit,
        row: 'row',
        reason: '{row}',
      };
      const stream = streamOf(made.of);
      const here = around({ in: stream }, { sets });
      expect(table.check(config, here).filter((each) => each.severity === 'error')).toEqual([]);
      const flow = table.flow(config, here)['rows']?.fields ?? [];
      const { steps } = table.steps(config, here, wiring);
      for (const pick of picks) {
        const point = made.grid[pick] ?? [];
        const row = Object.fromEntries(made.of.columns.map((column, index) => [column.name, point[index] ?? null]));
        const hits = made.of.rows.flatMap((cells, index) => (cells.every((cell, column) => holds(cell, point[column] ?? null)) ? [index] : []));
        const ran = runRow(steps, row, stream);
        expect(ran.row).toEqual({ ...row, ...meaning(config, hits) });
        expect(ran.reasons).toHaveLength(hits.length > 0 ? 1 : 0);
        for (const field of flow) {
          const value = ran.row[field.name] ?? null;
          if (!field.optional && field.name !== 'reasons') expect(value).not.toBeNull();
          if (typeof value === 'number') expect(value >= (field.min ?? value) && value <= (field.max ?? value)).toBe(true);
          if (typeof value === 'string' && field.values !== undefined && !(field.name in row)) expect(field.values).toContain(value);
        }
      }
    }),
    runs(300),
  );
});

describe('sums', () => {
  test('are exact: a tenth ten times is one', () => {
    const of = sheet([amount]);
    const config: TableConfig = {
      inputs: [{ field: 'amount' }],
      outputs: [{ name: 'points', type: 'number' }],
      rows: Array.from({ length: 10 }, () => ({ when: ['-'], set: [0.1] })),
      hit: 'sum',
      row: 'row',
    };
    const { steps } = table.steps(config, around({ in: streamOf(of) }), wiring);
    expect(runRow(steps, { amount: 1 }, streamOf(of)).row['points']).toBe(1);
  });
});

describe('two thousand rows', () => {
  const of = sheet([amount]);
  const config: TableConfig = {
    inputs: [{ field: 'amount' }],
    outputs: [{ name: 'action', type: 'text' }, { name: 'points', type: 'number' }],
    rows: Array.from({ length: 2000 }, (_, n) => ({ when: [`${n}..${n + 1}`], set: [`a${n % 7}`, n] })),
    hit: 'first',
    row: 'row',
  };

  test.each(['first', 'all', 'sum'] as const)('check, compile and run: %s', (hit) => {
    const here = around({ in: streamOf(of) });
    const problems = table.check({ ...config, hit }, here);
    expect(problems.map((each) => each.code)).toEqual(['table-gap']);
    const { steps } = table.steps({ ...config, hit }, here, wiring);
    const { row } = runRow(steps, { amount: 1234.5 }, streamOf(of));
    expect(row).toMatchObject(
      hit === 'all' ? { row: ['1235'], action: ['a2'], points: ['1234'] } : { row: hit === 'first' ? 1235 : ['1235'], action: 'a2', points: 1234 },
    );
  });
});
