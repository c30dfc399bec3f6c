import type { Row } from '../../src/data/field.ts';
import type { Alert, Engine, Listener, Output, Statistics } from '../../src/engine/contract.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { countOf, rowOf, timeOf } from '../../src/engine/flow/flow.ts';
import type { Flow } from '../../src/engine/flow/flow.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { rowsOfSteps } from '../../src/plan/rows.ts';
import { tell } from '../support/tell.ts';
import type { Arrival } from './arrive.ts';
import type { ReferenceRun } from './run.ts';

/** Runs the engine on what the reference engine takes, and tells what came of it in words that both share. */

export interface TestRow {
  readonly id: string;
  readonly time: number | null;
  readonly values: Row;
}

export interface EngineRun {
  readonly alerts: readonly Alert[];
  readonly outputs: readonly Output[];
  readonly streams: Readonly<Record<string, readonly TestRow[]>>;
  readonly statistics: Statistics;
}

export interface Driving {
  /** The sizes of batches, in turn. */
  readonly sizes?: readonly number[];
  /** Before which of its calls the engine is written down, and another woken up from that. */
  readonly naps?: readonly number[];
  readonly finish?: boolean;
  /** False where only alerts and outputs are wanted, as in most runs. */
  readonly watch?: boolean;
}

export function runEngine(plan: Plan, arrivals: readonly Arrival[], { sizes = [], naps = [], finish = true, watch = true }: Driving = {}): EngineRun {
  const alerts: Alert[] = [];
  const outputs: Output[] = [];
  const streams: Record<string, TestRow[]> = {};
  const listener: Listener = {
    alert: (alert) => alerts.push(alert),
    output: (output) => outputs.push(output),
    watch: watch ? (ref) => (flow) => (streams[ref] ??= []).push(...rowsIn(flow)) : undefined,
  };
  let engine: Engine = createEngine(plan, { listener });
  tell(() => engine, plan, arrivals, sizes, (call) => {
    if (naps.includes(call)) engine = createEngine(plan, { listener, snapshot: engine.snapshot() });
  });
  if (finish) engine.finish();
  return { alerts, outputs, streams, statistics: engine.statistics() };
}

function rowsIn(flow: Flow): readonly TestRow[] {
  return Array.from({ length: countOf(flow) }, (_, index) => {
    const row = flow.rows === undefined ? index : (flow.rows[index] ?? 0);
    return { id: flow.frame.idOf(row), time: timeOf(flow.frame, row), values: rowOf(flow, row) };
  });
}

/** The reference run in the same words. */
export function toldAlike(plan: Plan, run: ReferenceRun): Omit<EngineRun, 'statistics' | 'alerts' | 'outputs'> & Pick<ReferenceRun, 'alerts' | 'outputs'> {
  const fields = rowsOfSteps(plan.steps);
  const streams: Record<string, readonly TestRow[]> = {};
  for (const [ref, rows] of run.streams) {
    if (rows.length === 0) continue;
    const base = ref.replace(/\.(sent|held|rows)$/, '');
    const names = (fields.get(ref) ?? fields.get(base))?.fields.map(({ name }) => name) ?? [];
    streams[ref] = rows.map(({ id, time, values }) => ({ id, time, values: Object.fromEntries(names.map((name) => [name, values[name] ?? null])) }));
  }
  return { alerts: run.alerts, outputs: run.outputs, streams };
}
