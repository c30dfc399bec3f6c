import type { Alert } from '../../engine/contract.ts';
import type { AlertStep, DedupeStep, RollingStep, Step } from '../../plan/plan.ts';
import { inputsOf, isMaker } from '../../plan/steps.ts';
import { countedIn } from './counted.ts';
import { chainBehind, pairBehind } from './chains.ts';
import { fits, fitting, framesOf, keyOf, keyWanted, makerNodes, membersOf, partName, rowsProbe, sameKeyOf } from './collect.ts';
import type { Register, Wanted } from './collect.ts';
import type { PlanMap } from './map.ts';
import type { Chain, Counted, Feature, HeldBy, Made } from './model.ts';
import { takenIn } from './takers.ts';
import type { Target, Trace } from './trace.ts';
import { arrived } from './trace.ts';
import { compareSeen, nothing } from './watch.ts';
import type { Probe, Seen } from './watch.ts';

/** All that has to be looked up in the input about one row whose way is known. */

export interface Details {
  readonly trace: Trace;
  /** By step. */
  readonly features: ReadonlyMap<string, readonly Feature[]>;
  readonly held: ReadonlyMap<string, HeldBy>;
  readonly chains: ReadonlyMap<string, Chain>;
  readonly made: Made | undefined;
  /** The rows it was made of, and those that were made of it, to be followed. */
  readonly parents: readonly Target[];
  readonly wholes: readonly Target[];
  /** Of an alert that was sent: what was held back after it. */
  readonly after: ReadonlyMap<string, { readonly held: number; readonly until: number }>;
  /** The alerts of later rows by features in which it was counted. */
  readonly counted: readonly Counted[];
}

export interface Inspection {
  readonly probes: readonly Probe[];
  readonly details: () => Details;
}

export interface Directions {
  /** Whether to look for what was made of the row. */
  readonly wholes: boolean;
}

export function inspect(map: PlanMap, trace: Trace, register: Register, { wholes }: Directions): Inspection {
  const probes: Probe[] = [];
  const features = new Map<string, () => readonly Feature[]>();
  const held = new Map<string, () => HeldBy | undefined>();
  const after = new Map<string, () => { held: number; until: number }>();
  const counted: (() => readonly Counted[])[] = [];
  const taken: { readonly step: Step; readonly look: ReturnType<typeof takenIn> }[] = [];
  for (const step of map.steps) {
    const seen = step.op === 'source' ? undefined : arrived(inputsOf(step).flat(), trace);
    if (seen === undefined) continue;
    register.list(seen, map.scope(step, inputsOf(step).flat()).fields);
    if (step.op === 'rolling') lookAtFrames(step);
    if (step.op === 'dedupe' && !trace.at.has(step.id)) add(held, step.id, keptInstead(map, step, seen, register));
    if (step.op === 'alert' && step.suppress !== undefined) {
      if (trace.at.has(`${step.id}.held`)) add(held, step.id, sentInstead(map, step, seen, step.suppress.period));
      if (trace.at.has(`${step.id}.sent`)) add(after, step.id, heldAfter(step, seen, step.suppress.period));
    }
    if (isMaker(step) && wholes) {
      const look = takenIn(map, step, trace, register);
      probes.push(...look.probes);
      taken.push({ step, look });
    }
  }
  const maker = makerOf(map, trace);
  const own = maker === undefined ? undefined : trace.at.get(maker.id);
  const origin = maker === undefined || own === undefined ? undefined : originOf(map, maker, own, register);
  probes.push(...(origin?.probes ?? []));

  function add<T>(
    into: Map<string, () => T>,
    id: string,
    look: { readonly probe: Probe; readonly found: () => T },
  ): void {
    probes.push(look.probe);
    into.set(id, look.found);
  }
  function lookAtFrames(step: RollingStep): void {
    const out = trace.at.get(step.id);
    if (out === undefined) return;
    const frames = framesOf(map, step, out, register);
    probes.push(frames.probe);
    features.set(step.id, frames.features);
    if (!wholes) return;
    const later = countedIn(map, step, out);
    probes.push(...later.probes);
    counted.push(later.found);
  }

  return {
    probes,
    details: () => {
      const looked = taken.map(({ step, look }) => ({ step, found: look.found() }));
      const made = origin?.found();
      return {
        trace,
        features: new Map([...features].map(([id, found]) => [id, found()])),
        held: new Map([...held].flatMap(([id, found]) => pairUnless(id, found()))),
        chains: new Map(looked.map(({ step, found }) => [step.id, found.chain])),
        made: made?.made,
        parents: made?.parents ?? [],
        wholes: looked.flatMap(({ found }) => found.targets),
        after: new Map([...after].map(([id, found]) => [id, found()])),
        counted: counted.flatMap((found) => found()),
      };
    },
  };
}

const pairUnless = <T>(id: string, value: T | undefined): readonly (readonly [string, T])[] =>
  value === undefined ? [] : [[id, value]];

/** The window, join or sequence that made the row. */
export function makerOf(map: PlanMap, trace: Trace): Step | undefined {
  const nodes = makerNodes(map);
  return map.steps.find((step) => {
    const seen = isMaker(step) ? trace.at.get(step.id) : undefined;
    return seen !== undefined && nodes[seen.maker] === step.node;
  });
}

interface Origin {
  readonly probes: readonly Probe[];
  readonly found: () => { readonly made: Made | undefined; readonly parents: readonly Target[] };
}

const asTarget = (row: Seen): Target => ({ id: row.id, time: row.time, name: row });

function originOf(map: PlanMap, step: Step, row: Seen, register: Register): Origin | undefined {
  switch (step.op) {
    case 'window': {
      const members = membersOf(map, step, row, register);
      return {
        probes: [members.probe],
        found: () => ({ made: members.made(), parents: members.rows().map(asTarget) }),
      };
    }
    case 'join': {
      const pair = pairBehind(map, step, row);
      const found = (): ReturnType<Origin['found']> => {
        const rows = pair.found();
        if (rows === undefined) return { made: undefined, parents: [] };
        const { left, right } = rows;
        register.list(left, map.scope(step, step.left).fields);
        if (right !== undefined) register.list(right, map.scope(step, step.right).fields);
        return {
          made: { type: 'join', left: left.id, right: right?.id ?? null },
          parents: [left, ...(right === undefined ? [] : [right])].map(asTarget),
        };
      };
      return { probes: pair.probes, found };
    }
    case 'sequence': {
      const chain = chainBehind(map, step, row);
      const found = (): ReturnType<Origin['found']> => {
        const rows = chain.found();
        if (rows === undefined) return { made: undefined, parents: [] };
        rows.forEach((each, index) => register.list(each, map.scope(step, step.steps[index]?.input ?? []).fields));
        const parts = step.steps.map((_, index) => ({
          name: partName(map, step.node, index),
          row: rows[index]?.id ?? null,
        }));
        return { made: { type: 'sequence', parts, within: step.within }, parents: rows.map(asTarget) };
      };
      return { probes: chain.probes, found };
    }
    default:
      return undefined;
  }
}

/** The last row that a dedupe gave out before this one, in whose period this one fell. */
function keptInstead(
  map: PlanMap,
  step: DedupeStep,
  row: Seen,
  register: Register,
): { readonly probe: Probe; readonly found: () => HeldBy | undefined } {
  const wanted = keyWanted(step.key, keyOf(row.values, step.key));
  let kept: Seen | undefined;
  const time = row.time ?? 0;
  const probe: Probe =
    wanted === undefined
      ? nothing
      : rowsProbe(map, [step.id], wanted, { from: time - step.period + 1, to: time }, (other) => {
          if (compareSeen(other, row) < 0) kept = other;
        });
  const found = (): HeldBy | undefined => {
    if (kept === undefined) return undefined;
    register.list(kept, map.scope(step, step.input).fields);
    return { row: kept.id, time: kept.time, until: (kept.time ?? 0) + step.period, ...sameAs(map, step) };
  };
  return { probe, found };
}

function sameAs(map: PlanMap, { node, key }: DedupeStep | AlertStep): Pick<HeldBy, 'same'> {
  const same = sameKeyOf(map, node, key);
  return same === undefined ? {} : { same };
}

/** The alert that was sent for the key, in whose period the row fell. */
function sentInstead(
  map: PlanMap,
  step: AlertStep,
  row: Seen,
  period: number,
): { readonly probe: Probe; readonly found: () => HeldBy | undefined } {
  const wanted: Wanted = keyWanted(step.key, keyOf(row.values, step.key)) ?? [];
  const time = row.time ?? 0;
  let last: Alert | undefined;
  const alert = (sent: Alert): void => {
    if (
      sent.node === step.node &&
      sent.time !== null &&
      sent.time > time - period &&
      sent.time <= time &&
      fits(sent.event, wanted)
    )
      last = sent;
  };
  const found = (): HeldBy | undefined =>
    last === undefined
      ? undefined
      : { row: last.row, time: last.time, alert: last.id, until: (last.time ?? 0) + period, ...sameAs(map, step) };
  const probe = { streams: [`${step.id}.sent`], see: () => {}, alert, from: time - period + 1, to: time };
  return { probe, found };
}

/** How many rows of the key were held back because of this one. */
function heldAfter(
  step: AlertStep,
  row: Seen,
  period: number,
): { readonly probe: Probe; readonly found: () => { held: number; until: number } } {
  const wanted = keyWanted(step.key, keyOf(row.values, step.key));
  const time = row.time ?? 0;
  let held = 0;
  const span = { from: time, to: time + period - 1 };
  const probe: Probe =
    wanted === undefined
      ? nothing
      : {
          ...span,
          streams: [`${step.id}.held`],
          see: (flow) => {
            for (const _ of fitting(flow, wanted, span)) held += 1;
          },
        };
  return { probe, found: () => ({ held, until: time + period }) };
}
