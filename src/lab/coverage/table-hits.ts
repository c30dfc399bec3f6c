import type { Compilation } from '../../compile/compile.ts';
import type { Column } from '../../data/columns.ts';
import type { Listener } from '../../engine/contract.ts';
import { columnNamed, countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { tableSchema } from '../../kinds/table/config.ts';
import { rowName } from '../../kinds/table/fields.ts';
import type { StreamRef } from '../../plan/plan.ts';

/** How often each row of a decision table was hit, counted from 1, and how often none was. */
export interface RowHits {
  readonly rows: ReadonlyMap<number, number>;
  readonly none: number;
}

/** To listen with while a run goes on; by node. */
export interface TableCounting {
  readonly watch: NonNullable<Listener['watch']>;
  readonly hits: () => ReadonlyMap<string, RowHits>;
}

export function countTableRows({ analysis, streams }: Compilation): TableCounting {
  const byStream = new Map<StreamRef, { readonly node: string; readonly field: string; readonly rows: Map<number, number>; none: number }>();
  for (const [id, ports] of streams) {
    const node = analysis.nodes.get(id)?.node;
    const config = node?.kind === 'table' ? tableSchema.safeParse(node.config) : undefined;
    const stream = Object.values(ports)[0];
    if (config?.success === true && stream !== undefined) byStream.set(stream, { node: id, field: rowName(config.data), rows: new Map(), none: 0 });
  }
  return {
    watch: (stream) => {
      const own = byStream.get(stream);
      if (own === undefined) return undefined;
      return (flow) => {
        const column = columnNamed(flow, own.field);
        if (column !== undefined) own.none += countRows(column, flow, own.rows);
      };
    },
    hits: () => new Map([...byStream.values()].map(({ node, rows, none }) => [node, { rows, none }])),
  };
}

/** How many rows of the flow were hit by none. */
function countRows(column: Column, flow: Flow, rows: Map<number, number>): number {
  const count = countOf(flow);
  const values = 'codes' in column ? column.codes : column.values;
  const times = new Map<number, number>();
  let none = 0;
  for (let index = 0; index < count; index += 1) {
    const value = values[flow.rows?.[index] ?? index] ?? 0;
    if (Number.isNaN(value)) none += 1;
    else times.set(value, (times.get(value) ?? 0) + 1);
  }
  const add = (row: number, hits: number): void => void rows.set(row, (rows.get(row) ?? 0) + hits);
  for (const [value, hits] of times) {
    if (!('codes' in column)) add(value, hits);
    else {
      const entry = column.dictionary[value - 1] ?? [];
      if (entry.length === 0) none += hits;
      for (const text of entry) add(Number(text), hits);
    }
  }
  return none;
}
