import type { Reading } from '../../data/read/reading.ts';
import type { Engine, TableChange } from '../../engine/contract.ts';
import type { Plan } from '../../plan/plan.ts';

/** What an engine at work was told, as its journal has it. */
export type Call =
  | { readonly type: 'rows'; readonly source: string; readonly reading: Reading }
  | { readonly type: 'advance'; readonly source: string; readonly to: number }
  | { readonly type: 'idle'; readonly source: string }
  | TableCall
  | { readonly type: 'finish' };

/** What became of a table that the server keeps. */
export interface TableCall {
  readonly type: 'table';
  readonly table: string;
  readonly changes: readonly TableChange[];
  /** These are all that there is of it. */
  readonly whole?: boolean | undefined;
}

export function call(engine: Engine, told: Call): void {
  if (told.type === 'rows') engine.push(told.source, told.reading);
  else if (told.type === 'advance') engine.advance(told.source, told.to);
  else if (told.type === 'idle') engine.idle(told.source);
  else if (told.type === 'table') engine.amend(told.table, told.changes, told.whole);
  else engine.finish();
}

/** Follows how far sources have come; tells after each call which moment all of them have passed, so that no row of it comes. */
export function followTime({ steps }: Plan): (told: Call) => number {
  const sources = new Map(steps.flatMap((step) => (step.op === 'source' && step.time !== undefined ? [[step.id, step] as const] : [])));
  const passed = new Map([...sources.keys()].map((id) => [id, -Infinity]));
  const raise = (id: string, to: number): void => {
    const before = passed.get(id);
    if (before !== undefined && to > before) passed.set(id, to);
  };
  return (told) => {
    if (told.type === 'finish') return Infinity;
    if (told.type === 'advance') raise(told.source, told.to);
    const source = told.type === 'rows' ? sources.get(told.source) : undefined;
    if (told.type === 'rows' && source !== undefined) {
      const column = told.reading.batch.columns[source.fields.findIndex(({ name }) => name === source.time)];
      if (column?.type === 'time') for (const time of column.values) raise(source.id, time - source.lateness - 1);
    }
    return passed.size === 0 ? -Infinity : Math.min(...passed.values());
  };
}
