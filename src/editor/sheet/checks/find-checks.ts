import { words } from '../../../data/text.ts';
import type { Words } from '../../../data/text.ts';
import type { StoredExpression } from '../../../data/schema.ts';
import type { Surroundings } from '../../../kinds/contract.ts';
import { boxToRows, boxesOf, common } from '../../../kinds/table/analyse.ts';
import type { Analysis, Gap, Pair, Sheet } from '../../../kinds/table/analyse.ts';
import { rowToExpr } from '../../../kinds/table/cell-logic.ts';
import { valueInCell } from '../../../kinds/table/cell-words.ts';
import type { Cell, End } from '../../../kinds/table/cell.ts';
import { keyOf, meantPairs } from '../../../kinds/table/config.ts';
import type { TableConfig } from '../../../kinds/table/config.ts';
import type { Box } from '../../../kinds/table/cover.ts';
import { boxInWords, exampleInWords, whole } from '../../../kinds/table/findings.ts';
import { meets } from '../../../kinds/table/runs.ts';
import { canPutFirst, fillGaps } from '../../../kinds/table/settle.ts';
import { analysisOf, readSheet } from '../../../kinds/table/sheet.ts';
import { call } from '../../../logic/expr.ts';
import { toStored } from '../../../logic/stored.ts';

/** What is to be said of a table as a whole, found beside the page as it can take seconds. */
export interface Checks {
  readonly gaps: readonly GapCheck[];
  /** How many there are in all. */
  readonly gapCount: number;
  /** After which row those that fill the first gap stand best. */
  readonly gapAfter: number;
  /** The table with rows for all gaps; undefined where they would be too many. */
  readonly filled: TableConfig | undefined;
  readonly complete: boolean;
  /** Pairs that disagree, and are no exception above its rule. */
  readonly overlaps: readonly OverlapCheck[];
  readonly overlapCount: number;
  readonly unreached: readonly UnreachedCheck[];
}

export interface GapCheck {
  readonly where: Words;
  readonly condition: StoredExpression;
}

export interface OverlapCheck {
  readonly pair: Pair;
  readonly where: Words;
  readonly condition: StoredExpression;
  /** False where a row would fall out of reach by it. */
  readonly canPutFirst: boolean;
  readonly drawing: Drawing | undefined;
}

/** Two ranges of one field, side by side, on a scale from 0 to 1. */
export interface Drawing {
  readonly upper: readonly [number, number];
  readonly lower: readonly [number, number];
  readonly ticks: readonly { readonly at: number; readonly text: Words }[];
}

export interface UnreachedCheck {
  readonly row: number;
  /** The rows that take all it asks for; none where it asks for what cannot be. */
  readonly behind: readonly number[];
}

const most = { gaps: 40, overlaps: 40, filled: 500 };

/** Undefined where a cell cannot be read. */
export function findChecks(config: TableConfig, around: Surroundings): Checks | undefined {
  const { sheet } = readSheet(config, around);
  if (sheet === undefined) return undefined;
  const analysis = analysisOf(config, sheet);
  const meant = meantPairs(config);
  const open = config.hit === 'first' ? analysis.overlaps.filter(([upper, lower]) => !meant.has(keyOf(upper + 1, lower + 1)) && !whole(sheet, analysis, upper, lower)) : [];
  const gapAfter = nearestRow(analysis, sheet);
  return {
    gaps: analysis.gaps.slice(0, most.gaps).map((gap) => gapCheck(gap, sheet, analysis)),
    gapCount: analysis.gaps.length,
    gapAfter,
    filled: filledTable(config, sheet, analysis, gapAfter + 1),
    complete: analysis.gapsComplete && analysis.unreachedComplete,
    overlaps: open.slice(0, most.overlaps).map((pair) => overlapCheck(pair, sheet, analysis)),
    overlapCount: open.length,
    unreached: analysis.unreached.map((each) => ({ row: each.row, behind: 'behind' in each ? each.behind : [] })),
  };
}

function gapCheck({ box, example }: Gap, sheet: Sheet, analysis: Analysis): GapCheck {
  return {
    where: words((lang) => boxInWords(box, sheet, analysis, lang) || exampleInWords(example, sheet, lang)),
    condition: conditionOf(box, sheet, analysis),
  };
}

function conditionOf(box: Box, sheet: Sheet, analysis: Analysis): StoredExpression {
  const rows = boxToRows(box, analysis.domains, sheet.sets).map((cells) => rowToExpr(cells, sheet.columns));
  const [first] = rows;
  return toStored(first !== undefined && rows.length === 1 ? first : call('or', ...rows));
}

/** Where the rows are that the first gap lies among: those that agree with it in most columns, the last of them. */
function nearestRow({ gaps, domains }: Analysis, sheet: Sheet): number {
  const [gap] = gaps;
  if (gap === undefined) return sheet.rows.length - 1;
  let [best, at] = [-1, sheet.rows.length - 1];
  boxesOf(sheet, domains).forEach((box, row) => {
    const agree = box.filter((region, column) => meets(region, gap.box[column] ?? [])).length;
    if (agree >= best) [best, at] = [agree, row];
  });
  return at;
}

function filledTable(config: TableConfig, sheet: Sheet, analysis: Analysis, at: number): TableConfig | undefined {
  if (analysis.gaps.length === 0) return undefined;
  const filled = fillGaps(config, sheet, analysis, analysis.gaps, at);
  return filled.rows.length - config.rows.length > most.filled ? undefined : filled;
}

function overlapCheck(pair: Pair, sheet: Sheet, analysis: Analysis): OverlapCheck {
  const both = common(analysis, sheet, pair);
  return {
    pair,
    where: words((lang) => boxInWords(both, sheet, analysis, lang)),
    condition: conditionOf(both, sheet, analysis),
    canPutFirst: canPutFirst(sheet, analysis, pair),
    drawing: drawingOf(pair, sheet),
  };
}

/** The first column of numbers or times where the two rows ask for different ranges that meet. */
function drawingOf([upper, lower]: Pair, sheet: Sheet): Drawing | undefined {
  for (const [index, column] of sheet.columns.entries()) {
    const [one, two] = [spanOf(sheet.rows[upper]?.[index]), spanOf(sheet.rows[lower]?.[index])];
    if (one === undefined || two === undefined || (column.type !== 'number' && column.type !== 'time')) continue;
    const ends = [...new Set([...one, ...two].flatMap((end) => end?.value ?? []))].sort((a, b) => a - b);
    if (ends.length < 2) continue;
    // Ends stand evenly apart, so that they can be read whatever their size; what has no end runs out of the picture.
    const open = { low: [one, two].some(([from]) => from === undefined), high: [one, two].some(([, to]) => to === undefined) };
    const steps = ends.length - 1 + (open.low ? 0.6 : 0) + (open.high ? 0.6 : 0);
    const place = (value: number): number => (ends.indexOf(value) + (open.low ? 0.6 : 0)) / steps;
    const range = ([from, to]: Span): readonly [number, number] => [from === undefined ? 0 : place(from.value), to === undefined ? 1 : place(to.value)];
    return { upper: range(one), lower: range(two), ticks: ends.map((value) => ({ at: place(value), text: words((lang) => valueInCell(value, column, lang, sheet.zone)) })) };
  }
  return undefined;
}

type Span = readonly [from: End | undefined, to: End | undefined];

function spanOf(cell: Cell | undefined): Span | undefined {
  const [only] = cell?.parts ?? [];
  return cell !== undefined && !cell.not && cell.parts.length === 1 && only?.kind === 'span' ? [only.from, only.to] : undefined;
}
