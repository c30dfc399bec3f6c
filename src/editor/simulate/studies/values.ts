import { countOf } from '../../../engine/flow/flow.ts';
import type { Flow } from '../../../engine/flow/flow.ts';
import type { Listener } from '../../../engine/contract.ts';
import { rowKey } from '../../../lab/recount/places.ts';
import type { StreamRef } from '../../../plan/plan.ts';
import { everyOutput } from '../../state/contract/sample.ts';
import type { StreamPort } from '../../state/contract/sample.ts';
import { binsOf } from '../bins.ts';
import type { Bin } from '../bins.ts';
import { NoRun } from '../sample-inputs.ts';
import type { Running } from '../run.ts';
import { study } from './study.ts';

export interface ValuesAsked {
  readonly at: StreamPort;
  readonly field: string;
}

/** How the numbers of a field lie, among the rows that entered an alert and among the rest. */
export interface Values {
  readonly rows: number;
  readonly missing: number;
  /** Rows that entered an alert themselves, whether it was sent or held back; of rows that alerts are made of later, none. */
  readonly alerted: number;
  readonly least: number;
  readonly most: number;
  readonly middle: number;
  readonly bins: readonly (Bin & { readonly alerted: number })[];
}

export const valuesStudy = study(async ({ at, field }: ValuesAsked, { run, replay }): Promise<Values> => {
  const streams = new Set(streamsAt(run, at));
  const rows = collectNumbers(field);
  const alerted = new Set<number>();
  const alerts = new Set<StreamRef>(run.prepared.plan.steps.flatMap((step) => (step.op === 'alert' ? [`${step.id}.sent`, `${step.id}.held`] : [])));
  const listener: Listener = {
    watch: (ref) => {
      if (streams.has(ref)) return rows.add;
      return alerts.has(ref) ? (flow) => eachKey(flow, (key) => void alerted.add(key)) : undefined;
    },
  };
  await replay(listener);
  const { values, keys } = rows;
  if (values.length === 0) throw new NoRun({ en: 'No rows came here', zh: '没有行到达这里' });
  const has = keys.map((key) => alerted.has(key));
  const all = sortedOf(values);
  const own = sortedOf(values.filter((_, row) => has[row]));
  const bins = binsOf(all, 'number');
  return {
    rows: values.length,
    missing: values.length - all.length,
    alerted: has.filter(Boolean).length,
    least: all[0] ?? 0,
    most: all.at(-1) ?? 0,
    middle: ((all[(all.length - 1) >> 1] ?? 0) + (all[all.length >> 1] ?? 0)) / 2,
    bins: bins.map((bin, index) => ({ ...bin, alerted: countIn(own, bin, index === bins.length - 1) })),
  };
});

function streamsAt({ prepared: { compilation } }: Running, { node, port, side }: StreamPort): readonly StreamRef[] {
  const { analysis, streams } = compilation;
  const own = analysis.nodes.get(node);
  if (side === 'in') return (own?.edges[port] ?? []).flatMap((wire) => streams.get(wire.node)?.[wire.port] ?? []);
  const outputs = own?.ports.outputs.filter(({ id, role }) => id === port || (port === everyOutput && role !== 'side')) ?? [];
  return outputs.flatMap(({ id }) => streams.get(node)?.[id] ?? []);
}

interface Numbers {
  readonly values: number[];
  /** What tells the row of each from all others. */
  readonly keys: number[];
  readonly add: (flow: Flow) => void;
}

function collectNumbers(field: string): Numbers {
  const [values, keys]: [number[], number[]] = [[], []];
  return {
    values,
    keys,
    add: (flow) => {
      const column = flow.columns[flow.fields.findIndex(({ name }) => name === field)]?.get();
      eachKey(flow, (key, row) => {
        keys.push(key);
        values.push(column?.type === 'number' ? (column.values[row] ?? NaN) : NaN);
      });
    },
  };
}

function eachKey(flow: Flow, told: (key: number, row: number) => void): void {
  const { frame, rows } = flow;
  const count = countOf(flow);
  for (let at = 0; at < count; at += 1) {
    const row = rows?.[at] ?? at;
    told(rowKey(frame, row), row);
  }
}

const sortedOf = (values: readonly number[]): Float64Array => Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();

function countIn(sorted: Float64Array, { from, to }: Bin, isLast: boolean): number {
  let count = 0;
  for (const value of sorted) if (value >= from && (value < to || (isLast && value <= to))) count += 1;
  return count;
}
