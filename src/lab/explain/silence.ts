import { call } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import type { AlertStep, SelectStep, Step } from '../../plan/plan.ts';
import { inputsOf, isMaker, outputsOf } from '../../plan/steps.ts';
import { nodeName } from './collect.ts';
import type { Details } from './inspect.ts';
import { isAlert } from './map.ts';
import type { PlanMap } from './map.ts';
import type { ExplainedRow, Feature, Scorecard, Silence, Stop } from './model.ts';
import { changesIn, needsFor } from './needs.ts';
import type { Need } from './needs.ts';
import { arrived, placeAt } from './trace.ts';
import type { Trace } from './trace.ts';

/** Where the way of a row to an alert ended, and what would have kept it going; or, of an alert, what would have ended it. */

export interface Followed {
  readonly details: Details;
  readonly row: ExplainedRow;
}

/** The alerts that lie downstream of what happened and were not raised by it. */
export function silencesOf(map: PlanMap, rows: readonly Followed[]): readonly Silence[] {
  const [subject] = rows;
  if (subject === undefined) return [];
  return map.steps.filter(isAlert).flatMap((alert) => {
    const above = map.into(alert);
    const isBelow = [...subject.details.trace.at.keys()].some((ref) => above.has(ref));
    if (!isBelow || rows.some(({ details }) => details.trace.at.has(`${alert.id}.sent`))) return [];
    return [silenceOf(map, alert, rows)];
  });
}

interface Candidate {
  readonly stop: Stop;
  readonly step: Step;
  readonly distance: number;
}

const mostStops = 3;

function silenceOf(map: PlanMap, alert: AlertStep, rows: readonly Followed[]): Silence {
  const candidates = rows.flatMap((followed) => map.steps.flatMap((step) => candidatesAt(map, alert, step, followed)));
  candidates.sort(
    (a, b) =>
      a.distance - b.distance || changesIn(a.stop.needs) - changesIn(b.stop.needs) || shortfall(a.stop) - shortfall(b.stop),
  );
  const byNode = new Map<string, Candidate>();
  for (const candidate of candidates) if (!byNode.has(candidate.stop.node)) byNode.set(candidate.stop.node, candidate);
  const nearest = [...byNode.values()].slice(0, mostStops);
  const [first] = nearest;
  return {
    alert: alert.node,
    name: nodeName(map, alert.node),
    stops: nearest.map(({ stop }) => stop),
    beyond: first === undefined ? [] : between(map, first.step, alert),
  };
}

/** How far the values are from those that were wanted, against their size. */
const shortfall = ({ needs }: Stop): number =>
  needs.reduce(
    (sum, { bound }) =>
      sum +
      (bound?.by === undefined || typeof bound.value !== 'number' ? 1 : bound.by / (Math.abs(bound.value) + bound.by)),
    0,
  );

/** The nodes after a stop that might have stopped it too. */
function between(map: PlanMap, from: Step, alert: AlertStep): Silence['beyond'] {
  const choosy = map.steps.filter((step) => {
    const parts =
      step.op === 'select'
        ? leading(map, step, alert).length < outputsOf(step).length
        : step.op === 'dedupe' || isMaker(step);
    return (
      parts &&
      step.node !== from.node &&
      map.distance(from, step) !== undefined &&
      map.distance(step, alert) !== undefined
    );
  });
  return [...new Set(choosy.map((step) => step.node))].map((node) => ({ node, name: nodeName(map, node) }));
}

/** The outputs of a step that lead to an alert. */
const leading = (map: PlanMap, step: Step, alert: AlertStep): readonly string[] =>
  outputsOf(step).filter((ref) => map.into(alert).has(ref));

function candidatesAt(map: PlanMap, alert: AlertStep, step: Step, { details, row }: Followed): readonly Candidate[] {
  const { trace } = details;
  const leads = leading(map, step, alert);
  if (
    step.op === 'source' ||
    (step !== alert && leads.length === 0) ||
    arrived(inputsOf(step).flat(), trace) === undefined
  )
    return [];
  const distance = map.distance(step, alert) ?? Infinity;
  const at = (stop: Partial<Stop> & Pick<Stop, 'why'>): readonly Candidate[] => [
    {
      step,
      distance,
      stop: { row: row.id, node: step.node, name: nodeName(map, step.node), needs: [], features: [], ...stop },
    },
  ];
  if (step.op === 'alert') {
    const heldBy = details.held.get(step.id);
    return heldBy === undefined ? [] : at({ why: 'held', heldBy });
  }
  if (step.op === 'select' && !leads.some((ref) => trace.at.has(ref))) {
    const needs = leads.flatMap((ref) => [needsOfPorts(map, step, [ref], trace, true)]).reduce(fewer, undefined) ?? [];
    return at({ why: 'condition', needs, ...behind(needs, details, row) });
  }
  if (step.op === 'dedupe' && !trace.at.has(step.id))
    return at({ why: 'duplicate', heldBy: details.held.get(step.id) });
  const chain = details.chains.get(step.id);
  if (!isMaker(step) || chain === undefined || chain.count > 0) return [];
  return chain.stopped === undefined ? at({ why: 'keyless' }) : at({ why: 'chain', stopped: chain.stopped });
}

const fewer = (one: readonly Need[] | undefined, other: readonly Need[] | undefined): readonly Need[] | undefined =>
  one === undefined || (other !== undefined && changesIn(other) < changesIn(one)) ? other : one;

/** What the values behind needs were made of: frames of features, members of a summary, items of a score. */
function behind(
  needs: readonly Need[],
  { features, made }: Details,
  { visits }: ExplainedRow,
): { readonly features: readonly Feature[]; readonly items?: Scorecard } {
  const names = new Set(needs.flatMap(({ compared }) => compared.flatMap(({ field }) => field ?? [])));
  const all = [...[...features.values()].flat(), ...(made?.type === 'window' ? made.features : [])];
  const card = visits.find(({ items }) => items !== undefined && names.has(items.score.name))?.items;
  return { features: all.filter(({ name }) => names.has(name)), ...(card === undefined ? {} : { items: card }) };
}

/** What would have to change for a row to leave by one of the outputs, or by none of them. */
function needsOfPorts(
  map: PlanMap,
  step: SelectStep,
  refs: readonly string[],
  trace: Trace,
  wanted: boolean,
): readonly Need[] | undefined {
  const place = placeAt(map, step, step.input, trace);
  const ways = refs.map((ref) => conditionOf(step, ref.slice(step.id.length + 1)));
  const [only] = ways;
  if (place === undefined || only === undefined) return undefined;
  return needsFor(ways.length === 1 ? only : call('or', ...ways), place, wanted);
}

/** When a row leaves by an output: its branch holds, and none before it does. */
function conditionOf({ branches }: SelectStep, port: string): Expr {
  const at = branches.findIndex((branch) => branch.port === port);
  const before = branches.slice(0, at < 0 ? branches.length : at).map((branch) => call('not', branch.when));
  const own = branches[at];
  const conditions: readonly Expr[] = own === undefined ? before : [...before, own.when];
  const [only] = conditions;
  return only !== undefined && conditions.length === 1 ? only : call('and', ...conditions);
}

/** The smallest change by which an alert's row would not have come to it. */
export function unlessOf(map: PlanMap, alert: AlertStep, trace: Trace): readonly Need[] {
  const ways = map.steps.flatMap((step): readonly (readonly Need[])[] => {
    if (step.op !== 'select' || arrived(step.input, trace) === undefined) return [];
    const leads = leading(map, step, alert);
    if (
      !leads.some((ref) => trace.at.has(ref)) ||
      leads.length === outputsOf(step).length ||
      reachesWithout(map, step, alert, trace)
    )
      return [];
    const needs = needsOfPorts(map, step, leads, trace, false);
    return needs === undefined || needs.length === 0 ? [] : [needs];
  });
  // Among as few changes the one nearest to the alert.
  return ways.toReversed().reduce(fewer, undefined) ?? [];
}

/** Whether the row came to the alert by a way around the step too. */
function reachesWithout(map: PlanMap, around: Step, alert: AlertStep, trace: Trace): boolean {
  const reached = new Set(
    [...trace.at.keys()].filter((ref) => {
      const step = map.stepOf(ref);
      return step !== undefined && (step.op === 'source' || isMaker(step));
    }),
  );
  for (const step of map.steps) {
    if (
      step === around ||
      !inputsOf(step)
        .flat()
        .some((ref) => reached.has(ref))
    )
      continue;
    for (const ref of outputsOf(step)) if (trace.at.has(ref)) reached.add(ref);
  }
  return alert.input.some((ref) => reached.has(ref));
}
