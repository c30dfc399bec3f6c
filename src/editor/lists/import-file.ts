import { valueAt } from '../../data/columns.ts';
import type { Field, FieldType } from '../../data/field.ts';
import { nameInData } from '../../data/field.ts';
import { lookAt } from '../../data/read/look.ts';
import type { Look } from '../../data/read/look.ts';
import { readTable } from '../../data/read/table-file.ts';
import type { Json } from '../../data/schema.ts';

/** A file as the rows of a list or a table. Such tables are small: what is large is a source, or a table of its own. */

export const mostRows = 100_000;

export interface FileRows {
  readonly fields: readonly Field[];
  readonly rows: Json[][];
  /** Rows with cells that do not fit their column, which are left out. */
  readonly unfit: number;
  readonly more: boolean;
}

export const lookAtList = (file: File, types: Readonly<Record<string, FieldType>>): Promise<Look> => lookAt(file, { types });

export async function readRows(file: File, look: Look): Promise<FileRows> {
  const fields = look.fields.map(({ field }) => field);
  const rows: Json[][] = [];
  let unfit = 0;
  for await (const { batch, rejected } of readTable(file, fields, look.options)) {
    unfit += rejected.length;
    for (let row = 0; row < batch.length; row += 1) {
      if (rows.length === mostRows) return { fields, rows, unfit, more: true };
      rows.push(batch.columns.map((column) => asJson(valueAt(column, row), column.type)));
    }
  }
  return { fields, rows, unfit, more: false };
}

const asJson = (value: ReturnType<typeof valueAt>, type: FieldType): Json =>
  value !== null && type === 'time' && typeof value === 'number' ? new Date(value).toISOString() : typeof value === 'object' && value !== null ? [...value] : value;

export const columnName = (field: Field): string => nameInData(field);
