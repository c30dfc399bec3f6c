import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEngineOf } from '../../src/engine/engine.ts';
import { countOf } from '../../src/engine/flow/flow.ts';
import { createLineage } from '../../src/lab/ledger/lineage.ts';
import type { Inputs, Plan, Step } from '../../src/plan/plan.ts';
import { inputsOf, outputsOf } from '../../src/plan/steps.ts';
import { runs } from '../support/runs.ts';
import { tell } from '../support/tell.ts';
import { planAndArrivals, planAndManyArrivals } from './arbitrary.ts';
import type { Arrival } from './arrive.ts';
import { digest, keyOf, sameKey, valueOf } from './row.ts';
import type { ReferenceRow } from './row.ts';
import { runReference } from './run.ts';
import type { ReferenceRun } from './run.ts';

/** The rows behind rows, as a run keeps them up, held against those found by trying all that could be. */

type Origins = Readonly<Record<string, readonly string[]>>;

/** By the id of each row that entered an alert, and of each that a maker gave: the ids of the source rows behind it. */
function runWithLineage(plan: Plan, arrivals: readonly Arrival[], sizes: readonly number[]): Origins {
  const lineage = createLineage();
  const ids = new Map<number, string[]>();
  const found: Record<string, readonly string[]> = {};
  const watched = new Set(plan.steps.flatMap((step) => (isLookedAt(step) ? outputsOf(step) : [])));
  const sources = new Set(plan.steps.flatMap((step) => (step.op === 'source' ? [`${step.id}.events`] : [])));
  const engine = createEngineOf(
    plan,
    {
      listener: {
        watch: (ref) => {
          if (sources.has(ref)) {
            return ({ frame }) => {
              const maker = typeof frame.makers === 'number' ? frame.makers : -1;
              const own = ids.get(maker) ?? [];
              ids.set(maker, own);
              for (let row = 0; row < frame.length; row += 1) own[frame.places[row] ?? -1] = frame.idOf(row);
            };
          }
          if (!watched.has(ref)) return undefined;
          return (flow) => {
            for (let index = 0; index < countOf(flow); index += 1) {
              const row = flow.rows?.[index] ?? index;
              const behind = new Set<string>();
              lineage.sourcesOf(flow, row, (maker, place) => behind.add(ids.get(maker)?.[place] ?? '?'));
              found[flow.frame.idOf(row)] = [...behind].sort();
            }
          };
        },
      },
    },
    lineage.operatorFor,
  );
  tell(() => engine, plan, arrivals, sizes, () => undefined);
  engine.finish();
  return found;
}

const isLookedAt = ({ op }: Step): boolean => op === 'alert' || op === 'window' || op === 'join' || op === 'sequence';

function originsInReference(plan: Plan, { streams }: ReferenceRun): Origins {
  const parts = new Map<string, readonly ReferenceRow[]>();
  const rowsIn = (inputs: Inputs): readonly ReferenceRow[] => [...new Map(inputs.flatMap((ref) => streams.get(ref) ?? []).map((row) => [row.id, row])).values()];
  for (const step of plan.steps) {
    const [one = [], two = []] = inputsOf(step).map(rowsIn);
    if (step.op !== 'window' && step.op !== 'join' && step.op !== 'sequence') continue;
    const pairs = step.op === 'window' ? undefined : pairsOf(step, one, two);
    for (const row of streams.get(step.id) ?? []) parts.set(row.id, pairs === undefined ? inSummary(row, one) : (pairs.get(row.id) ?? []));
  }
  const behind = (row: ReferenceRow): readonly string[] => parts.get(row.id)?.flatMap(behind) ?? [row.id];
  const looked = plan.steps.filter(isLookedAt).flatMap(outputsOf).flatMap((ref) => streams.get(ref) ?? []);
  return Object.fromEntries(looked.map((row) => [row.id, [...new Set(behind(row))].sort()]));

  function inSummary(row: ReferenceRow, rows: readonly ReferenceRow[]): readonly ReferenceRow[] {
    const step = plan.steps.find(({ node }) => node === row.maker);
    if (step?.op !== 'window') return [];
    const [start, end] = [Number(valueOf(row, step.start.name)), Number(valueOf(row, step.end.name))];
    return rows.filter((each) => sameKey(keyOf(each, step.key), keyOf(row, step.key)) && (each.time ?? 0) >= start && (each.time ?? 0) < end);
  }
}

/** By the id that it would have: every row that one or two rows of the same key could make. */
function pairsOf(step: Step, ones: readonly ReferenceRow[], twos: readonly ReferenceRow[]): ReadonlyMap<string, readonly ReferenceRow[]> {
  const pairs = new Map<string, readonly ReferenceRow[]>();
  const [key, other] = step.op === 'sequence' ? step.steps.map((part) => part.key) : step.op === 'join' ? [step.on.map(({ left }) => left), step.on.map(({ right }) => right)] : [];
  for (const one of ones) {
    pairs.set(digest(step.op === 'join' ? [step.node, one.id, null] : [step.node, one.id]), [one]);
    for (const two of twos) if (sameKey(keyOf(one, key ?? []), keyOf(two, other ?? []))) pairs.set(digest([step.node, one.id, two.id]), [one, two]);
  }
  return pairs;
}

test('what a run keeps of the rows behind alerts, summaries, pairs and sequences is what they were made of', () => {
  fc.assert(
    fc.property(planAndArrivals, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), ({ plan, arrivals }, sizes) => {
      expect(runWithLineage(plan, arrivals, sizes)).toEqual(originsInReference(plan, runReference(plan, arrivals)));
    }),
    runs(60),
  );
});

test('so it is over many keys, whose numbers are given anew', () => {
  fc.assert(
    fc.property(planAndManyArrivals, ({ plan, arrivals }) => {
      expect(runWithLineage(plan, arrivals, [50])).toEqual(originsInReference(plan, runReference(plan, arrivals)));
    }),
    runs(3),
  );
});
