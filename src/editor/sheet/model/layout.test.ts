import { describe, expect, test } from 'vitest';
import { itemsOf } from './items.ts';
import { entered, led, tabbed } from './moves.ts';
import { spread, startOf } from './widths.ts';

describe('what scrolls by', () => {
  test('rows, the gap after one of them, and “otherwise”', () => {
    const items = itemsOf(3, 1);
    expect(Array.from({ length: items.count }, (_, item) => items.rowAt(item))).toEqual([0, 1, undefined, 2, 3]);
    expect([0, 1, 2, 3].map(items.itemOf)).toEqual([0, 1, 3, 4]);
  });

  test('no gap, and one in an empty table', () => {
    expect(itemsOf(2, undefined)).toMatchObject({ count: 3 });
    const empty = itemsOf(0, 0);
    expect([empty.rowAt(0), empty.rowAt(1)]).toEqual([undefined, 0]);
  });
});

describe('where keys lead', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const size = { rows: 5, columns: 3, page: 2 };

  test('never out of the sheet, and to its ends with Ctrl', () => {
    expect(led({ row: 0, column: 0 }, { key: 'ArrowUp', ...none }, size)?.cell).toEqual({ row: 0, column: 0 });
    expect(led({ row: 2, column: 1 }, { key: 'ArrowUp', ...none, ctrlKey: true, shiftKey: true }, size)).toEqual({ cell: { row: 0, column: 1 }, extends: true });
    expect(led({ row: 2, column: 1 }, { key: 'x', ...none }, size)).toBeUndefined();
    // Rows 0, 1, 3 and 4 of five are filled.
    const down = (row: number, key = 'ArrowDown'): number | undefined => led({ row, column: 0 }, { key, ...none, ctrlKey: true }, { ...size, rows: 6 }, (cell) => ![2, 5].includes(cell.row))?.cell.row;
    expect([0, 1, 2, 3, 4, 5].map((row) => down(row))).toEqual([1, 3, 3, 4, 5, 5]);
    expect([5, 4, 3].map((row) => down(row, 'ArrowUp'))).toEqual([4, 3, 1]);
  });

  test('Tab goes on in the next row, and leaves at the ends', () => {
    expect(tabbed({ row: 1, column: 2 }, false, size)).toEqual({ row: 2, column: 0 });
    expect(tabbed({ row: 1, column: 0 }, true, size)).toEqual({ row: 0, column: 2 });
    expect(tabbed({ row: 4, column: 2 }, false, size)).toBeUndefined();
    expect(entered({ row: 4, column: 2 }, false, 5)).toEqual({ row: 4, column: 2 });
  });
});

describe('widths', () => {
  test('fill the room, give way a little, and then scroll', () => {
    expect(spread([100, 200], 700)).toMatchObject({ all: 664 });
    expect(spread([200, 200], 532).all).toBe(532);
    expect(spread([200, 200], 300).all).toBeGreaterThan(300);
    expect(startOf(spread([100, 200], 0), 1)).toBe(142);
  });
});
