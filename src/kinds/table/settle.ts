import { boxesOf } from './analyse.ts';
import type { Analysis, Gap, Pair, Sheet } from './analyse.ts';
import { acceptOverlap, moveRow } from './config.ts';
import type { TableConfig } from './config.ts';
import { uncovered } from './cover.ts';
import type { Budget } from './cover.ts';
import { fillingTableRows } from './findings.ts';

/** What settles a finding in a table, where it is certain that nothing else comes apart by it. */

/** Rows for all of these gaps, at a place. They overlap nothing, so that each event is decided as before but for theirs. */
export function fillGaps(config: TableConfig, sheet: Sheet, analysis: Analysis, gaps: readonly Gap[], at: number): TableConfig {
  const rows = gaps.flatMap((gap) => fillingTableRows(gap, config, sheet, analysis));
  const meant = config.meant?.map(([a, b]): [number, number] => [a > at ? a + rows.length : a, b > at ? b + rows.length : b]);
  return { ...config, rows: config.rows.toSpliced(at, 0, ...rows), ...(meant === undefined ? {} : { meant }) };
}

/** The lower of two rows before the upper one. They still overlap, so that the new order is meant. */
export const putFirst = (config: TableConfig, [upper, lower]: Pair): TableConfig => acceptOverlap(moveRow(config, lower, upper), upper, upper + 1);

/**
 * Whether each row that the lower one would pass can still be reached behind it. What all rows together leave open
 * does not hang on their order. False where that would take too long to find out.
 */
export function canPutFirst(sheet: Sheet, analysis: Analysis, [upper, lower]: Pair, budget: Budget = { left: 200_000 }): boolean {
  const boxes = boxesOf(sheet, analysis.domains);
  const moved = boxes[lower];
  if (moved === undefined) return false;
  const unreached = new Set(analysis.unreached.map(({ row }) => row));
  for (let row = upper; row < lower; row += 1) {
    const box = boxes[row];
    if (box === undefined || unreached.has(row)) continue;
    let open = false;
    uncovered(box, [...boxes.slice(0, row), moved], budget, () => {
      open = true;
      return false;
    });
    if (!open) return false;
  }
  return true;
}
