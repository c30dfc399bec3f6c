import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { analyse, boxToRows, common, exampleIn, fillingRows } from './analyse.ts';
import type { Analysis, Sheet } from './analyse.ts';
import { printCell } from './cell.ts';
import { amount, channel, country, holds, isNew, product, sets, sheet, tables, whole } from './testing.ts';

const first = (of: Sheet): Analysis => analyse(of, { firstWins: true, differ: () => true });

const printed = (of: Sheet, analysis: Analysis): readonly string[] =>
  fillingRows(analysis, sets).map((cells) => cells.map((cell, index) => printCell(cell, of.columns[index] ?? amount)).join(' | '));

describe('gaps', () => {
  test('none where ranges meet', () => {
    const of = sheet([amount], ['< 30'], ['30..500'], ['>= 500']);
    expect(first(of)).toMatchObject({ gaps: [], gapsComplete: true, overlaps: [], unreached: [] });
  });

  test('a gap has an example and rows that fill it', () => {
    const of = sheet([amount, channel], ['< 30', '-'], ['30..2000', 'online'], ['>= 2000', 'online']);
    const analysis = first(of);
    expect(analysis.gaps.map((gap) => gap.example)).toEqual([{ amount: 30, channel: 'in store' }]);
    expect(printed(of, analysis)).toEqual(['>= 30 | "in store"']);
  });

  test('missing is a value of its own where the field is optional', () => {
    const of = sheet([country], ['FR'], ['not FR']);
    expect(printed(of, first(of))).toEqual(['missing']);
  });

  test('sets are said by their name', () => {
    const of = sheet([country], ['CN'], ['missing'], ['not in CN, @eu']);
    expect(printed(of, first(of))).toEqual(['@eu']);
  });

  test('other texts and missing need a row each', () => {
    const of = sheet([country], ['CN']);
    expect(printed(of, first(of))).toEqual(['not CN', 'missing']);
  });

  test('between whole numbers there is nothing', () => {
    const of = sheet([whole], ['<= 5'], ['>= 6'], ['missing']);
    expect(first(of).gaps).toEqual([]);
  });

  test('between numbers that only show no decimals there is something', () => {
    const of = sheet([{ name: 'total', type: 'number', optional: false, decimals: 0 }], ['<= 5'], ['>= 6']);
    expect(first(of).gaps.map((gap) => gap.example)).toEqual([{ total: 5.1 }]);
  });

  test('large numbers on a fine grid still have others between them', () => {
    const fine = { name: 'total', type: 'number', optional: false, decimals: 9, onGrid: true } as const;
    expect(first(sheet([fine], ['<= 100000000.5'], ['>= 100000000.50000003'])).gaps).toHaveLength(1);
  });

  test('a table without columns or rows is one gap or none', () => {
    expect(first(sheet([])).gaps).toHaveLength(1);
    expect(first(sheet([], [])).gaps).toEqual([]);
    expect(first(sheet([amount])).gaps.map((gap) => gap.example)).toEqual([{ amount: 0 }]);
  });

  test('says when the work ran out', () => {
    const of = sheet([amount, country, isNew], ...Array.from({ length: 40 }, (_, n) => [`${n}..${n * 3 + 1}`, `c${n % 7}`, n % 2 === 0 ? 'yes' : 'no']));
    const limits = { gapWork: 50, gaps: 200, rowWork: 1, reachWork: 1 };
    expect(analyse(of, { firstWins: true, differ: () => true, limits })).toMatchObject({ gapsComplete: false, unreachedComplete: false });
  });
});

describe('overlaps and rows out of reach', () => {
  const of = sheet([amount, country], ['500..2000', '-'], ['1500..5000', 'FR'], ['600..700', 'FR'], ['5..5', '-']);

  test('each pair, with what both match', () => {
    const analysis = first(of);
    expect(analysis.overlaps).toEqual([[0, 1], [0, 2]]);
    const both = common(analysis, of, [0, 1]);
    expect(boxToRows(both, analysis.domains, sets).map((cells) => cells.map((cell, index) => printCell(cell, of.columns[index] ?? amount)))).toEqual([
      ['1500..2000', 'FR'],
    ]);
    expect(exampleIn(both, analysis.domains)).toEqual({ amount: 1500, country: 'FR' });
  });

  test('rows behind others, and rows that hold for nothing', () => {
    expect(first(of).unreached).toEqual([
      { row: 2, behind: [0] },
      { row: 3, empty: 0 },
    ]);
  });

  test('several rows together can take all of another', () => {
    const covered = sheet([amount], ['< 10'], ['>= 10'], ['5..20']);
    expect(first(covered).unreached).toEqual([{ row: 2, behind: [0, 1] }]);
    expect(analyse(covered, { firstWins: false, differ: () => true }).unreached).toEqual([]);
  });
});

/** The slow way: every combination of points that could tell cells apart. */
describe('agrees with trying everything', () => {
  test('gaps, overlaps and reach of small tables', () => {
    fc.assert(
      fc.property(tables, ({ of, grid }) => {
        const analysis = first(of);
        const hits = grid.map((point) => of.rows.flatMap((row, index) => (row.every((cell, column) => holds(cell, point[column] ?? null)) ? [index] : [])));
        expect(analysis.gapsComplete && analysis.unreachedComplete).toBe(true);

        const open = grid.filter((_, index) => hits[index]?.length === 0);
        const inGaps = grid.filter((point) => fillingRows(analysis, sets).some((row) => row.every((cell, column) => holds(cell, point[column] ?? null))));
        expect(inGaps).toEqual(open);
        for (const { example } of analysis.gaps) {
          const point = of.columns.map((column) => example[column.name] ?? null);
          expect(of.rows.some((row) => row.every((cell, column) => holds(cell, point[column] ?? null)))).toBe(false);
        }

        const pairs = of.rows.flatMap((_, upper) => of.rows.flatMap((__, lower) => (upper < lower && hits.some((at) => at.includes(upper) && at.includes(lower)) ? [[upper, lower]] : [])));
        expect([...analysis.overlaps].sort((a, b) => a[0] - b[0] || a[1] - b[1])).toEqual(pairs);

        const reached = new Set(hits.flatMap((at) => at[0] ?? []));
        expect(analysis.unreached.map((each) => each.row)).toEqual(of.rows.flatMap((_, row) => (reached.has(row) ? [] : [row])));
      }),
      runs(1000),
    );
  });

  test('rows that fill gaps leave none, and overlap nothing', () => {
    fc.assert(
      fc.property(tables, ({ of }) => {
        const analysis = first(of);
        const filled = first({ ...of, rows: [...of.rows, ...fillingRows(analysis, sets)] });
        expect(filled.gaps).toEqual([]);
        expect(filled.overlaps).toEqual(analysis.overlaps);
        expect(filled.unreached).toEqual(analysis.unreached);
      }),
      runs(500, 2),
    );
  });
});

describe('two thousand rows', () => {
  test('in a grid, complete, every piece of it', () => {
    const rows = product([range(20), range(10), range(10)]).map(([a, b, c]) => [`${Number(a) * 10}..${Number(a) * 10 + 10}`, `c${String(b)}`, `${Number(c)}`]);
    const holes = rows.filter((_, index) => index !== 777);
    const analysis = first(sheet([{ ...amount, max: 199 }, { ...country, optional: false, values: range(10).map((n) => `c${n}`) }, { ...whole, optional: false, min: 0, max: 9 }], ...holes));
    expect(analysis).toMatchObject({ gapsComplete: true, unreachedComplete: true, overlaps: [], unreached: [] });
    expect(analysis.gaps.map((gap) => gap.example)).toEqual([{ amount: 70, country: 'c7', count: 7 }]);
  });

  test('agree with a sample of events, as far as the search went', () => {
    const next = dice(7);
    const rows = range(2000).map(() => {
      const [low, size] = [next(900), 1 + next(200)];
      return [`${low}..${low + size}`, ['-', '@eu', 'not @eu', 'missing', `c${next(9)}`][next(5)] ?? '-', ['-', 'yes', 'no', 'missing'][next(4)] ?? '-', next(2) === 0 ? '-' : `>= ${next(50)}`];
    });
    const of = sheet([{ ...amount, max: 1000 }, country, isNew, whole], ...rows);
    const analysis = first(of);
    const overlaps = new Set(analysis.overlaps.map(([upper, lower]) => upper * 2000 + lower));
    const fills = fillingRows(analysis, sets);
    for (let n = 0; n < 300; n += 1) {
      const event = [next(1001), ['FR', 'XX', null, `c${next(9)}`][next(4)] ?? null, [true, false, null][next(3)] ?? null, [next(60), null][next(2)] ?? null];
      const matches = (cells: Sheet['rows'][number]): boolean => cells.every((cell, column) => holds(cell, event[column] ?? null));
      const hits = of.rows.flatMap((cells, row) => (matches(cells) ? [row] : []));
      const filled = fills.filter(matches).length;
      if (analysis.gapsComplete) expect(filled).toBe(hits.length === 0 ? 1 : 0);
      else expect(filled).toBeLessThanOrEqual(hits.length === 0 ? 1 : 0);
      expect(hits.every((lower, at) => hits.slice(0, at).every((upper) => overlaps.has(upper * 2000 + lower)))).toBe(true);
      expect(analysis.unreached.some(({ row }) => row === hits[0])).toBe(false);
    }
  });

  test('that all overlap: every pair is found, and the rest within its budget', () => {
    const rows = range(2000).map((n) => [`${n}..${5000 + ((n * 7919) % 2000)}`, n % 3 === 0 ? '-' : `not c${n % 50}`, n % 2 === 0 ? 'yes, missing' : '-', `${n % 90}..${100 + n}`]);
    const analysis = first(sheet([amount, country, isNew, whole], ...rows));
    expect(analysis.overlaps).toHaveLength((2000 * 1999) / 2);
  });
});

const range = (size: number): readonly number[] => Array.from({ length: size }, (_, index) => index);

/** Whole numbers below a limit, the same in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
