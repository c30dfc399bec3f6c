import type { Tally } from '../../state/contract/sample.ts';

/** Scores as they lie under the bands that cut them. */

type Values = Tally['values'];

/** So many columns, at most, are drawn side by side. */
const most = 60;

export interface SpreadColumn {
  /** Parts of the length and the height. */
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/**
 * Columns on the scale of the bands, the highest as high as there is room; one for each step where steps are few. Most
 * rows have no points at all: heights go by the root, so that the few that matter are seen beside them.
 */
export function spreadOf(
  values: Values,
  [least, greatest]: readonly [number, number],
  step: number,
): readonly SpreadColumn[] {
  const steps = Math.round((greatest - least) / step) + 1;
  const columns = Math.min(most, steps);
  const rows = Array.from({ length: columns }, () => 0);
  for (const { value, rows: count } of values) {
    if (typeof value !== 'number') continue;
    const at = Math.floor(((value - least) / (greatest - least)) * columns);
    const place = Math.min(columns - 1, Math.max(0, at));
    rows[place] = (rows[place] ?? 0) + count;
  }
  const highest = Math.max(1, ...rows);
  return rows.flatMap((count, at) =>
    count === 0
      ? []
      : [{ from: at / columns, to: (at + 1) / columns, height: Math.max(0.06, Math.sqrt(count / highest)) }],
  );
}

/** How many rows fall into each band; the first takes all below the second, the highest that is reached wins. */
export function rowsByBand(values: Values, starts: readonly (number | undefined)[]): readonly number[] {
  const counts = starts.map(() => 0);
  for (const { value, rows } of values) {
    if (typeof value !== 'number') continue;
    const reached = starts.findLastIndex((start, index) => index > 0 && value >= (start ?? 0));
    const band = Math.max(0, reached);
    counts[band] = (counts[band] ?? 0) + rows;
  }
  return counts;
}
