import type { Column, ListColumn, TextColumn } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import { repeated } from '../expressions/vector.ts';

/** Columns made of rows of others. */

/** The rows from `from` up to `to`, without copying. */
export function part(column: Column, from: number, to: number): Column {
  if (column.type === 'text') return { ...column, codes: column.codes.subarray(from, to) };
  if (column.type === 'list') return { ...column, codes: column.codes.subarray(from, to) };
  if (column.type === 'boolean') return { ...column, values: column.values.subarray(from, to) };
  return { ...column, values: column.values.subarray(from, to) };
}

/** The first `length` of these rows of the column. */
export function taken(column: Column, rows: Int32Array): Column {
  const length = rows.length;
  if (column.type === 'text' || column.type === 'list') {
    const { codes: from } = column;
    const codes = new Int32Array(length);
    for (let row = 0; row < length; row += 1) codes[row] = from[rows[row] ?? 0] ?? 0;
    return column.type === 'text' ? { ...column, codes } : { ...column, codes };
  }
  if (column.type === 'boolean') {
    const { values: from } = column;
    const values = new Uint8Array(length);
    for (let row = 0; row < length; row += 1) values[row] = from[rows[row] ?? 0] ?? missingBoolean;
    return { ...column, values };
  }
  const { values: from } = column;
  const values = new Float64Array(length);
  for (let row = 0; row < length; row += 1) values[row] = from[rows[row] ?? 0] ?? NaN;
  return { ...column, values };
}

/**
 * Row n is row `rows[n]` of the column `which[n]`. It is missing where there is no such column, or where that is of
 * another type.
 */
export function picked(
  type: FieldType,
  columns: readonly (Column | undefined)[],
  which: Int32Array,
  rows: Int32Array,
): Column {
  const fitting = columns.map((column) => (column?.type === type ? column : undefined));
  const [only, other] = fitting;
  if (only !== undefined && other === undefined && fitting.length === 1) return taken(only, rows);
  if (type === 'text' || type === 'list') return pickedCodes(type, fitting, which, rows);
  const out = repeated(type, null, which.length);
  if ('codes' in out) return out;
  const { values } = out;
  const sources = fitting.map((column) => (column === undefined || 'codes' in column ? undefined : column.values));
  for (let row = 0; row < which.length; row += 1) {
    const source = sources[which[row] ?? 0];
    if (source !== undefined) values[row] = source[rows[row] ?? 0] ?? NaN;
  }
  return out;
}

/** Texts of several dictionaries. Few rows with long dictionaries do not pay for all of these. */
function pickedCodes(
  type: 'text' | 'list',
  columns: readonly (Column | undefined)[],
  which: Int32Array,
  rows: Int32Array,
): Column {
  const sources = columns.map((column) => (column !== undefined && 'codes' in column ? column : undefined));
  const [first] = sources;
  if (first !== undefined && sources.every((source) => source?.dictionary === first.dictionary)) {
    return ofOneDictionary(first, sources, which, rows);
  }
  const codes = new Int32Array(which.length);
  const texts: string[] = [];
  const lists: (readonly string[])[] = [];
  const size = sources.reduce((sum, source) => sum + (source?.dictionary.length ?? 0), 0);
  const add = (source: TextColumn | ListColumn, code: number): number =>
    source.type === 'text'
      ? texts.push(source.dictionary[code - 1] ?? '')
      : lists.push(source.dictionary[code - 1] ?? []);
  if (size <= 4 * which.length + 64) {
    const bases: number[] = [];
    for (const source of sources) {
      bases.push(texts.length + lists.length);
      if (source?.type === 'text') for (const text of source.dictionary) texts.push(text);
      else if (source !== undefined) for (const list of source.dictionary) lists.push(list);
    }
    for (let row = 0; row < which.length; row += 1) {
      const from = which[row] ?? 0;
      const code = sources[from]?.codes[rows[row] ?? 0] ?? 0;
      if (code !== 0) codes[row] = code + (bases[from] ?? 0);
    }
  } else {
    const moved = sources.map(() => new Map<number, number>());
    for (let row = 0; row < which.length; row += 1) {
      const from = which[row] ?? 0;
      const source = sources[from];
      const code = source?.codes[rows[row] ?? 0] ?? 0;
      if (source === undefined || code === 0) continue;
      const known = moved[from]?.get(code);
      if (known === undefined) moved[from]?.set(code, (codes[row] = add(source, code)));
      else codes[row] = known;
    }
  }
  return type === 'text' ? { type, codes, dictionary: texts } : { type, codes, dictionary: lists };
}

function ofOneDictionary(
  first: TextColumn | ListColumn,
  sources: readonly ({ readonly codes: Int32Array } | undefined)[],
  which: Int32Array,
  rows: Int32Array,
): Column {
  const codes = new Int32Array(which.length);
  for (let row = 0; row < which.length; row += 1) codes[row] = sources[which[row] ?? 0]?.codes[rows[row] ?? 0] ?? 0;
  return first.type === 'text' ? { ...first, codes } : { ...first, codes };
}

/** Whether the row holds a value. */
export function present(column: Column, row: number): boolean {
  if ('codes' in column) return (column.codes[row] ?? 0) !== 0;
  if (column.type === 'boolean') return (column.values[row] ?? missingBoolean) !== missingBoolean;
  return !Number.isNaN(column.values[row] ?? NaN);
}
