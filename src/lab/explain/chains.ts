import { idOfValues } from '../../engine/flow/ids.ts';
import { holds } from '../../logic/interpret.ts';
import type { Inputs, JoinStep, SequencePart, SequenceStep } from '../../plan/plan.ts';
import { keyOf, rowsProbe } from './collect.ts';
import type { Wanted } from './collect.ts';
import type { PlanMap } from './map.ts';
import { compareSeen } from './watch.ts';
import type { Probe, Seen, Span } from './watch.ts';

/** Pairs and sequences found again from the rows that may have made them. */

export interface Gathered {
  readonly probe: Probe;
  /** In total order. */
  readonly rows: Seen[];
}

/** Rows of an input with these values, between two moments. */
export function gatherRows(map: PlanMap, inputs: Inputs, wanted: Wanted, span: Span): Gathered {
  const rows: Seen[] = [];
  return { probe: rowsProbe(map, inputs, wanted, span, (row) => rows.push(row)), rows };
}

/** Of rows with these values, those nearest to a moment on either side: what came too early, or too late. */
export function nearestRows(
  map: PlanMap,
  inputs: Inputs,
  wanted: Wanted,
  at: number,
  span: Span,
  when: (row: Seen) => boolean = () => true,
): { readonly probe: Probe; readonly before: () => Seen | undefined; readonly after: () => Seen | undefined } {
  let before: Seen | undefined;
  let after: Seen | undefined;
  const probe = rowsProbe(map, inputs, wanted, span, (row) => {
    if (row.time === null || !when(row)) return;
    if (row.time <= at) before = row;
    else after ??= row;
  });
  return { probe, before: () => before, after: () => after };
}

/** The values that a side of a pair, or a part of a sequence, kept of its row. */
const keptBy = (
  fields: readonly { readonly name: string; readonly field: { readonly name: string } }[],
  row: Seen,
): Wanted => fields.map(({ name, field }) => [name, row.values[field.name] ?? null]);

export interface Pair {
  readonly left: Seen;
  readonly right: Seen | undefined;
}

/** The two rows that a pair was made of. */
export function pairBehind(
  map: PlanMap,
  step: JoinStep,
  row: Seen,
): { readonly probes: readonly Probe[]; readonly found: () => Pair | undefined } {
  const time = row.time ?? 0;
  const left = gatherRows(
    map,
    step.left,
    keptBy(
      step.fields.filter(({ side }) => side === 'left'),
      row,
    ),
    { from: time - Math.max(step.to, 0), to: time },
  );
  const right = gatherRows(
    map,
    step.right,
    keptBy(
      step.fields.filter(({ side }) => side === 'right'),
      row,
    ),
    { from: time + Math.min(step.from, 0), to: time },
  );
  const found = (): Pair | undefined => {
    for (const one of left.rows) {
      if (pairId(step, one, undefined) === row.id) return { left: one, right: undefined };
      for (const other of right.rows)
        if (pairTime(one, other) === time && pairId(step, one, other) === row.id) return { left: one, right: other };
    }
    return undefined;
  };
  return { probes: [left.probe, right.probe], found };
}

export const pairId = (step: JoinStep, left: Seen, right: Seen | undefined): string =>
  idOfValues([step.node, left.id, right?.id ?? null]);
export const pairTime = (left: Seen, right: Seen): number => Math.max(left.time ?? 0, right.time ?? 0);

/** How many rows of its parts a match has: with `absent` the last one has none. */
export const chainLength = ({ steps, absent }: SequenceStep): number => steps.length - (absent ? 1 : 0);

export const chainId = (step: SequenceStep, chain: readonly Seen[]): string =>
  idOfValues([step.node, ...chain.map(({ id }) => id)]);

export const chainTime = (step: SequenceStep, chain: readonly Seen[]): number =>
  step.absent ? (chain[0]?.time ?? 0) + step.within : (chain.at(-1)?.time ?? 0);

/** The rows of each part of a sequence, of one key or of all, between two moments. */
export function partRows(
  map: PlanMap,
  step: SequenceStep,
  wanted: (part: SequencePart, index: number) => Wanted,
  span: Span,
): { readonly probes: readonly Probe[]; readonly rows: readonly (readonly Seen[])[] } {
  const parts = step.steps.map((part, index) => {
    const scope = map.scope(step, part.input, portOf(map, step, index));
    const kept: Seen[] = [];
    const probe = rowsProbe(map, part.input, wanted(part, index), span, (row) => {
      if (holds(part.when, row.values, scope)) kept.push(row);
    });
    return { probe, kept };
  });
  return { probes: parts.map(({ probe }) => probe), rows: parts.map(({ kept }) => kept) };
}

/** The input of the node that a part reads from. */
export const portOf = (map: PlanMap, step: SequenceStep, index: number): string | undefined =>
  map.node(step.node)?.ports.inputs[index]?.id;

/** From the last row back, each time the latest row that stands before the next one. */
export function chainTo(
  step: SequenceStep,
  rows: readonly (readonly Seen[])[],
  last: Seen,
): readonly Seen[] | undefined {
  const chain = [last];
  for (let index = chainLength(step) - 2; index >= 0; index -= 1) {
    const [next] = chain;
    const before = rows[index]?.findLast((row) => next !== undefined && comesNext(step, index + 1, next, row));
    if (before === undefined) return undefined;
    chain.unshift(before);
  }
  return (last.time ?? 0) - (chain[0]?.time ?? 0) <= step.within ? chain : undefined;
}

/** Whether a row of one part has the key of a row of the part before, and stands after it. */
export function comesNext({ steps }: SequenceStep, index: number, row: Seen, before: Seen): boolean {
  if (compareSeen(before, row) >= 0) return false;
  const key = keyOf(row.values, steps[index]?.key ?? []);
  return (
    !key.includes(null) && JSON.stringify(key) === JSON.stringify(keyOf(before.values, steps[index - 1]?.key ?? []))
  );
}

/** The row that must not have come after a chain, and did. */
export function spoiler(
  step: SequenceStep,
  rows: readonly (readonly Seen[])[],
  chain: readonly Seen[],
): Seen | undefined {
  const last = chain.at(-1);
  const end = (chain[0]?.time ?? 0) + step.within;
  if (!step.absent || last === undefined) return undefined;
  return rows[step.steps.length - 1]?.find(
    (row) => comesNext(step, step.steps.length - 1, row, last) && (row.time ?? 0) <= end,
  );
}

/** The rows that a match was made of. */
export function chainBehind(
  map: PlanMap,
  step: SequenceStep,
  row: Seen,
): { readonly probes: readonly Probe[]; readonly found: () => readonly Seen[] | undefined } {
  const time = row.time ?? 0;
  const known = keyBehind(step, row);
  const wanted = (part: SequencePart): Wanted => [
    ...(known === undefined ? [] : part.key.map((name, index) => [name, known[index] ?? null] as const)),
    ...keptBy(part.fields, row),
  ];
  const length = chainLength(step);
  // The part that must not come has no row here.
  const parts = partRows(map, { ...step, steps: step.steps.slice(0, length) }, wanted, {
    from: time - step.within,
    to: time,
  });
  return {
    probes: parts.probes,
    found: () => {
      for (const last of parts.rows[length - 1] ?? []) {
        const chain = chainTo(step, parts.rows, last);
        if (chain !== undefined && chainId(step, chain) === row.id) return chain;
      }
      return undefined;
    },
  };
}

/** The key of a match, where one of its parts kept it. */
function keyBehind({ steps }: SequenceStep, row: Seen) {
  for (const { key, fields } of steps) {
    const names = key.map((name) => fields.find((each) => each.name === name)?.field.name);
    if (key.length > 0 && names.every((name) => name !== undefined))
      return names.map((name) => row.values[name ?? ''] ?? null);
  }
  return undefined;
}
