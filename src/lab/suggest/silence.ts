import type { Compilation } from '../../compile/compile.ts';
import { valueAt } from '../../data/columns.ts';
import type { Listener } from '../../engine/contract.ts';
import { columnNamed, countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { kindNamed } from '../../kinds/registry.ts';
import { fieldsOf } from '../../logic/walk.ts';
import type { Plan, Step, StreamRef } from '../../plan/plan.ts';
import { mapExpressions, rowsOfSteps } from '../../plan/rows.ts';
import type { RowsByStream } from '../../plan/rows.ts';
import { inputsOf, outputsOf } from '../../plan/steps.ts';

/** A field that a node looks at, and that has nothing to tell: it is never there, or always the same. */
export interface SilentField {
  readonly node: string;
  readonly field: string;
  readonly seen: boolean;
}

export interface ListeningForSilence {
  readonly watch: NonNullable<Listener['watch']>;
  /** Once the run has ended. */
  readonly silent: () => readonly SilentField[];
}

/** The rules of a graph that run. */
export const rulesIn = ({ analysis, streams }: Compilation): ReadonlySet<string> =>
  new Set([...streams.keys()].filter((id) => kindNamed(analysis.nodes.get(id)?.node.kind ?? '')?.family === 'rule'));

/** Watches what comes to some nodes for fields that they look at in vain. */
export function listenForSilence({ steps }: Plan, nodes: ReadonlySet<string>): ListeningForSilence {
  const rows = rowsOfSteps(steps);
  const readings = [...nodes].flatMap((node) => readingsOf(node, steps.filter((step) => step.node === node), rows));
  return {
    watch: (stream) => {
      const own = readings.filter(({ inputs }) => inputs.has(stream));
      return own.length === 0 ? undefined : (flow) => own.forEach((reading) => look(flow, reading));
    },
    silent: () => readings.flatMap(({ node, field, first, varies }) => (varies ? [] : [{ node, field, seen: first !== null }])),
  };
}

/** The first value of a field, until there is another. Missing ones count for nothing. */
interface Reading {
  readonly node: string;
  readonly field: string;
  /** The streams that bring it to the node from elsewhere. */
  readonly inputs: ReadonlySet<StreamRef>;
  first: string | null;
  varies: boolean;
}

function readingsOf(node: string, own: readonly Step[], rows: RowsByStream): readonly Reading[] {
  const made = new Set(own.flatMap((step) => outputsOf(step)));
  const inputs = [...new Set(own.flatMap((step) => inputsOf(step).flat()))].filter((ref) => !made.has(ref));
  return [...fieldsReadBy(own, rows)].flatMap((field) => {
    const bringing = inputs.filter((ref) => rows.get(ref)?.fields.some(({ name }) => name === field) === true);
    // What the node makes itself, its inputs do not have.
    return bringing.length === 0 ? [] : [{ node, field, inputs: new Set(bringing), first: null, varies: false }];
  });
}

function look(flow: Flow, reading: Reading): void {
  const column = reading.varies ? undefined : columnNamed(flow, reading.field);
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
