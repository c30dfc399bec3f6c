import { moved } from '../../rows/grid-moves.ts';
import type { Cell, GridSize, Range } from '../../rows/grid-moves.ts';

/** Where keys lead in a sheet: arrows as in any grid, Tab and Enter on to the next cell. */

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * The cell a key leads to, and whether the selection reaches from where it was; undefined where the key leads nowhere.
 * With Ctrl or Cmd an arrow leads to the edge of what is filled.
 */
export function led(at: Cell, key: Key, size: GridSize, isFilled: (cell: Cell) => boolean = () => true): { readonly cell: Cell; readonly extends: boolean } | undefined {
  const step = key.altKey || !(key.ctrlKey || key.metaKey) ? undefined : steps[key.key];
  const to = step === undefined ? moved(at, key, size) : edgeFrom(at, step, size, isFilled);
  return to === undefined ? undefined : { cell: { row: Math.max(0, to.row), column: to.column }, extends: key.shiftKey };
}

const steps: Readonly<Record<string, Cell | undefined>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** The last filled cell of those beside each other; from the last one on, the next that is filled, or the end of the sheet. */
function edgeFrom(from: Cell, step: Cell, { rows, columns }: GridSize, isFilled: (cell: Cell) => boolean): Cell {
  const after = ({ row, column }: Cell): Cell | undefined => {
    const next = { row: row + step.row, column: column + step.column };
    return next.row < 0 || next.column < 0 || next.row >= rows || next.column >= columns ? undefined : next;
  };
  let at = from;
  let next = after(at);
  const within = isFilled(at) && next !== undefined && isFilled(next);
  while (next !== undefined && (!within || isFilled(next))) {
    at = next;
    if (!within && isFilled(at)) break;
    next = after(at);
  }
  return at;
}

/** The next cell in reading order, or the one before; undefined past the ends, where Tab leaves the sheet. */
export function tabbed({ row, column }: Cell, back: boolean, { rows, columns }: Pick<GridSize, 'rows' | 'columns'>): Cell | undefined {
  const place = row * columns + column + (back ? -1 : 1);
  return place < 0 || place >= rows * columns ? undefined : { row: Math.floor(place / columns), column: place % columns };
}

/** Below, or above; within a range of several cells, around in it. */
export function entered({ row, column }: Cell, back: boolean, rows: number): Cell {
  return { row: Math.max(0, Math.min(rows - 1, row + (back ? -1 : 1))), column };
}

/** As far as there are cells. */
export const clamped = ({ row, column }: Cell, { rows, columns }: Pick<GridSize, 'rows' | 'columns'>): Cell => ({
  row: Math.max(0, Math.min(row, rows - 1)),
  column: Math.max(0, Math.min(column, columns - 1)),
});

export const sizeOf = ({ rows, columns }: Range): number => (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1);
