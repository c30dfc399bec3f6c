/** A value, and how many rows have it. */
export interface Counted {
  readonly value: string;
  readonly rows: number;
}

const byRows = (one: Counted, other: Counted): number => other.rows - one.rows || (one.value < other.value ? -1 : 1);

/** There may be a million values: they are never sorted all together. */
export function mostFrequent(counts: ReadonlyMap<string, number>, most: number): readonly Counted[] {
  let top: Counted[] = [];
  let least = 0;
  for (const [value, rows] of counts) {
    if (rows < least) continue;
    top.push({ value, rows });
    if (top.length < 10 * most) continue;
    top = top.sort(byRows).slice(0, most);
    least = top.at(-1)?.rows ?? 0;
  }
  return top.sort(byRows).slice(0, most);
}
