import { valueAt } from '../data/columns.ts';
import type { Field } from '../data/field.ts';
import type { Json } from '../data/json.ts';
import { printTime } from '../data/time.ts';
import type { RuleDocument } from '../graph/document.ts';
import type { Input } from './feed.ts';
import { tableFrom } from './tables.ts';

/** The same graph with the rows of its files in it: whole wherever it goes, and the same whatever becomes of the files. */
export async function withTablesInline(document: RuleDocument, open: (path: string, columns: readonly Field[]) => Promise<Input>): Promise<RuleDocument> {
  const tables: RuleDocument['tables'][number][] = [];
  for (const table of document.tables) {
    if (!('file' in table.data)) {
      tables.push(table);
      continue;
    }
    const { columns } = table;
    const { batch } = await tableFrom(await open(table.data.file, columns), columns);
    const rows: Json[][] = Array.from({ length: batch.length }, (_, row) =>
      columns.map(({ type }, at) => {
        const column = batch.columns[at];
        const value = column === undefined ? null : valueAt(column, row);
        return type === 'time' && typeof value === 'number' ? printTime(value) : value === null ? null : typeof value === 'object' ? [...value] : value;
      }));
    tables.push({ ...table, data: { rows } });
  }
  return { ...document, tables };
}
