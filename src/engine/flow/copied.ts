import type { Column } from '../../data/columns.ts';
import { part, taken } from './gather.ts';

/** The first `count` of some rows of a column, to keep: flows are only sound for a moment, so nothing of them is kept as it is but texts. */
export function copied(column: Column, rows: Int32Array | undefined, count: number): Column {
  if (rows !== undefined) return compact(taken(column, rows.subarray(0, count)));
  const first = part(column, 0, count);
  if ('codes' in first) return compact({ ...first, codes: first.codes.slice() });
  if (first.type === 'boolean') return { ...first, values: first.values.slice() };
  return { ...first, values: first.values.slice() };
}

/** Without the entries of its dictionary that no row has, where these are many. The codes are changed in place. */
export function compact(column: Column): Column {
  if (!('codes' in column) || column.dictionary.length <= 2 * column.codes.length) return column;
  const { codes } = column;
  const moved = new Map<number, number>();
  const used: number[] = [];
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0;
    if (code === 0) continue;
    let now = moved.get(code);
    if (now === undefined) moved.set(code, (now = used.push(code)));
    codes[row] = now;
  }
  if (column.type === 'text') return { ...column, dictionary: used.map((code) => column.dictionary[code - 1] ?? '') };
  return { ...column, dictionary: used.map((code) => column.dictionary[code - 1] ?? []) };
}
