import type { Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { countOf } from '../../engine/flow/flow.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { Labelled } from '../state/contract/run.ts';

/** What is known of the rows of each stream: in how many their label says yes, and in how many it says anything. */
export interface LabelTallying {
  /** Looks at the rows of a stream where these have a label. */
  readonly watch: (stream: StreamRef, fields: readonly FlowField[]) => ((flow: Flow) => void) | undefined;
  readonly counts: () => ReadonlyMap<StreamRef, Labelled>;
}

export function tallyLabels(): LabelTallying {
  const counts = new Map<StreamRef, Count>();
  /** Of a column that a node passes on as it is. */
  const wholes = new WeakMap<Column, Count>();
  return {
    counts: () => counts,
    watch: (stream, fields) => {
      const at = fields.findIndex((field) => hasRole(field, 'label'));
      const label = fields[at];
      if (label === undefined) return undefined;
      const { positive = true } = label;
      const count = { yes: 0, known: 0 };
      counts.set(stream, count);
      return (flow) => {
        const column = flow.columns[at]?.get();
        if (column === undefined) return;
        const { rows } = flow;
        const there = rows === undefined ? wholes.get(column) : undefined;
        const more = there ?? look(column, positive, rows, countOf(flow));
        if (rows === undefined) wholes.set(column, more);
        count.yes += more.yes;
        count.known += more.known;
      };
    },
  };
}

interface Count {
  yes: number;
  known: number;
}

function look(column: Column, positive: NonNullable<FlowField['positive']>, rows: Int32Array | undefined, length: number): Count {
  const [values, wanted, none] = read(column, positive);
  let [yes, missing] = [0, 0];
  for (let at = 0; at < length; at += 1) {
    const value = values[rows === undefined ? at : (rows[at] ?? 0)];
    if (value === wanted) yes += 1;
    // A number that is missing is not equal to itself.
    if (value === none || value !== value) missing += 1;
  }
  return { yes, known: length - missing };
}

/** The values as numbers, the one that means yes, and the one that means missing. */
function read(column: Column, positive: NonNullable<FlowField['positive']>): readonly [values: ArrayLike<number>, wanted: number, none: number] {
  if ('codes' in column) return [column.codes, column.type === 'text' && typeof positive === 'string' ? column.dictionary.indexOf(positive) + 1 || -1 : -1, 0];
  if (column.type === 'boolean') return [column.values, positive === false ? 0 : 1, missingBoolean];
  return [column.values, typeof positive === 'number' ? positive : NaN, NaN];
}
