import type { Reading } from '../../data/read/reading.ts';
import { carryOver } from '../../engine/carry.ts';
import type { Carried } from '../../engine/carry.ts';
import type { Alert, Output, Statistics, TableChange } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { decide } from '../../lab/live/decide.ts';
import type { Decision, Told } from '../../lab/live/decide.ts';
import type { Plan, SourceStep } from '../../plan/plan.ts';
import type { RunPlan } from './take-over.ts';

interface Telling {
  readonly alerts: Alert[];
  readonly outputs: Output[];
}

/** The engine of a run, through all the versions that it is deployed in. */
export interface AtWork {
  readonly push: (source: string, reading: Reading) => void;
  readonly advance: (source: string, to: number) => void;
  readonly idle: (source: string) => void;
  readonly amend: (table: string, changes: readonly TableChange[], whole: boolean | undefined) => void;
  readonly finish: () => void;
  readonly snapshot: () => Uint8Array;
  readonly statistics: () => Statistics;
  readonly plan: () => Plan;
  /** What is to be said of an event that was just pushed, with what was told as it was. */
  readonly decide: (source: string, reading: Reading, told: Told) => Decision;
  readonly sources: () => ReadonlyMap<string, SourceStep>;
  /** What was raised and sent since this was asked last. */
  readonly told: () => Told;
  /** What an engine for another version would begin with. */
  readonly carried: (next: RunPlan) => Carried;
  /** Another version from now on. */
  readonly change: (next: RunPlan, carried: Carried) => void;
}

export function atWork(first: RunPlan, snapshot: Uint8Array | undefined): AtWork {
  let told: Telling = { alerts: [], outputs: [] };
  const listener = { alert: (alert: Alert) => void told.alerts.push(alert), output: (output: Output) => void told.outputs.push(output) };
  const begin = ({ plan, tables }: RunPlan, kept: Uint8Array | undefined) => ({
    plan,
    engine: createEngine(plan, { tables, snapshot: kept, listener }),
    sources: new Map(plan.steps.flatMap((step) => (step.op === 'source' ? [[step.id, step] as const] : []))),
  });
  let present = begin(first, snapshot);

  return {
    push: (source, reading) => present.engine.push(source, reading),
    advance: (source, to) => present.engine.advance(source, to),
    idle: (source) => present.engine.idle(source),
    amend: (table, changes, whole) => present.engine.amend(table, changes, whole),
    finish: () => present.engine.finish(),
    snapshot: () => present.engine.snapshot(),
    statistics: () => present.engine.statistics(),
    plan: () => present.plan,
    decide: (source, reading, told) => decide(present.engine, present.plan, source, reading, told),
    sources: () => present.sources,
    told: () => {
      const all = told;
      told = { alerts: [], outputs: [] };
      return all;
    },
    carried: (next) => carryOver(present.plan, next.plan, present.engine.snapshot()),
    change: (next, { snapshot: kept }) => {
      present = begin(next, kept);
    },
  };
}
