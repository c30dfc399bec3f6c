import type { Compilation } from '../../compile/compile.ts';
import type { Listener } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import type { SavedTest } from '../../graph/document.ts';
import type { Plan } from '../../plan/plan.ts';
import { inReadingOrder } from '../feed.ts';
import { givenReading, patient } from '../saved-tests.ts';
import type { Tables } from '../saved-tests.ts';
import { coverageOf } from './coverage.ts';
import type { Counted, Coverage } from './coverage.ts';
import { withProbes } from './leaves.ts';
import { countTableRows } from './table-hits.ts';

/** Runs of one graph that tell together what they came to. */
export interface Covering {
  /** The plan that they run: it gives the same rows and alerts as the graph's own. */
  readonly plan: Plan;
  readonly listener: Listener;
  /** To be told what each of them counted, once it has ended. */
  readonly add: (counted: Counted) => void;
  readonly coverage: () => Coverage;
}

export function coverRuns(compilation: Compilation): Covering {
  const tables = countTableRows(compilation);
  let all: Counted = { rows: {}, reasons: {}, sources: {} };
  return {
    plan: withProbes(compilation.plan),
    listener: { watch: tables.watch },
    add: (counted) => {
      all = sumOf(all, counted);
    },
    coverage: () => coverageOf(compilation, all, tables.hits()),
  };
}

/** What saved tests come to, run one by one. */
export function coverTests(compilation: Compilation, tables: Tables): { readonly add: (test: SavedTest) => void; readonly coverage: Covering['coverage'] } {
  const { plan, listener, add, coverage } = coverRuns(compilation);
  const own = patient(plan);
  return {
    add: (test) => {
      const engine = createEngine(own, { tables, listener });
      for (const step of inReadingOrder(own)) engine.push(step.id, givenReading(test, step));
      engine.finish();
      add(engine.statistics());
    },
    coverage,
  };
}

function sumOf(one: Counted, other: Counted): Counted {
  return {
    rows: merged(one.rows, other.rows, (a, b) => a + b),
    reasons: merged(one.reasons, other.reasons, (a, b) => b.map((count, at) => count + (a[at] ?? 0))),
    sources: merged(one.sources, other.sources, (a, b) => ({ ...b, accepted: a.accepted + b.accepted })),
  };
}

const merged = <Value>(one: Readonly<Record<string, Value>>, other: Readonly<Record<string, Value>>, add: (a: Value, b: Value) => Value): Record<string, Value> =>
  ({ ...one, ...Object.fromEntries(Object.entries(other).map(([key, value]) => { const before = one[key]; return [key, before === undefined ? value : add(before, value)]; })) });
