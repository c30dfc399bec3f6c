import { valueAt } from '../../data/columns.ts';
import type { Listener } from '../../engine/contract.ts';
import { columnNamed, countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { fieldsOf } from '../../logic/walk.ts';
import type { Plan, Step, StreamRef } from '../../plan/plan.ts';
import { mapExpressions, rowsOfSteps } from '../../plan/rows.ts';
import type { RowsByStream } from '../../plan/rows.ts';
import { inputsOf, outputsOf } from '../../plan/steps.ts';
import { growingNumbers } from '../ledger/grown.ts';
import type { Threshold } from './thresholds.ts';

/** The values that a threshold is held against, as a run comes to them. */
export interface Observing {
  readonly watch: NonNullable<Listener['watch']>;
  /** Each once, rising; undefined where it is not one field that is compared. */
  readonly values: () => Observed | undefined;
  /** Fields that the node's rules look at, and that have nothing to tell. */
  readonly silent: () => readonly { readonly field: string; readonly seen: boolean }[];
}

export interface Observed {
  /** All of them, rising. */
  readonly sorted: Float64Array;
  readonly distinct: Float64Array;
}

/** Nothing is observed where the value compared is not that of one number field. */
export function observe({ steps }: Plan, { node, field }: Threshold): Observing {
  const rows = rowsOfSteps(steps);
  const has = (ref: StreamRef): boolean => rows.get(ref)?.fields.some(({ name, type }) => name === field && type === 'number') === true;
  const own = steps.filter((step) => step.node === node);
  // What the node makes itself, such as a score, its inputs do not have.
  const before = own.flatMap((step) => inputsOf(step).flat()).filter(has);
  const stream = field === undefined ? undefined : [...before, ...own.flatMap((step) => outputsOf(step)).filter(has)][0];
  const values = growingNumbers();
  const inputs = new Set(own.flatMap((step) => inputsOf(step).flat()).filter((ref) => !own.some((step) => outputsOf(step).includes(ref))));
  const read = new Map([...fieldsReadBy(own, rows)].map((name) => [name, { first: null, varies: false }] as [string, Reading]));
  return {
    watch: (ref) => {
      const isInput = inputs.has(ref);
      if (ref !== stream && !isInput) return undefined;
      return (flow) => {
        if (ref === stream) take(flow, field ?? '', values.put);
        if (isInput) for (const [name, reading] of read) look(flow, name, reading);
      };
    },
    silent: () => [...read].flatMap(([name, { first, varies }]) => (varies || ![...inputs].some((ref) => rows.get(ref)?.fields.some((each) => each.name === name)) ? [] : [{ field: name, seen: first !== null }])),
    values: () => {
      if (stream === undefined) return undefined;
      const sorted = values.all().slice().sort();
      return { sorted, distinct: sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]) };
    },
  };
}

/** The first value of a field, until there is another. Missing ones count for nothing. */
interface Reading {
  first: string | null;
  varies: boolean;
}

function look(flow: Flow, name: string, reading: Reading): void {
  const column = reading.varies ? undefined : columnNamed(flow, name);
  if (column === undefined) return;
  const count = countOf(flow);
  for (let index = 0; index < count && !reading.varies; index += 1) {
    const value = valueAt(column, flow.rows?.[index] ?? index);
    if (value === null) continue;
    const text = String(value);
    if (reading.first === null) reading.first = text;
    else if (reading.first !== text) reading.varies = true;
  }
}

/** The fields in the conditions and formulas of some steps. */
function fieldsReadBy(steps: readonly Step[], rows: RowsByStream): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of steps) {
    mapExpressions(step, rows, (expr) => {
      for (const name of fieldsOf(expr)) names.add(name);
      return expr;
    });
  }
  return names;
}

function take(flow: Flow, name: string, put: (value: number) => void): void {
  const column = columnNamed(flow, name);
  if (column?.type !== 'number') return;
  const count = countOf(flow);
  for (let index = 0; index < count; index += 1) {
    const value = column.values[flow.rows?.[index] ?? index] ?? NaN;
    if (!Number.isNaN(value)) put(value);
  }
}
