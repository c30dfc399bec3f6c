import { contains, eachRun, intersection, meets, union } from './runs.ts';
import type { Runs } from './runs.ts';

/** Which part of a box no row covers. A box has one region per column; so has a row. */

export type Box = readonly Runs[];

/** How much may be done before giving up; shared by all that is asked within it. */
export interface Budget {
  left: number;
}

/**
 * Calls `found` with boxes that together are all of `box` that no row covers, none overlapping another, until it
 * answers false. Gives false where the budget ran out or `found` had enough.
 */
export function uncovered(box: Box, rows: readonly Box[], budget: Budget, found: (gap: Box) => boolean): boolean {
  const near = rows.filter((row) => row.every((region, column) => meets(region, box[column] ?? [])));
  budget.left -= rows.length;
  const full = near.map((row) => row.map((region, column) => contains(region, box[column] ?? [])));
  const search: Search = { rows: near, full, budget, found };
  return cut(box, near.map((_, index) => index), box.map((_, column) => column), search);
}

interface Search {
  readonly rows: readonly Box[];
  /** By row and column: whether the row has all of the box there. */
  readonly full: readonly (readonly boolean[])[];
  readonly budget: Budget;
  readonly found: (gap: Box) => boolean;
}

function cut(box: Box, alive: readonly number[], columns: readonly number[], search: Search): boolean {
  const { full, budget } = search;
  budget.left -= 1 + alive.length;
  if (budget.left < 0) return false;
  if (alive.length === 0) return search.found(box);
  if (alive.some((row) => columns.every((column) => full[row]?.[column]))) return true;
  const column = mostTelling(alive, columns, search);
  const others = columns.filter((each) => each !== column);
  for (const { region, rows } of split(box[column] ?? [], alive, column, search)) {
    if (!cut(box.with(column, region), rows, others, search)) return false;
  }
  return true;
}

/** The column where most rows ask something: what is left after it is the least. */
function mostTelling(alive: readonly number[], columns: readonly number[], { full }: Search): number {
  let best = columns[0] ?? 0;
  let most = -1;
  for (const column of columns) {
    let asking = 0;
    for (const row of alive) if (full[row]?.[column] !== true) asking += 1;
    if (asking > most) [best, most] = [column, asking];
  }
  return best;
}

interface Slice {
  region: Runs;
  readonly rows: readonly number[];
}

/** The column's region, parted by which rows have a part of it. Stretches that the same rows have are one slice. */
function split(region: Runs, alive: readonly number[], column: number, { rows, budget }: Search): readonly Slice[] {
  const turns = new Map<number, number[]>();
  const cuts = new Set<number>();
  eachRun(region, (lo, hi) => cuts.add(lo).add(hi + 1));
  alive.forEach((row, index) => {
    eachRun(intersection(rows[row]?.[column] ?? [], region), (lo, hi) => {
      for (const position of [lo, hi + 1]) {
        cuts.add(position);
        const turning = turns.get(position);
        if (turning === undefined) turns.set(position, [index]);
        else turning.push(index);
      }
    });
  });
  const sorted = [...cuts].sort((a, b) => a - b);
  const on = alive.map(() => false);
  const slices = new Map<number, Slice[]>();
  let hash = 0;
  sorted.forEach((position, next) => {
    for (const index of turns.get(position) ?? []) {
      on[index] = on[index] !== true;
      hash ^= scatter(index);
    }
    const end = (sorted[next + 1] ?? 0) - 1;
    if (end < position || !contains(region, [position, position])) return;
    budget.left -= alive.length / 8;
    if (budget.left < 0) return;
    const here = alive.filter((_, index) => on[index]);
    const alike = slices.get(hash)?.find((slice) => sameRows(slice.rows, here));
    if (alike !== undefined) alike.region = union([alike.region, [position, end]]);
    else slices.set(hash, [...(slices.get(hash) ?? []), { region: [position, end], rows: here }]);
  });
  return [...slices.values()].flat();
}

const sameRows = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((row, index) => row === b[index]);

/** Spreads small numbers over 32 bits, so that sets of them rarely look alike. */
function scatter(index: number): number {
  let bits = Math.imul(index + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  return bits ^ (bits >>> 13);
}

/** Fewer boxes for the same: two that differ in one column only are one. */
export function merged(boxes: readonly Box[]): readonly Box[] {
  let current = boxes;
  const columns = boxes[0]?.length ?? 0;
  for (let before = -1; before !== current.length; ) {
    before = current.length;
    for (let column = 0; column < columns; column += 1) current = mergedAlong(current, column);
  }
  return current;
}

function mergedAlong(boxes: readonly Box[], column: number): readonly Box[] {
  const alike = new Map<string, Box>();
  for (const box of boxes) {
    const key = JSON.stringify(box.with(column, []));
    const other = alike.get(key);
    alike.set(key, other === undefined ? box : other.with(column, union([other[column] ?? [], box[column] ?? []])));
  }
  return [...alike.values()];
}
