import type { Compilation } from '../../compile/compile.ts';
import type { Field } from '../../data/field.ts';
import type { Alert, Listener, Statistics } from '../../engine/contract.ts';
import { feed, feedOf, rowsIn } from '../feed.ts';
import type { Input } from '../feed.ts';
import { ledgerRun } from '../ledger/collect.ts';
import type { Ledger, OtherLabels } from '../ledger/ledger.ts';
import type { Tables } from '../saved-tests.ts';
import type { Plan, SourceStep } from '../../plan/plan.ts';
import { forBoth, sides } from './model.ts';
import type { Both, ComparedAlert, Side } from './model.ts';
import { feedings, pairNodes } from './pairing.ts';
import type { Feeding } from './pairing.ts';

/** Two graphs that run over the same data, which is read once. */

export interface Compared {
  readonly compilation: Compilation;
  /** Rows of tables that the plan only names. */
  readonly tables?: Tables | undefined;
}

export interface RunBothOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told after each reading, and waited for, with the rows of all sources so far, and the alerts of both. */
  readonly progress?: ((rows: number, alerts: number) => void | Promise<void>) | undefined;
  /** What is known of the rows of the second graph, instead of what its fields say. */
  readonly labels?: OtherLabels | undefined;
  /** Hears the second graph. */
  readonly listener?: Listener | undefined;
}

/**
 * The rows of a source of one of the graphs, as these fields; undefined where there are none. A source that both have is
 * opened as the second one has it, even for the first.
 */
export type OpenSource = (side: Side, source: SourceStep, fields: readonly Field[]) => Input | undefined | Promise<Input | undefined>;

export interface RanBoth {
  readonly pairs: readonly Both<string | undefined>[];
  readonly feedings: readonly Feeding[];
  /** Sources that had no rows. */
  readonly without: readonly Feeding[];
  readonly alerts: Both<readonly ComparedAlert[]>;
  readonly ledgers: Both<Ledger>;
  readonly statistics: Both<Statistics>;
  readonly stopped: boolean;
}

export async function runBoth(graphs: Both<Compared>, open: OpenSource, { signal, progress, labels, listener }: RunBothOptions = {}): Promise<RanBoth> {
  const plans = forBoth((side) => graphs[side].compilation.plan);
  const pairs = pairNodes(graphs.before.compilation.analysis.document, graphs.after.compilation.analysis.document);
  const all = feedings(pairs, plans);
  const inputs = new Map<string, Input>();
  for (const feeding of all) {
    const input = await openFor(feeding, all, pairs, open);
    if (input !== undefined) inputs.set(feeding.id, input);
  }
  const taking = forBoth((side) => takeAlerts(graphs[side].compilation));
  const runs = forBoth((side) => ledgerRun(graphs[side].compilation, { tables: graphs[side].tables, labels: side === 'after' ? labels : undefined, listener: { ...(side === 'after' ? listener : {}), alert: taking[side].take } }));
  const byId = new Map(all.map((feeding) => [feeding.id, feeding]));
  let rows = 0;
  let stopped = false;
  for await (const fed of feedOf(readingPlan(plans.after, all), inputs, signal)) {
    if (signal?.aborted === true) break;
    for (const side of sides) {
      const source = byId.get(fed.source.id)?.steps[side];
      if (source !== undefined) feed(runs[side].engine, { ...fed, source });
    }
    rows += rowsIn(fed);
    await progress?.(rows, taking.before.taken() + taking.after.taken());
  }
  if (signal?.aborted === true) stopped = true;
  else for (const side of sides) runs[side].engine.finish();
  return {
    pairs, feedings: all, stopped,
    without: all.filter(({ id }) => !inputs.has(id)),
    alerts: forBoth((side) => taking[side].all()),
    ledgers: forBoth((side) => runs[side].ledger()),
    statistics: forBoth((side) => runs[side].engine.statistics()),
  };
}

/** What the first graph has in common with the second it reads from where the second does. */
function openFor({ side, step }: Feeding, all: readonly Feeding[], pairs: readonly Both<string | undefined>[], open: OpenSource): ReturnType<OpenSource> {
  const after = side === 'before' ? pairs.find(({ before }) => before === step.node)?.after : undefined;
  const twin = all.find((each) => each.side === 'after' && each.step.node === after);
  return twin === undefined ? open(side, step, step.fields) : open('after', twin.step, step.fields);
}

/** A plan of sources alone: all that is needed to read several of them side by side. */
const readingPlan = (plan: Plan, all: readonly Feeding[]): Plan => ({ ...plan, steps: all.map(({ id, step }) => ({ ...step, id, node: id })) });

function takeAlerts({ analysis }: Compilation): { readonly take: (alert: Alert) => void; readonly taken: () => number; readonly all: () => readonly ComparedAlert[] } {
  const taken: ComparedAlert[] = [];
  const idOf = new Map([...analysis.nodes].map(([id, { around }]) => [id, around.inputs['in']?.id]));
  return {
    take: ({ event, ...alert }) => {
      const name = idOf.get(alert.node);
      const about = name === undefined ? null : (event[name] ?? null);
      taken.push({ ...alert, about: about === null ? undefined : String(about) });
    },
    taken: () => taken.length,
    all: () => taken.sort((one, other) => (one.time ?? -Infinity) - (other.time ?? -Infinity) || 0),
  };
}
