import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Value } from '../../data/field.ts';
import { analyse } from './analyse.ts';
import type { Analysis, Sheet } from './analyse.ts';
import { parseCell } from './cell-parse.ts';
import type { TableConfig } from './config.ts';
import { canPutFirst, fillGaps, putFirst } from './settle.ts';
import { holds, sets, sheet, tables } from './testing.ts';

const tableOf = (of: Sheet, texts: readonly (readonly string[])[]): TableConfig => ({
  inputs: of.columns.map(({ name }) => ({ field: name })),
  outputs: [{ name: 'result', type: 'number' }],
  rows: texts.map((when, index) => ({ when: [...when], set: [index] })),
  otherwise: [-1],
  hit: 'first',
});

const sheetOf = (config: TableConfig, of: Sheet): Sheet => sheet(of.columns, ...config.rows.map(({ when }) => when));
const analysed = (of: Sheet): Analysis => analyse(of, { firstWins: true, differ: () => true });

/** The slow way: the row that decides each combination of points that could tell cells apart. */
function decided(config: TableConfig, of: Sheet, grid: readonly (readonly Value[])[]): readonly (number | undefined)[] {
  const rows = config.rows.map(({ when }) => of.columns.map((column, index) => parseCell(when[index] ?? '-', column, new Set(sets.map(({ id }) => id))).cell));
  return grid.map((point) => {
    const row = rows.findIndex((cells) => cells.every((cell, column) => cell !== undefined && holds(cell, point[column] ?? null)));
    return row < 0 ? undefined : row;
  });
}

describe('what settles a finding opens nothing else', () => {
  test('rows for gaps, wherever they are put: every event is decided, and as before where it was', () => {
    fc.assert(
      fc.property(tables, fc.nat(8), ({ of, texts, grid }, place) => {
        const config = tableOf(of, texts);
        const analysis = analysed(of);
        const at = Math.min(place, config.rows.length);
        const filled = fillGaps(config, of, analysis, analysis.gaps, at);
        const [before, after] = [decided(config, of, grid), decided(filled, of, grid)];
        const said = (next: TableConfig, row: number | undefined) => (row === undefined ? next.otherwise : next.rows[row]?.set);
        grid.forEach((_, point) => {
          expect(after[point]).toBeDefined();
          expect(said(filled, after[point])).toEqual(said(config, before[point]));
        });
        expect(analysed(sheetOf(filled, of)).gaps).toEqual([]);
      }),
      runs(400, 3),
    );
  });

  test('a row put first: nothing is left open that was not, and no row falls out of reach', () => {
    let put = 0;
    fc.assert(
      fc.property(tables, ({ of, texts, grid }) => {
        const config = tableOf(of, texts);
        const analysis = analysed(of);
        for (const pair of analysis.overlaps) {
          const next = putFirst(config, pair);
          const [before, after] = [decided(config, of, grid), decided(next, of, grid)];
          expect(after.map((row) => row === undefined)).toEqual(before.map((row) => row === undefined));
          const reached = (config_: TableConfig, rows: readonly (number | undefined)[]): ReadonlySet<unknown> => new Set(rows.flatMap((row) => (row === undefined ? [] : config_.rows[row]?.set[0])));
          const [was, is] = [reached(config, before), reached(next, after)];
          const isSafe = [...was].every((row) => is.has(row));
          expect(canPutFirst(of, analysis, pair)).toBe(isSafe);
          if (isSafe) put += 1;
        }
      }),
      runs(400, 4),
    );
    expect(put).toBeGreaterThan(100);
  });
});
