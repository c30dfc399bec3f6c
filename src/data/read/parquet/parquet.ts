import type { ColumnChunk, RowGroup } from 'hyparquet';
import { asTyped } from '../../contract.ts';
import type { Field } from '../../field.ts';
import { nameInData } from '../../field.ts';
import type { RandomAccess } from '../access.ts';
import { extraColumn, missingColumn, notTextFault, shapeFault } from '../faults.ts';
import type { Form } from '../form.ts';
import { gather } from '../gather.ts';
import type { Given } from '../gather.ts';
import { batchRows } from '../reading.ts';
import type { ReadNote, Readings } from '../reading.ts';
import { Unreadable, damaged } from '../unreadable.ts';
import { unpackerOf } from './codecs.ts';
import { broken } from './encodings.ts';
import { noText } from './meaning.ts';
import { readCells } from './pages.ts';
import type { Cells, ReadHeader } from './pages.ts';
import { leafFor, nested } from './schema.ts';
import type { Leaf } from './schema.ts';

/**
 * Parquet, one row group at a time; only the columns that have a field are read. The number of a row in the file, from
 * 1, stands for its line. Fields are found by name, dots lead into groups.
 */
export interface ParquetOptions {
  /** Texts that stand for a missing value; `NaN` among them makes such numbers missing. */
  readonly missing?: readonly string[] | undefined;
  /** How columns of text write values; the zone of times that are those of a clock on some wall. */
  readonly forms?: Readonly<Record<string, Form>> | undefined;
  readonly batchRows?: number | undefined;
}

export async function* readParquet(file: RandomAccess, fields: readonly Field[], options: ParquetOptions = {}): Readings {
  const { readHeader, metadata, root } = await openParquet(file);
  const columns = fields.map((field) => {
    const form = ownOf(options.forms, field.name);
    return leafFor(root, field, form?.type === field.type ? form : undefined);
  });
  const missing = new Set(options.missing);
  const isEmpty = fields.length > 0 && columns.every((column) => column === undefined);
  let before = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const cells: (Cells | typeof nested | undefined)[] = [];
    for (const column of columns) cells.push(typeof column === 'object' ? await readCellsOf(file, group, column, readHeader) : column);
    const most = options.batchRows ?? batchRows;
    for (let from = 0; from < rows; from += most) {
      const given = rowsFrom(fields, cells, missing, from, Math.min(most, rows - from), before);
      yield gather(fields, isEmpty ? { ...given, rowFault: () => shapeFault('no-columns') } : given);
    }
    before += rows;
  }
  return notesOf(fields, columns, root.children.map(({ element }) => element.name));
}

export async function openParquet(file: RandomAccess) {
  const [{ parquetMetadata, parquetSchema }, { parquetHeader }] = await Promise.all([import('hyparquet'), import('hyparquet/src/column.js')]);
  const readHeader: ReadHeader = parquetHeader;
  const footer = await file.slice(Math.max(0, file.byteLength - 8), file.byteLength);
  const metadataLength = footer.byteLength < 8 ? Infinity : new DataView(footer).getUint32(0, true);
  if (new TextDecoder().decode(footer.slice(4)) === 'PARE') throw unread('is encrypted', '已加密');
  if (metadataLength > file.byteLength - 12) throw damaged('Parquet file', ' Parquet 文件');
  const end = await file.slice(file.byteLength - 8 - metadataLength, file.byteLength);
  return decoded(() => {
    const metadata = parquetMetadata(end, { geoparquet: false });
    const counted = metadata.row_groups.reduce((sum, group) => sum + group.num_rows, 0n);
    if (counted !== metadata.num_rows || counted < 0n || metadata.row_groups.some(({ num_rows }) => num_rows < 0n)) broken('row groups with another number of rows');
    return { readHeader, metadata, root: parquetSchema(metadata) };
  });
}

const unread = (en: string, zh: string): Unreadable =>
  new Unreadable({ en: `This Parquet file ${en}, and such files are not read`, zh: `这个 Parquet 文件${zh}，无法读取` });

function decoded<T>(decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : damaged('Parquet file', ' Parquet 文件', cause);
  }
}

export async function readCellsOf(file: RandomAccess, group: RowGroup, leaf: Leaf, readHeader: ReadHeader): Promise<Cells> {
  const { meta, start, end } = decoded(() => placeOf(group, leaf, file.byteLength));
  const chunk = new Uint8Array(await file.slice(start, end));
  try {
    return await readCells(chunk, leaf, meta, Number(group.num_rows), readHeader, await unpackerOf(meta.codec));
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : damaged('Parquet file', ' Parquet 文件', cause);
  }
}

function placeOf(group: RowGroup, leaf: Leaf, length: number): { meta: NonNullable<ColumnChunk['meta_data']>; start: number; end: number } {
  const chunk = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join('\0') === leaf.path.join('\0'));
  const meta = chunk?.meta_data ?? broken('a column that is not there');
  if (meta.type !== leaf.type) broken('a column of another type');
  if (meta.codec === 'LZO') throw unread('is packed with LZO', '使用 LZO 压缩');
  const dictionary = Number(meta.dictionary_page_offset ?? 0n);
  const data = Number(meta.data_page_offset);
  const start = dictionary > 0 && dictionary < data ? dictionary : data;
  const end = start + Number(meta.total_compressed_size);
  return start >= 0 && end >= start && end <= length ? { meta, start, end } : broken('a column outside the file');
}

function rowsFrom(fields: readonly Field[], cells: readonly (Cells | typeof nested | undefined)[], missing: ReadonlySet<string>, from: number, length: number, before: number): Given {
  const cellAt = (at: number, row: number): unknown => {
    const column = cells[at];
    if (column === undefined) return null;
    if (column === nested) return {};
    const cell = column[from + row];
    if (missing.size === 0) return cell;
    if (typeof cell === 'string') return missing.has(cell) ? null : cell;
    return typeof cell === 'number' && Number.isNaN(cell) && missing.has('NaN') ? null : cell;
  };
  return {
    length,
    valueAt: (at, row) => {
      const field = fields[at];
      return field === undefined ? null : asTyped(cellAt(at, row), field);
    },
    faultAt: (at, row) => {
      const cell = cellAt(at, row);
      const field = fields[at];
      const isBroken = cell === noText || (Array.isArray(cell) && cell.includes(noText));
      return isBroken && field !== undefined ? notTextFault(field) : undefined;
    },
    lineAt: (row) => before + from + row + 1,
    textAt: (row) => JSON.stringify(Object.fromEntries(fields.map((field, at) => [nameInData(field), shown(cellAt(at, row))]))),
  };
}

const shown = (cell: unknown): unknown => (typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell);

function notesOf(fields: readonly Field[], columns: readonly (Leaf | typeof nested | undefined)[], names: readonly string[]): readonly ReadNote[] {
  const read = new Set(fields.flatMap((field, at) => {
    const column = columns[at];
    return typeof column === 'object' ? [column.path[0] ?? ''] : [nameInData(field)];
  }));
  return [
    ...names.filter((name) => !read.has(name)).map(extraColumn),
    ...fields.filter((_, at) => columns[at] === undefined).map(missingColumn),
  ];
}

const ownOf = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

