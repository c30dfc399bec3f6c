import type { SchemaTree } from 'hyparquet';
import type { Field } from '../../field.ts';
import type { RandomAccess } from '../access.ts';
import { naturalType, noText } from './meaning.ts';
import { openParquet, readCellsOf } from './parquet.ts';
import { leafFor } from './schema.ts';

/** The first rows of a Parquet file as objects, for a look at them; whole numbers that a number would not keep as texts. */
const most = 1000;

export interface ParquetSample {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** Of decimal numbers, by column: how many digits stand after the point. */
  readonly scales: ReadonlyMap<string, number>;
}

export async function firstParquetRecords(file: RandomAccess): Promise<ParquetSample> {
  const { readHeader, metadata, root } = await openParquet(file);
  const group = metadata.row_groups.find(({ num_rows: rows }) => rows > 0n);
  const scales = new Map<string, number>();
  if (group === undefined) return { records: [], scales };
  const count = Math.min(most, Number(group.num_rows));
  const records: Record<string, unknown>[] = Array.from({ length: count }, () => ({}));
  for (const { name, type, scale } of columnsOf(root, '')) {
    if (scale !== undefined && scale >= 0 && scale <= 9) scales.set(name, scale);
    const leaf = leafFor(root, { name, type }, undefined);
    if (typeof leaf !== 'object') continue;
    const cells = await readCellsOf(file, group, leaf, readHeader);
    const long = cells.slice(0, count).some((cell) => typeof cell === 'number' && Math.abs(cell) > 1e15);
    const kept = long && type === 'number' ? await exactly(name) : cells;
    for (let row = 0; row < count; row += 1) {
      const cell = kept[row];
      const record = records[row];
      if (record !== undefined) record[name] = cell === noText || (typeof cell === 'number' && !Number.isFinite(cell)) ? null : cell;
    }
  }
  return { records, scales };

  async function exactly(name: string): Promise<readonly unknown[]> {
    const leaf = leafFor(root, { name, type: 'text' }, undefined);
    return typeof leaf === 'object' && group !== undefined ? readCellsOf(file, group, leaf, readHeader) : [];
  }
}

/** Columns by their dotted names. Times are had as texts, as JSON has them. */
function columnsOf({ children }: SchemaTree, prefix: string): (Pick<Field, 'name' | 'type'> & { readonly scale: number | undefined })[] {
  return children.flatMap((child) => {
    const name = prefix + child.element.name;
    const isList = child.element.converted_type === 'LIST' || child.element.logical_type?.type === 'LIST' || child.element.repetition_type === 'REPEATED';
    if (child.children.length > 0 && !isList) return columnsOf(child, `${name}.`);
    const { scale, converted_type: converted } = child.element;
    return [{ name, type: child.children.length > 0 || isList ? 'list' : naturalType(child.element), scale: converted === 'DECIMAL' ? scale : undefined }];
  });
}
