import type { Field, FlowField, Row } from '../data/field.ts';
import type { Step } from '../plan/plan.ts';
import { rowsOfSteps, unionOf } from '../plan/rows.ts';
import { inputsOf, portsOf, streamOf } from '../plan/steps.ts';
import type { Alert, Output } from './contract.ts';
import { columnOf } from './expressions/vector.ts';
import { countOf, made, rowOf, timeOf } from './flow/flow.ts';
import type { Flow, Frame } from './flow/flow.ts';
import type { StepContext } from './operator.ts';
import { createKeySpace } from './state/keys.ts';
import { createTextStore } from './state/texts.ts';

/** One step on its own, for tests: rows by hand, and what it is given when it is made. */

export interface TestRow extends Row {
  readonly t: number;
}

/** Rows of one maker, in the order of their times `t`; their ids are `r0`, `r1` and so on by place. */
export function flowOf(fields: readonly Field[], rows: readonly TestRow[], options: { readonly first?: number; readonly maker?: number; readonly here?: readonly number[] } = {}): Flow {
  const { first = 0, maker = 0, here } = options;
  const frame: Frame = {
    length: rows.length,
    times: Float64Array.from(rows, ({ t }) => t),
    makers: maker,
    places: Float64Array.from(rows, (_, index) => first + index),
    idOf: (row) => `r${first + row}`,
  };
  return {
    frame,
    rows: here === undefined ? undefined : Int32Array.from(here),
    fields: fields.map(asFlowField),
    columns: fields.map((field) => made(columnOf(field.type, rows.map((row) => row[field.name] ?? null)))),
    reasons: undefined,
  };
}

const asFlowField = (field: Field): FlowField => ({ ...field, origins: [], optional: true, tainted: false });

export interface Told {
  readonly context: StepContext;
  readonly alerts: Alert[];
  readonly outputs: Output[];
}

/** `steps` ends with the step in question; the others are what it reads from. */
export function contextOf(steps: readonly Step[], maker = 9): Told {
  const step = steps.at(-1);
  if (step === undefined) throw new Error('no step');
  const rows = rowsOfSteps(steps);
  const alerts: Alert[] = [];
  const outputs: Output[] = [];
  const context: StepContext = {
    telling: { lang: 'en' },
    inputs: inputsOf(step).map((refs) => unionOf(refs, rows)),
    ports: portsOf(step).map((port) => rows.get(streamOf(step, port)) ?? { fields: [], time: undefined }),
    at: steps.length - 1,
    maker,
    texts: createTextStore(),
    keys: createKeySpace(),
    tables: new Map(),
    kept: new Map(),
    alert: (alert) => alerts.push(alert),
    output: (output) => outputs.push(output),
  };
  return { context, alerts, outputs };
}

/** The rows of a flow with their times and ids. */
export function shown(flow: Flow | undefined): readonly { readonly t: number | null; readonly id: string; readonly row: Row }[] {
  if (flow === undefined) return [];
  const rows = flow.rows ?? Int32Array.from({ length: countOf(flow) }, (_, index) => index);
  return Array.from(rows, (row) => ({ t: timeOf(flow.frame, row), id: flow.frame.idOf(row), row: rowOf(flow, row) }));
}
