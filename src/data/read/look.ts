import type { FieldType } from '../field.ts';
import type { Words } from '../text.ts';
import type { TableSource } from './access.ts';
import { inferCsv, inferJson, inferTable } from './infer.ts';
import type { Inferred, InferredField } from './infer.ts';
import { firstRecords } from './json-records.ts';
import { openTable } from './open-table.ts';
import type { OpenOptions } from './open-table.ts';
import { toUtf8 } from './decode.ts';
import type { ReadOptions, TableFormat } from './options.ts';

/** What a table is, seen by its beginning: what a person is shown before it is read, and may change. */
export interface Look {
  readonly format: TableFormat;
  readonly fields: readonly InferredField[];
  /** What was found, as a document keeps it: reading with these options reads what was seen. */
  readonly options: ReadOptions;
  /** Why the table is taken to be where it is. */
  readonly why: readonly Words[];
  /** So many rows were looked at. */
  readonly rows: number;
  /** Of a workbook: all of its sheets. */
  readonly sheets?: readonly string[] | undefined;
}

export interface LookOptions extends OpenOptions {
  /** By the name of the column: the type that it has to have. */
  readonly types?: Readonly<Record<string, FieldType>> | undefined;
  /** The zone of times that do not tell their offset. */
  readonly zone?: string | undefined;
}

export async function lookAt(source: TableSource, options: LookOptions = {}): Promise<Look> {
  const open = await openTable(source, options);
  switch (open.format) {
    case 'csv': {
      const { found } = open;
      if (found.format !== 'csv') return made('csv', open.why, { fields: [], missing: [] }, 0, options, {});
      const { separator, encoding, skip, header, lastLine } = found;
      return made('csv', open.why, inferCsv(found, options), found.rows.length, options, { separator, encoding, skip, header, lastLine });
    }
    case 'json': {
      const { encoding } = open.found;
      const records = firstRecords(await textOf(open.start, encoding), open.whole);
      return made('json', open.why, inferJson(records, options), records.length, options, { encoding });
    }
    case 'xlsx': {
      const { openSheet } = await import('./xlsx/xlsx.ts');
      const { shown } = await import('./xlsx/cells.ts');
      const { workbook, name, layout } = await openSheet(open.file, options);
      const { names, rows, skip, header, lastLine, why } = layout;
      const texts = rows.map(({ cells }) => names.map((_, column) => shown(cells[column])));
      const taken: Words = { en: `The sheet “${name}”`, zh: `工作表“${name}”` };
      const look = made('xlsx', [...open.why, taken, ...why], inferTable(names, texts, options), rows.length, options, { sheet: name, skip, header, lastLine });
      return { ...look, sheets: workbook.sheets.map((sheet) => sheet.name) };
    }
    case 'parquet': {
      const { firstParquetRecords } = await import('./parquet/sample.ts');
      const { records, scales } = await firstParquetRecords(open.file);
      const { fields, ...rest } = inferJson(records, options);
      // The file says itself how many decimals its numbers have.
      const exact = fields.map((each) => (scales.has(each.field.name) && each.field.type === 'number' ? { ...each, field: { ...each.field, decimals: scales.get(each.field.name) } } : each));
      return made('parquet', open.why, { fields: exact, ...rest }, records.length, options, {});
    }
  }
}

function made(format: TableFormat, seen: readonly Words[], { fields, missing, nested = [] }: Inferred, rows: number, asked: ReadOptions, found: ReadOptions): Look {
  const forms = fields.flatMap(({ field, form }) => (form === undefined ? [] : [[field.name, form] as const]));
  const options: ReadOptions = {
    ...found,
    ...(missing.length === 0 && asked.missing === undefined ? {} : { missing: [...new Set([...(asked.missing ?? []), ...missing])] }),
    ...(forms.length === 0 ? {} : { forms: Object.fromEntries(forms) }),
  };
  const why = [...seen, ...nested.map((name) => ({ en: `“${name}” holds rows of its own and is left out`, zh: `“${name}”里还有多行数据，未读取` }))];
  const known = Object.entries(options).filter(([, value]) => value !== undefined);
  return { format, fields, options: Object.fromEntries(known), why, rows };
}

async function textOf(start: Uint8Array, encoding: Parameters<typeof toUtf8>[1]): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of toUtf8([start], encoding)) text += decoder.decode(chunk, { stream: true });
  return text;
}

