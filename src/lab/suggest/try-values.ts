import type { Compilation } from '../../compile/compile.ts';
import type { Batch } from '../../data/columns.ts';
import { startOfDay, startOfDayAfter } from '../../data/zones.ts';
import type { Zone } from '../../data/zones.ts';
import { createEngineOf } from '../../engine/engine.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { Input } from '../feed.ts';
import { alertRows } from '../ledger/alert-rows.ts';
import type { AlertRows } from '../ledger/alert-rows.ts';
import type { Bits } from '../ledger/bits.ts';
import { followSources } from '../ledger/follow-sources.ts';
import type { OtherLabels } from '../ledger/ledger.ts';
import { keyLists } from '../ledger/key-lists.ts';
import { longestOf } from '../ledger/longest.ts';
import { firstAt, populationOf } from '../measure/basis.ts';
import type { Population } from '../measure/basis.ts';
import { zoneOf } from '../measure/catches.ts';
import type { Costs } from '../measure/model.ts';
import { alertsTallied, confusionOf, eventsTallied, valueTallied, wholeOf } from '../measure/tallies.ts';
import { shareOf } from '../measure/wilson.ts';
import { replay } from '../replay.ts';
import { keySharers } from './key-sharers.ts';
import type { Outcome, Suggestion, TryOptions, Tried } from './model.ts';
import type { Observing } from './observe.ts';
import type { Threshold } from './thresholds.ts';
import { planOfVariants } from './variants.ts';

/** A graph, and how its inputs are opened: they are read several times. */
export interface Trying {
  readonly compilation: Compilation;
  readonly tables?: ReadonlyMap<string, Batch> | undefined;
  readonly labels?: OtherLabels | undefined;
  readonly inputs: (sources: readonly string[], pass: Pass) => Promise<ReadonlyMap<string, Input>>;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((rows: number) => void | Promise<void>) | undefined;
}

/** One reading of the inputs: where it begins in the whole of the work, from 0 to 1, and where it ends. */
export interface Pass {
  readonly from: number;
  readonly to: number;
}

/** Reading the rows once takes as long as running so many variants over them. */
const reading = 4;

/** Passes with so many variants each, by what they take. */
export function passesOf(variants: readonly number[]): readonly Pass[] {
  const all = variants.reduce((sum, each) => sum + reading + each, 0);
  let done = 0;
  return variants.map((each) => ({ from: done / all, to: (done += reading + each) / all }));
}

export interface Trial {
  readonly curve: readonly Tried[];
  readonly split: number | undefined;
  readonly days: Suggestion['days'];
  readonly labelled: boolean;
}

/** What the graph would give with each value of a threshold, in one run. */
export async function tryValues(trying: Trying, threshold: Threshold, values: readonly number[], options: TryOptions, pass: Pass, observing?: Observing): Promise<Trial> {
  const { plan, variants } = planOfVariants(trying.compilation, threshold, values);
  // Keys are told apart only where something is caught by them.
  const lists = options.catching === 'key' ? keyLists([], variants.flatMap(({ alerts }) => alerts), []) : [];
  const following = followSources(plan, lists, trying.labels);
  const takers = variants.map(({ value, hits, alerts }) => ({
    value,
    hits,
    alerts: alerts.map((step) => ({ step, sharers: lists.length === 0 ? undefined : keySharers(step, lists) })),
    caught: following.catching(),
    sent: alertRows(following.behind),
  }));
  const watchers = new Map<StreamRef, ((flow: Flow) => void)[]>();
  const on = (stream: StreamRef, watch: (flow: Flow) => void): unknown => watchers.set(stream, [...(watchers.get(stream) ?? []), watch]);
  for (const [stream, watch] of following.watchers) on(stream, watch);
  for (const { hits, alerts, caught, sent } of takers) {
    for (const stream of hits) on(stream, caught.add);
    for (const { step: { id }, sharers } of alerts) {
      on(`${id}.sent`, sent.take);
      if (sharers !== undefined) on(`${id}.sent`, sharers.take);
    }
  }
  // In a plan of variants, the streams of the node itself end in their variant's number.
  const variantless = (stream: StreamRef): StreamRef => stream.replace(/~0(?=\.|$)/, '');
  const engine = createEngineOf(
    plan,
    {
      tables: trying.tables,
      listener: {
        watch: (stream) => {
          const own = [...(watchers.get(stream) ?? []), ...[observing?.watch(variantless(stream))].flatMap((watch) => watch ?? [])];
          return own.length === 0 ? undefined : (flow) => own.forEach((watch) => watch(flow));
        },
      },
    },
    following.operatorFor,
  );
  const { progress, signal } = trying;
  const inputs = await trying.inputs(following.sources.map(({ step }) => step.id), pass);
  await replay(plan, engine, inputs, { signal, progress: async ({ rows }) => progress?.(rows) });

  const sources = following.sources.map(({ step, columns }) => ({ ...columns.all(), id: step.id, name: step.id, event: undefined }));
  const population = populationOf({ sources, longest: longestOf(trying.compilation.plan) }, options);
  const zone = zoneOf(options.zone);
  const cut = cutOf(population, zone);
  const curve = takers.map(({ value, alerts, caught, sent }): Tried => {
    const shared = alerts.reduce((rows, { sharers }) => sharers?.beside(rows, sources, zone) ?? rows, caught.all());
    const found = { caught: shared, sent: sent.all(), hasAlerts: alerts.length > 0 };
    const outcome = (from: number, to: number, days: number): Outcome => outcomeOf(population, found, { from, to, days }, options.costs);
    return {
      value,
      earlier: outcome(population.from, cut?.split ?? Infinity, cut?.earlier ?? 1),
      later: outcome(cut?.split ?? Infinity, Infinity, cut?.later ?? 1),
      whole: outcome(population.from, Infinity, (cut?.earlier ?? 1) + (cut?.later ?? 0)),
    };
  });
  return { curve, split: cut?.split, days: { earlier: cut?.earlier ?? 0, later: cut?.later ?? 0 }, labelled: population.labelled };
}

/** The beginning of the day on which the later days start: of 10 days the eighth. Undefined where there are fewer than two. */
function cutOf({ from, to }: Population, zone: Zone): { readonly split: number; readonly earlier: number; readonly later: number } | undefined {
  if (!Number.isFinite(from) || from >= to) return undefined;
  let days = 0;
  for (let start = startOfDay(zone, from); start <= to; start = startOfDayAfter(zone, start, 1)) days += 1;
  if (days < 2) return undefined;
  const earlier = Math.min(days - 1, Math.max(1, Math.round(days * 0.7)));
  return { split: startOfDayAfter(zone, from, earlier), earlier, later: days - earlier };
}

interface Found {
  readonly caught: readonly Bits[];
  readonly sent: AlertRows;
  readonly hasAlerts: boolean;
}

function outcomeOf(population: Population, { caught, sent, hasAlerts }: Found, { from, to, days }: { readonly from: number; readonly to: number; readonly days: number }, costs: Costs = {}): Outcome {
  const cells = confusionOf(population, caught);
  const stretch = wholeOf(population).map((each, at) => {
    const times = population.sources[at]?.source.times ?? new Float64Array(0);
    return { from: Math.max(each.from, firstAt(times, from)), to: to === Infinity ? each.to : firstAt(times, to) };
  });
  const { caughtYes, caughtNo, caughtUnknown, missedYes } = eventsTallied(cells, stretch);
  const tallied = alertsTallied(population, [sent], from, to);
  // A rule without an alert is as good as its hits.
  const alerts = hasAlerts ? tallied.sent : caughtYes + caughtNo + caughtUnknown;
  const falseAlarms = hasAlerts ? tallied.caughtNo : caughtNo;
  const yes = caughtYes + missedYes;
  const stated = costs.review !== undefined || costs.falseAlarm !== undefined || costs.missed !== undefined;
  const amount = stated ? valueTallied(population, cells, stretch).missedYes : 0;
  return {
    caughtYes,
    caughtNo,
    missedYes,
    precision: shareOf(caughtYes, caughtYes + caughtNo),
    recall: shareOf(caughtYes, yes),
    f1: yes === 0 ? undefined : (2 * caughtYes) / (2 * caughtYes + caughtNo + missedYes),
    alerts,
    alertsADay: alerts / days,
    cost: stated ? (costs.review ?? 0) * alerts + (costs.falseAlarm ?? 0) * falseAlarms + (costs.missed ?? 0) * amount : undefined,
  };
}
