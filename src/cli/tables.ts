import { dirname, resolve } from 'node:path';
import type { Batch } from '../data/columns.ts';
import { pick } from '../data/text.ts';
import { quote } from '../data/words.ts';
import { emptyTable, tableFrom } from '../lab/tables.ts';
import type { Plan } from '../plan/plan.ts';
import { openFile } from './inputs.ts';
import type { Place } from './inputs.ts';

export interface OpenedTables {
  readonly tables: ReadonlyMap<string, Batch>;
  /** Tables that a server keeps: they are empty here. */
  readonly managed: readonly string[];
}

/** The reference tables that a plan only names. */
export async function openTables(plan: Plan, { path, lang }: Pick<Place, 'path' | 'lang'>): Promise<OpenedTables> {
  const tables = new Map<string, Batch>();
  const managed: string[] = [];
  for (const step of plan.steps) {
    if (step.op !== 'lookup' || step.table.type === 'inline') continue;
    const { table } = step;
    const name = table.type === 'file' ? table.path : table.name;
    if (tables.has(name)) continue;
    if (table.type === 'managed') {
      managed.push(name);
      tables.set(name, emptyTable(table.columns));
    } else {
      const hint = pick(lang, ` The node ${quote(step.node)} looks things up in it: put it there, or name another in the graph.`, `节点${quote(step.node)}要在其中查找：请把它放到那里，或在图中另指定一个。`);
      const { input } = await openFile(resolve(dirname(path), table.path), table.path, table.columns, {}, lang, hint);
      tables.set(name, await tableFrom(input, table.columns));
    }
  }
  return { tables, managed };
}
