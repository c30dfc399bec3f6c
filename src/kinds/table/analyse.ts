import type { Value } from '../../data/field.ts';
import type { ValueSet } from '../../graph/document.ts';
import { anyCell } from './cell.ts';
import type { Cell } from './cell.ts';
import { merged, uncovered } from './cover.ts';
import type { Box, Budget } from './cover.ts';
import { domainOf, exampleOf, regionOf, regionToCells } from './domain.ts';
import type { AnalysedColumn, Domain } from './domain.ts';
import { contains, intersection, meets } from './runs.ts';

/** What a decision table leaves open, says twice or never says. */

export interface Sheet {
  readonly columns: readonly AnalysedColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly sets: readonly ValueSet[];
  /** The zone that times are told in; UTC where left out. */
  readonly zone?: string | undefined;
}

export interface Analysis {
  readonly domains: readonly Domain[];
  /** Each pair of rows that some event matches both of, the upper row first. All of them. */
  readonly overlaps: readonly Pair[];
  /** What no row matches, each event in one gap at most. */
  readonly gaps: readonly Gap[];
  /** False where the search ended early: there may be more gaps. */
  readonly gapsComplete: boolean;
  /** Rows that no event can reach. */
  readonly unreached: readonly Unreached[];
  /** False where the search ended early: more rows may be out of reach. */
  readonly unreachedComplete: boolean;
}

export type Pair = readonly [upper: number, lower: number];

export interface Gap {
  readonly box: Box;
  readonly example: Example;
}

export type Example = Readonly<Record<string, Value>>;

export type Unreached =
  /** Its cell in this column holds for nothing the field can be. */
  | { readonly row: number; readonly empty: number }
  /** Rows above it take all that it matches. */
  | { readonly row: number; readonly behind: readonly number[] };

export interface Limits {
  readonly gapWork: number;
  readonly gaps: number;
  readonly rowWork: number;
  readonly reachWork: number;
}

export const usualLimits: Limits = { gapWork: 20_000_000, gaps: 200, rowWork: 400_000, reachWork: 20_000_000 };

export interface Question {
  /** Whether an upper row keeps a row below it from being reached. */
  readonly firstWins: boolean;
  /** Whether two rows that overlap matter. */
  readonly differ: (upper: number, lower: number) => boolean;
  readonly limits?: Limits | undefined;
}

export function analyse(sheet: Sheet, question: Question): Analysis {
  const limits = question.limits ?? usualLimits;
  const domains = sheet.columns.map((column, index) => domainOf(column, cellsOf(sheet, index), sheet.sets));
  const rows = boxesOf(sheet, domains);
  const gaps: Box[] = [];
  const whole = domains.map((domain) => domain.all);
  const enough = (box: Box): boolean => gaps.push(box) < limits.gaps;
  const gapsComplete = uncovered(whole, rows, { left: limits.gapWork }, enough);
  const unreached = unreachedRows(rows, question.firstWins, limits);
  return {
    domains,
    overlaps: overlapping(rows, question.differ),
    gaps: merged(gaps).map((box) => ({ box, example: exampleIn(box, domains) })),
    gapsComplete,
    unreached: unreached.found,
    unreachedComplete: unreached.complete,
  };
}

/** What each row matches. */
export function boxesOf(sheet: Sheet, domains: readonly Domain[]): readonly Box[] {
  const regions = domains.map((domain) => remembered((cell: Cell) => regionOf(cell, domain, sheet.sets)));
  return sheet.rows.map((cells) => domains.map((domain, index) => regions[index]?.(cells[index] ?? anyCell) ?? domain.all));
}

const cellsOf = (sheet: Sheet, column: number): readonly Cell[] => [...new Set(sheet.rows.flatMap((cells) => cells[column] ?? []))];

/** Many rows share a cell, and a cell may name a set of thousands. */
function remembered<T>(work: (cell: Cell) => T): (cell: Cell) => T {
  const known = new Map<Cell, T>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const fresh = work(cell);
    known.set(cell, fresh);
    return fresh;
  };
}

function regionAt(cells: readonly Cell[], index: number, domain: Domain, sets: readonly ValueSet[]): Box[number] {
  const cell = cells[index];
  return cell === undefined ? domain.all : regionOf(cell, domain, sets);
}

function overlapping(rows: readonly Box[], differ: Question['differ']): readonly Pair[] {
  const pairs: Pair[] = [];
  rows.forEach((lower, index) => {
    for (let upper = 0; upper < index; upper += 1) {
      const above = rows[upper];
      if (above !== undefined && boxesMeet(above, lower) && differ(upper, index)) pairs.push([upper, index]);
    }
  });
  return pairs;
}

const boxesMeet = (a: Box, b: Box): boolean => a.every((region, column) => meets(region, b[column] ?? []));

function unreachedRows(rows: readonly Box[], firstWins: boolean, limits: Limits): { readonly found: readonly Unreached[]; readonly complete: boolean } {
  const found: Unreached[] = [];
  let complete = true;
  let left = limits.reachWork;
  rows.forEach((box, row) => {
    const empty = box.findIndex((region) => region.length === 0);
    if (empty >= 0) {
      found.push({ row, empty });
      return;
    }
    if (!firstWins) return;
    if (left <= 0) {
      complete = false;
      return;
    }
    const above = rows.slice(0, row);
    const whole = above.findIndex((upper) => upper.every((region, column) => contains(region, box[column] ?? [])));
    if (whole >= 0) {
      found.push({ row, behind: [whole] });
      return;
    }
    const budget: Budget = { left: Math.min(limits.rowWork, left) };
    const before = budget.left;
    let open = false;
    const covered = uncovered(box, above, budget, () => {
      open = true;
      return false;
    });
    left -= before - budget.left;
    if (covered) found.push({ row, behind: above.flatMap((upper, index) => (boxesMeet(upper, box) ? [index] : [])) });
    else if (!open) complete = false;
  });
  return { found, complete };
}

/** An event of the box, with a value in each column where one can be. */
export function exampleIn(box: Box, domains: readonly Domain[]): Example {
  return Object.fromEntries(domains.map((domain, column) => [domain.column.name, exampleOf(box[column] ?? [], domain)]));
}

/** All that two rows both match. */
export function common(analysis: Pick<Analysis, 'domains'>, sheet: Sheet, [upper, lower]: Pair): Box {
  return analysis.domains.map((domain, column) =>
    intersection(
      regionAt(sheet.rows[upper] ?? [], column, domain, sheet.sets),
      regionAt(sheet.rows[lower] ?? [], column, domain, sheet.sets),
    ),
  );
}

/** Rows of cells that match just what the box holds; no event matches two of them. */
export function boxToRows(box: Box, domains: readonly Domain[], sets: readonly ValueSet[]): readonly (readonly Cell[])[] {
  return domains.reduce<readonly (readonly Cell[])[]>((rows, domain, column) => {
    const cells = regionToCells(box[column] ?? [], domain, sets);
    return rows.flatMap((row) => cells.map((cell) => [...row, cell]));
  }, [[]]);
}

/** Rows that close these gaps and overlap nothing. */
export const fillingRows = (analysis: Analysis, sets: readonly ValueSet[], gaps: readonly Gap[] = analysis.gaps): readonly (readonly Cell[])[] =>
  gaps.flatMap((gap) => boxToRows(gap.box, analysis.domains, sets));
