import type { Field, Row } from '../../src/data/field.ts';
import { rowFromJson } from '../../src/data/contract.ts';
import type { Reading, RejectedRow } from '../../src/data/read/reading.ts';
import type { Alert, Engine, EngineOptions, Listener, Output, Statistics } from '../../src/engine/contract.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { columnOf } from '../../src/engine/expressions/vector.ts';
import { countOf, rowOf, timeOf } from '../../src/engine/flow.ts';
import type { Flow } from '../../src/engine/flow.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { rowsOfSteps } from '../../src/plan/rows.ts';
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
  /** Where batches end early and, where wanted, the engine is written down and woken up from that: numbers of arrivals. */
  readonly cuts?: readonly number[];
  readonly naps?: readonly number[];
  readonly finish?: boolean;
  readonly tables?: EngineOptions['tables'];
  /** False where only alerts and outputs are wanted, as in most runs. */
  readonly watch?: boolean;
}

export function runEngine(plan: Plan, arrivals: readonly Arrival[], { cuts = [], naps = [], finish = true, tables, watch = true }: Driving = {}): EngineRun {
  const alerts: Alert[] = [];
  const outputs: Output[] = [];
  const streams: Record<string, TestRow[]> = {};
  const listener: Listener = {
    alert: (alert) => alerts.push(alert),
    output: (output) => outputs.push(output),
    watch: watch ? (ref) => (flow) => (streams[ref] ??= []).push(...rowsIn(flow)) : undefined,
  };
  let engine: Engine = createEngine(plan, { listener, tables });
  const ends = new Set([...cuts, ...naps]);
  let waiting: Extract<Arrival, { row: unknown }>[] = [];
  const send = (): void => {
    const [first] = waiting;
    if (first !== undefined) engine.push(first.source, readingOf(waiting, fieldsOf(plan, first.source)));
    waiting = [];
  };
  arrivals.forEach((arrival, index) => {
    if (ends.has(index)) send();
    if (naps.includes(index)) engine = createEngine(plan, { listener, tables, snapshot: engine.snapshot() });
    if (!('source' in arrival) || waiting.some(({ source }) => source !== arrival.source)) send();
    if ('advance' in arrival) engine.advance(arrival.advance, arrival.to);
    else if ('idle' in arrival) engine.idle(arrival.idle);
    else waiting.push(arrival);
  });
  send();
  if (finish) engine.finish();
  return { alerts, outputs, streams, statistics: engine.statistics() };
}

const fieldsOf = ({ steps }: Plan, source: string): readonly Field[] => steps.flatMap((step) => (step.op === 'source' && step.id === source ? step.fields : []));

function readingOf(arrivals: readonly Extract<Arrival, { row: unknown }>[], fields: readonly Field[]): Reading {
  const rows: Row[] = [];
  const lines: number[] = [];
  const rejected: RejectedRow[] = [];
  for (const { row: record, line = 0 } of arrivals) {
    const { row, rejections } = rowFromJson(record, fields);
    if (rejections.length > 0) {
      rejected.push({ at: rows.length, line, text: '', row, faults: rejections });
    } else {
      rows.push(row);
      lines.push(line);
    }
  }
  const columns = fields.map((field) => columnOf(field.type, rows.map((row) => row[field.name] ?? null)));
  return { batch: { length: rows.length, columns }, lines: Int32Array.from(lines), rejected };
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
