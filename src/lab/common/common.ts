import type { Column } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { StoredExpression } from '../../data/schema.ts';
import type { Stream } from '../../kinds/contract.ts';
import { allOf } from '../../logic/expr.ts';
import { toStored } from '../../logic/stored.ts';
import { candidatesOf } from './candidates.ts';
import { clockIn, markRows } from './look.ts';
import { conditionOf } from './traits.ts';
import type { Candidate } from './traits.ts';
import { liftOf, weightOf } from './weigh.ts';
import type { Held, Population } from './weigh.ts';

/** What some rows of a stream have in common, against all other rows of it. */

export interface CommonAsked {
  readonly stream: Stream;
  /** How many rows each chunk has; and by field, a column for each chunk. Fields without columns are left out. */
  readonly lengths: readonly number[];
  readonly columns: ReadonlyMap<string, readonly Column[]>;
  /** The numbers of the rows that were chosen, in the order of the stream. */
  readonly chosen: Iterable<number>;
  /** In whose hours and days times are told. */
  readonly zone: string;
  /** At most so many are told. */
  readonly most?: number | undefined;
}

export interface Common {
  readonly these: number;
  readonly others: number;
  /** What tells most first. */
  readonly conditions: readonly CommonCondition[];
}

/** A condition, ready to be a rule. */
export interface CommonCondition {
  readonly when: StoredExpression;
  readonly fields: readonly string[];
  /** Rows that it holds for. */
  readonly held: Held;
  /** How many times as often among these as among the others; undefined where it holds for none of the others. */
  readonly lift: number | undefined;
  readonly weight: number;
}

/** So many conditions are looked at together; the bits of one number by row. */
const mostTogether = 14;

/** Between fields others may have their turn. */
export async function commonIn(asked: CommonAsked, breathe: () => Promise<void> = () => Promise.resolve()): Promise<Common> {
  const { stream, lengths, columns, zone, most = 8 } = asked;
  const { chosen, of } = chosenIn(lengths, asked.chosen);
  const candidates: Candidate[] = [];
  for (const field of stream.fields) {
    const own = columns.get(field.name);
    if (own === undefined || !mayTell(field, stream)) continue;
    candidates.push(...candidatesOf({ field, columns: own, chosen, of, zone }));
    await breathe();
  }
  const best = candidates.sort((a, b) => weightOf(b.held, of) - weightOf(a.held, of)).slice(0, mostTogether);
  const counts = await countTogether(best, asked, chosen, breathe);
  const told = distinct([...best.keys()].map((at) => conditionFrom([at], counts)), counts, of);
  const pairs = pairsOf(told, best, counts, of);
  const all = distinct([...told, ...pairs].sort((a, b) => weightOf(b.held, of) - weightOf(a.held, of)), counts, of);
  const conditions = all.slice(0, most).map(({ parts, held }): CommonCondition => {
    const of_ = parts.flatMap((part) => best[part] ?? []);
    return {
      when: toStored(allOf(of_.map(({ field, trait }) => conditionOf(field, trait, zone)))),
      fields: of_.map(({ field }) => field.name),
      held,
      lift: liftOf(held, of),
      weight: weightOf(held, of),
    };
  });
  return { ...of, conditions };
}

/** A rule may not use labels, and what is of one row alone is common to none. */
const mayTell = (field: FlowField, { id }: Stream): boolean => !field.tainted && !hasRole(field, 'label') && !hasRole(field, 'id') && field.name !== id;

function chosenIn(lengths: readonly number[], rows: Iterable<number>): { readonly chosen: readonly Uint8Array[]; readonly of: Population } {
  const chosen = lengths.map((length) => new Uint8Array(length));
  const starts: number[] = [];
  let all = 0;
  for (const length of lengths) {
    starts.push(all);
    all += length;
  }
  let these = 0;
  for (const row of rows) {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const marks = chosen[low];
    const at = row - (starts[low] ?? 0);
    if (marks === undefined || marks[at] !== 0) continue;
    marks[at] = 1;
    these += 1;
  }
  return { chosen, of: { these, others: all - these } };
}

/** How many rows have exactly these traits and no other: by the bits of the traits. */
interface Together {
  readonly these: Float64Array;
  readonly others: Float64Array;
}

async function countTogether(candidates: readonly Candidate[], { lengths, columns, zone }: CommonAsked, chosen: readonly Uint8Array[], breathe: () => Promise<void>): Promise<Together> {
  const clock = clockIn(zone);
  const size = 1 << candidates.length;
  const counts = { these: new Float64Array(size), others: new Float64Array(size) };
  for (const [at, length] of lengths.entries()) {
    const marks = new Int32Array(length);
    candidates.forEach(({ field, trait }, index) => {
      const column = columns.get(field.name)?.[at];
      if (column !== undefined) markRows(column, trait, 1 << index, marks, clock);
    });
    const own = chosen[at] ?? new Uint8Array();
    for (let row = 0; row < length; row += 1) {
      const into = own[row] === 1 ? counts.these : counts.others;
      const mark = marks[row] ?? 0;
      into[mark] = (into[mark] ?? 0) + 1;
    }
    await breathe();
  }
  return counts;
}

/** One candidate, or two that hold together. */
interface Told {
  readonly parts: readonly number[];
  readonly bits: number;
  readonly held: Held;
}

function conditionFrom(parts: readonly number[], counts: Together): Told {
  const bits = parts.reduce((sum, part) => sum | (1 << part), 0);
  return { parts, bits, held: { these: rowsWith(counts.these, bits), others: rowsWith(counts.others, bits) } };
}

function rowsWith(counts: Float64Array, bits: number): number {
  let rows = 0;
  for (let at = 0; at < counts.length; at += 1) if ((at & bits) === bits) rows += counts[at] ?? 0;
  return rows;
}

/** Of conditions that nearly the same rows have only the first is told. */
function distinct(told: readonly Told[], counts: Together, of: Population): readonly Told[] {
  const kept: Told[] = [];
  for (const each of told) {
    if (kept.length > 2 * mostTogether || weightOf(each.held, of) === 0) break;
    if (!kept.some((other) => isSame(each, other, counts))) kept.push(each);
  }
  return kept;
}

function isSame(one: Told, other: Told, counts: Together): boolean {
  const both = one.bits | other.bits;
  return (['these', 'others'] as const).every((rows) => {
    const shared = rowsWith(counts[rows], both);
    return shared >= 0.9 * (one.held[rows] + other.held[rows] - shared);
  });
}

/** A second condition is worth its words only where the two tell so much more than either. */
const clearly = 1.15;
const mostPairs = 3;

/** The best pairs, each condition in one of them at most: the same few in all combinations would tell no more. */
function pairsOf(told: readonly Told[], candidates: readonly Candidate[], counts: Together, of: Population): readonly Told[] {
  const pairs = told.flatMap((one, at) =>
    told.slice(at + 1).flatMap((other) => {
      const parts = [...one.parts, ...other.parts];
      if (new Set(parts.map((part) => candidates[part]?.field.name)).size < parts.length) return [];
      const pair = conditionFrom(parts, counts);
      return weightOf(pair.held, of) > clearly * Math.max(weightOf(one.held, of), weightOf(other.held, of)) ? [pair] : [];
    }),
  );
  const kept: Told[] = [];
  for (const pair of pairs.sort((a, b) => weightOf(b.held, of) - weightOf(a.held, of))) {
    if (kept.length === mostPairs) break;
    if (!kept.some(({ bits }) => (bits & pair.bits) !== 0)) kept.push(pair);
  }
  return kept;
}
