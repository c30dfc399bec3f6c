/** What scrolls by in a sheet: its rows, "otherwise" after them, and a gap where rows could fill it. */
export interface Items {
  readonly count: number;
  readonly itemOf: (row: number) => number;
  /** Undefined for the gap. */
  readonly rowAt: (item: number) => number | undefined;
}

/** The gap stands after a row; undefined where there is none. */
export function itemsOf(rows: number, gapAfter: number | undefined): Items {
  const gap = gapAfter === undefined ? Infinity : Math.min(gapAfter, rows - 1) + 1;
  return {
    count: rows + 1 + (gap === Infinity ? 0 : 1),
    itemOf: (row) => (row >= gap ? row + 1 : row),
    rowAt: (item) => (item === gap ? undefined : item > gap ? item - 1 : item),
  };
}
