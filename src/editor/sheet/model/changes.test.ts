import { describe, expect, test } from 'vitest';
import type { TableConfig } from '../../../kinds/table/config.ts';
import { cleared, copiedRows, filledDown, filledRight, movedColumn, movedRows, pasted, textsIn, withCondition, withOutput, withResult, withoutColumn, withoutRows, withRows, written } from './changes.ts';
import { columnsIn, table } from './testing.ts';

const of = table(['< 500', '-', 'Allow', 0], ['500..2000', 'in FR, DE', 'Block', 30], ['>= 2000', '@eu', 'Block', 90]);
const columns = columnsIn(of);
const all = (config: TableConfig): readonly (readonly string[])[] =>
  textsIn(config, columnsIn(config), { rows: [0, config.rows.length], columns: [0, columnsIn(config).length - 1] });

describe('cells', () => {
  test('are kept in the one way to write them, or as they were written where that cannot be read', () => {
    const next = written(of, columns, [
      { row: 0, column: 0, text: '＞＝５' },
      { row: 0, column: 1, text: '' },
      { row: 1, column: 0, text: 'five' },
      { row: 1, column: 2, text: 'block' },
      { row: 1, column: 3, text: '1,250' },
      { row: 2, column: 3, text: 'much' },
      { row: 3, column: 2, text: 'Block' },
    ]);
    expect(next.rows.map(({ when, set }) => [...when, ...set])).toEqual([
      ['>= 5', '-', 'Allow', 0],
      ['five', 'in FR, DE', 'Block', 1250],
      ['>= 2000', '@eu', 'Block', 'much'],
    ]);
    expect(next.otherwise).toEqual(['Block', 0]);
    expect(next.rows[0]).not.toBe(of.rows[0]);
  });

  test('rows that nothing was written into stay the same', () => {
    const next = written(of, columns, [{ row: 1, column: 3, text: '5' }]);
    expect(next.rows[0]).toBe(of.rows[0]);
    expect(next.rows[2]).toBe(of.rows[2]);
  });

  test('are cleared to “any” and to nothing', () => {
    expect(all(cleared(of, columns, { rows: [1, 2], columns: [0, 3] }))).toEqual([['< 500', '-', 'Allow', '0'], ['-', '-', '', ''], ['-', '-', '', ''], ['', '', 'Allow', '0']]);
  });

  test('are filled down from the first of the range, or from above it', () => {
    expect(filledDown(of, columns, { rows: [0, 2], columns: [0, 1] }).rows.map(({ when }) => when)).toEqual([['< 500', '-'], ['< 500', '-'], ['< 500', '-']]);
    expect(filledDown(of, columns, { rows: [1, 1], columns: [3, 3] }).rows[1]?.set).toEqual(['Block', 0]);
    expect(filledDown(of, columns, { rows: [0, 0], columns: [0, 0] })).toBe(of);
    expect(filledDown(of, columns, { rows: [2, 3], columns: [1, 3] }).otherwise).toEqual(['Block', 90]);
  });
});

test('cells are filled right within their part: conditions from conditions, results from results', () => {
  expect(filledRight(of, columns, { rows: [1, 1], columns: [1, 3] }).rows[1]).toEqual(of.rows[1]);
  expect(filledRight(of, columns, { rows: [0, 1], columns: [0, 2] }).rows.map(({ when }) => when)).toEqual([['< 500', '< 500'], ['500..2000', '500..2000'], ['>= 2000', '@eu']]);
  expect(filledRight(of, columns, { rows: [2, 2], columns: [1, 1] }).rows[2]?.when).toEqual(['>= 2000', '>= 2000']);
  expect(filledRight(of, columns, { rows: [0, 0], columns: [0, 0] })).toBe(of);
});

describe('pasting', () => {
  test('a block goes from the upper left on, and adds the rows it needs above “otherwise”', () => {
    const { config, range } = pasted(of, columns, { rows: [2, 2], columns: [0, 0] }, [['< 1', 'FR', 'Allow', '1'], ['< 2', 'DE', 'Block', '2', 'too wide']]);
    expect(all(config).slice(2)).toEqual([['< 1', 'FR', 'Allow', '1'], ['< 2', 'DE', 'Block', '2'], ['', '', 'Allow', '0']]);
    expect(range).toEqual({ rows: [2, 3], columns: [0, 3] });
  });

  test('one cell fills the whole range', () => {
    const { config } = pasted(of, columns, { rows: [0, 2], columns: [2, 2] }, [['Block']]);
    expect(config.rows.map(({ set }) => set[0])).toEqual(['Block', 'Block', 'Block']);
  });

  test('one row of results goes into “otherwise”; several rows go before it', () => {
    expect(pasted(of, columns, { rows: [3, 3], columns: [2, 2] }, [['Block', '7']]).config.otherwise).toEqual(['Block', 7]);
    const { config } = pasted(of, columns, { rows: [3, 3], columns: [0, 0] }, [['1', 'FR'], ['2', 'DE']]);
    expect(config.rows.slice(3).map(({ when }) => when)).toEqual([['1', 'FR'], ['2', 'DE']]);
    expect(config.otherwise).toEqual(['Allow', 0]);
  });
});

describe('rows', () => {
  const meant: TableConfig = { ...of, meant: [[1, 2], [2, 3]] };

  test('come and go, and what names rows by number follows', () => {
    expect(withRows(meant, 1, [{ when: ['-', '-'], set: [null, null] }]).meant).toEqual([[1, 3], [3, 4]]);
    expect(withoutRows(meant, [0, 0])).toMatchObject({ meant: [[1, 2]], rows: [{ when: ['500..2000', 'in FR, DE'] }, {}] });
    expect(copiedRows(of, [0, 1]).rows.map(({ when }) => when[0])).toEqual(['< 500', '500..2000', '< 500', '500..2000', '>= 2000']);
  });

  test('are moved together, and not beyond the ends', () => {
    expect(movedRows(meant, [0, 1], 1)?.rows.map(({ when }) => when[0])).toEqual(['>= 2000', '< 500', '500..2000']);
    expect(movedRows(meant, [0, 1], 1)?.meant).toEqual([[2, 3], [1, 3]]);
    expect(movedRows(of, [0, 1], 2)).toBeUndefined();
    expect(movedRows(of, [0, 0], -1)).toBeUndefined();
  });
});

describe('columns', () => {
  test('come, go and change places with all their cells', () => {
    expect(withCondition(of, 'card_age').rows[0]?.when).toEqual(['< 500', '-', '-']);
    expect(withResult(of, { name: 'why', type: 'text' })).toMatchObject({ rows: [{ set: ['Allow', 0, null] }, {}, {}], otherwise: ['Allow', 0, null] });
    expect(movedColumn(of, { part: 'set', index: 0 }, 1)).toMatchObject({ outputs: [{ name: 'points' }, { name: 'action' }], rows: [{ set: [0, 'Allow'] }, {}, {}], otherwise: [0, 'Allow'] });
    expect(movedColumn(of, { part: 'when', index: 1 }, 1)).toBeUndefined();
    expect(withoutColumn(of, { part: 'when', index: 0 })).toMatchObject({ inputs: [{ field: 'country' }], rows: [{ when: ['-'] }, {}, {}] });
  });

  test('of another type read their results again', () => {
    expect(withOutput(of, 1, { name: 'points', type: 'text' }).rows.map(({ set }) => set[1])).toEqual(['0', '30', '90']);
    expect(withOutput(of, 0, { name: 'action', type: 'number' }).rows[0]?.set).toEqual(['Allow', 0]);
  });
});
