import { describe, expect, test } from 'vitest';
import { around, table } from '../model/testing.ts';
import { trial } from '../model/try-row.ts';
import { findChecks } from './find-checks.ts';
import { decidedBy, hitsFrom } from './hits.ts';

const of = table(['< 500', '-', 'Allow', 0], ['500..2000', 'FR', 'Block', 30], ['1500..5000', 'in FR, DE', 'Allow', 10], ['600..700', 'FR', 'Allow', 1]);

describe('what is to be said of a table', () => {
  const checks = findChecks(of, around);

  test('gaps, with rows for them that leave none', () => {
    expect(checks?.gapCount).toBeGreaterThan(0);
    expect(checks?.gaps[0]?.where.en).toContain('amount');
    expect(findChecks(checks?.filled ?? of, around)).toMatchObject({ gapCount: 0, overlapCount: checks?.overlapCount });
  });

  test('rows that disagree, drawn where their ranges meet', () => {
    expect(checks?.overlaps.map(({ pair }) => pair)).toContainEqual([1, 2]);
    const drawing = checks?.overlaps.find(({ pair }) => pair.join() === '1,2')?.drawing;
    expect(drawing).toMatchObject({ upper: [0, 2 / 3], lower: [1 / 3, 1] });
    expect(drawing?.ticks.map(({ text }) => text.en)).toEqual(['€ 500', '€ 1,500', '€ 2,000', '€ 5,000']);
  });

  test('rows that can never match', () => {
    expect(checks?.unreached).toEqual([{ row: 3, behind: [1] }]);
  });

  test('nothing where a cell cannot be read', () => {
    expect(findChecks(table(['much', '-', 'Allow', 0]), around)).toBeUndefined();
  });
});

describe('hits', () => {
  test('by row, and by what was decided', () => {
    const hits = hitsFrom({ rows: 10, none: 3, values: [{ value: 1, rows: 5 }, { value: 3, rows: 2 }] }, 4, false);
    expect(hits).toEqual({ rows: 10, byRow: [5, 0, 2, 0], otherwise: 3, most: 5, stale: false });
    expect(decidedBy(of, 0, hits)).toEqual([{ result: 'Allow', rows: 10 }]);
    expect(decidedBy({ ...of, otherwise: ['Block', 0] }, 0, hits)).toEqual([{ result: 'Allow', rows: 7 }, { result: 'Block', rows: 3 }]);
  });

  test('of all rows that hit, as texts', () => {
    expect(hitsFrom({ rows: 4, none: 1, values: [{ value: '2', rows: 3 }, { value: '7', rows: 1 }] }, 2, true).byRow).toEqual([0, 3]);
  });
});

describe('one row tried', () => {
  test('is decided as the engine would, and names all rows that match', () => {
    const tried = trial(of, around);
    expect(tried?.({ amount: 1600, country: 'FR' })).toEqual({ rows: [1, 2], results: ['Block', 30] });
    expect(tried?.({ amount: 9000, country: null })).toEqual({ rows: [], results: ['Allow', 0] });
    expect(trial({ ...of, hit: 'sum' }, around)?.({ amount: 1600, country: 'FR' }).results[1]).toBe(40);
    expect(trial({ ...of, hit: 'all' }, around)?.({ amount: 1600, country: 'FR' }).results[0]).toEqual(['Block', 'Allow']);
    expect(trial(table(['much', '-', null, null]), around)).toBeUndefined();
  });
});
