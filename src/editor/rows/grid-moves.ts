/** Where one is in a grid. Row -1 is the head. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are seen at once. */
  readonly page: number;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where a key leads to; undefined where it is none that moves. */
export function moved({ row, column }: Cell, { key, ctrlKey, metaKey, altKey }: Key, { rows, columns, page }: GridSize): Cell | undefined {
  if (altKey) return undefined;
  const far = ctrlKey || metaKey;
  const to = (nextRow: number, nextColumn: number): Cell => ({ row: between(-1, nextRow, rows - 1), column: between(0, nextColumn, columns - 1) });
  switch (key) {
    case 'ArrowUp':
      return far ? to(-1, column) : to(row - 1, column);
    case 'ArrowDown':
      return far ? to(rows - 1, column) : to(row + 1, column);
    case 'ArrowLeft':
      return far ? to(row, 0) : to(row, column - 1);
    case 'ArrowRight':
      return far ? to(row, columns - 1) : to(row, column + 1);
    case 'Home':
      return far ? to(-1, 0) : to(row, 0);
    case 'End':
      return far ? to(rows - 1, columns - 1) : to(row, columns - 1);
    case 'PageUp':
      return to(row - page, column);
    case 'PageDown':
      return to(row + page, column);
    default:
      return undefined;
  }
}

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));

/** From a cell to another, both included, whichever is first. */
export interface Range {
  readonly rows: readonly [from: number, to: number];
  readonly columns: readonly [from: number, to: number];
}

export function rangeOf(one: Cell, other: Cell): Range {
  return {
    rows: [Math.min(one.row, other.row), Math.max(one.row, other.row)],
    columns: [Math.min(one.column, other.column), Math.max(one.column, other.column)],
  };
}

export const isIn = ({ rows, columns }: Range, row: number, column: number): boolean =>
  row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1];
