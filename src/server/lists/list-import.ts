import type { Imported } from '../../api/lists.ts';
import { valueAt } from '../../data/columns.ts';
import { readTable } from '../../data/read/table-file.ts';
import { cellsOf, entryOf, fieldsOf } from './list-shape.ts';
import type { ListShape } from './list-shape.ts';
import type { EntryChange, StoredLists } from './stored-lists.ts';

/** What a table of text makes of a list: said before it is done. */
export interface ListImport {
  readonly changes: readonly EntryChange[];
  readonly told: Imported;
}

const mostFaults = 20;

export interface ImportAsked {
  readonly csv: string;
  readonly mode: 'add' | 'replace';
  readonly until?: number | undefined;
}

export async function importInto(shape: ListShape, present: ReturnType<StoredLists['present']>, { csv, mode, until }: ImportAsked): Promise<ListImport> {
  const fields = fieldsOf(shape);
  const faults: { line?: number; why: { en: string; zh: string } }[] = [];
  const given = new Set<string>();
  const changes: EntryChange[] = [];
  let [added, changed, same, rejected] = [0, 0, 0, 0];
  const refuse = (line: number | undefined, why: { en: string; zh: string }): void => {
    rejected += 1;
    if (faults.length < mostFaults) faults.push({ ...(line === undefined ? {} : { line }), why });
  };

  for await (const { batch, lines, rejected: aside } of readTable([new TextEncoder().encode(csv)], fields, { format: 'csv', header: true })) {
    for (const { line, faults: [first] } of aside) refuse(line, first?.message ?? { en: 'This is no row', zh: '这不是一行数据' });
    for (let at = 0; at < batch.length; at += 1) {
      const row = Object.fromEntries(fields.map(({ name }, column) => [name, cell(batch.columns[column], at)]));
      const entry = entryOf(row, shape);
      if (given.has(entry)) {
        refuse(lines?.[at], { en: `${keyInWords(entry)} stands in it before`, zh: `${keyInWords(entry)}在前面已出现` });
        continue;
      }
      given.add(entry);
      const before = present.get(entry);
      if (before === undefined) added += 1;
      else if (before.cells === cellsOf(row, shape.columns) && before.until === until) {
        same += 1;
        continue;
      } else changed += 1;
      changes.push({ entry, row, until });
    }
  }
  const gone = mode === 'replace' ? [...present.keys()].filter((entry) => !given.has(entry)) : [];
  return { changes: [...changes, ...gone.map((entry) => ({ entry }))], told: { added, changed, removed: gone.length, same, rejected, faults } };
}

const cell = (column: Parameters<typeof valueAt>[0] | undefined, at: number): ReturnType<typeof valueAt> => (column === undefined ? null : valueAt(column, at));

const keyInWords = (entry: string): string => {
  const key: unknown = JSON.parse(entry);
  return Array.isArray(key) ? key.join(', ') : entry;
};
