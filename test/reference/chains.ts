import type { Value } from '../../src/data/field.ts';
import type { DedupeStep, JoinStep, SequenceStep } from '../../src/plan/plan.ts';
import type { Prepared } from './expressions.ts';
import { compareRows, digest, keyOf, makeRow, sameKey, valueOf } from './row.ts';
import type { ReferenceRow } from './row.ts';

/** What rows do to one another: pairs, repetitions, orders. */

export function join(step: JoinStep, left: readonly ReferenceRow[], right: readonly ReferenceRow[]): readonly ReferenceRow[] {
  const made: ReferenceRow[] = [];
  for (const one of left) {
    const from = one.time ?? 0;
    const key = keyOf(one, step.on.map((pair) => pair.left));
    const partners = right.filter((other) => {
      const at = other.time ?? 0;
      return at >= from + step.from && at <= from + step.to && sameKey(key, keyOf(other, step.on.map((pair) => pair.right)));
    });
    for (const other of partners) made.push(pairOf(step, one, other, Math.max(from, other.time ?? 0)));
    // Without a key no partner can ever come, so there is nothing to wait for.
    if (step.mode === 'outer' && partners.length === 0) made.push(pairOf(step, one, undefined, key === undefined ? from : Math.max(from, from + step.to)));
  }
  return placed(made);
}

function pairOf(step: JoinStep, left: ReferenceRow, right: ReferenceRow | undefined, time: number): ReferenceRow {
  const values: Record<string, Value> = {};
  for (const { side, name, field } of step.fields) {
    const row = side === 'left' ? left : right;
    values[field.name] = row === undefined ? null : valueOf(row, name);
  }
  values[step.time.name] = time;
  return makeRow({ id: digest([step.node, left.id, right?.id ?? null]), time, maker: step.node, place: 0, values });
}

/** By time; within one moment in the order in which they were made. */
function placed(rows: readonly ReferenceRow[]): readonly ReferenceRow[] {
  return rows.toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0)).map((row, place) => ({ ...row, place }));
}

/** Which rows are kept: those of a key that kept none in (t - period, t]. Rows without a key are all kept. */
export function firstOfPeriod(rows: readonly ReferenceRow[], names: readonly string[], period: number): readonly boolean[] {
  const kept = new Map<string, number>();
  return rows.map((row) => {
    const key = keyOf(row, names);
    if (key === undefined || row.time === null) return true;
    const last = kept.get(JSON.stringify(key));
    if (last !== undefined && last > row.time - period) return false;
    kept.set(JSON.stringify(key), row.time);
    return true;
  });
}

export function dedupe(step: DedupeStep, rows: readonly ReferenceRow[]): readonly ReferenceRow[] {
  const kept = firstOfPeriod(rows, step.key, step.period);
  return rows.filter((_, index) => kept[index]);
}

export function sequence(step: SequenceStep, inputs: readonly (readonly ReferenceRow[])[], { holds }: Prepared): readonly ReferenceRow[] {
  const candidates = step.steps.map((part, index) => (inputs[index] ?? []).filter((row) => holds(part.when, row)));
  const count = step.absent ? step.steps.length - 1 : step.steps.length;
  const made: ReferenceRow[] = [];
  for (const last of candidates[count - 1] ?? []) {
    const chain = latestChain(step, candidates.slice(0, count), last);
    const [first] = chain ?? [];
    if (chain === undefined || first === undefined) continue;
    const end = (first.time ?? 0) + step.within;
    if (!step.absent) {
      made.push(chained(step, chain, last.time ?? 0));
    } else if (!(candidates[count] ?? []).some((row) => comesNext(step, count, row, last) && (row.time ?? 0) <= end)) {
      made.push(chained(step, chain, end));
    }
  }
  return placed(made);
}

/** From the last row back, each time the latest row that stands before the next one. */
function latestChain(step: SequenceStep, candidates: readonly (readonly ReferenceRow[])[], last: ReferenceRow): readonly ReferenceRow[] | undefined {
  const chain = [last];
  if (keyOf(last, step.steps[candidates.length - 1]?.key ?? []) === undefined) return undefined;
  for (let index = candidates.length - 2; index >= 0; index -= 1) {
    const [next] = chain;
    if (next === undefined) return undefined;
    const before = (candidates[index] ?? []).findLast((row) => comesNext(step, index + 1, next, row));
    if (before === undefined) return undefined;
    chain.unshift(before);
  }
  return (last.time ?? 0) - (chain[0]?.time ?? 0) <= step.within ? chain : undefined;
}

/** Whether a row of one step has the key of a row of the step before, and stands after it in total order. */
const comesNext = ({ steps }: SequenceStep, index: number, row: ReferenceRow, before: ReferenceRow): boolean =>
  compareRows(before, row) < 0 && sameKey(keyOf(row, steps[index]?.key ?? []), keyOf(before, steps[index - 1]?.key ?? []));

function chained(step: SequenceStep, chain: readonly ReferenceRow[], time: number): ReferenceRow {
  const values: Record<string, Value> = {};
  chain.forEach((row, index) => {
    for (const { name, field } of step.steps[index]?.fields ?? []) values[field.name] = valueOf(row, name);
  });
  if (step.time !== undefined) values[step.time.name] = time;
  return makeRow({ id: digest([step.node, ...chain.map((row) => row.id)]), time, maker: step.node, place: 0, values });
}
