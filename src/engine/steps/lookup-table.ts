import type { Batch, Column, TextColumn } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import { rowFromJson } from '../../data/contract.ts';
import type { Value } from '../../data/field.ts';
import type { TableBinding } from '../../plan/plan.ts';
import { columnOf, groupsOf } from '../expressions/vector.ts';
import { createEntries } from '../state/entries.ts';

/** Reference tables: their columns, and rows by key. */

/** A cell that does not fit its column is missing. Tables that the plan only names come from the host, as batches. */
export function tableColumns(table: TableBinding, tables: ReadonlyMap<string, Batch>): Batch {
  const { columns } = table;
  if (table.type === 'inline') {
    const records = table.rows.map((cells) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, cells[index] ?? null])),
    );
    const rows = records.map((record) => rowFromJson(record, columns).row);
    return {
      length: rows.length,
      columns: columns.map(({ name, type }) =>
        columnOf(
          type,
          rows.map((row) => row[name] ?? null),
        ),
      ),
    };
  }
  const name = table.type === 'file' ? table.path : table.name;
  const batch = tables.get(name);
  if (batch === undefined) throw new Error(`the table “${name}” is not there: give its rows under this name`);
  columns.forEach((field, index) => {
    const type = batch.columns[index]?.type;
    if (type === field.type) return;
    const wanted = `“${field.name}”, of type ${field.type}`;
    throw new Error(`column ${index + 1} of the table “${name}” is to be ${wanted}, and is ${type ?? 'not there'}`);
  });
  return batch;
}

/**
 * Finds the first row of the table that has a key: its number, counted from 1, or 0. As long as the columns; only sound
 * for the rows.
 */
export type Finder = (
  columns: readonly (Column | undefined)[],
  rows: Int32Array | undefined,
  length: number,
) => Int32Array;

export function createFinder(table: readonly Column[], tableLength: number): Finder {
  const byKey = new Map<Value, number>();
  for (let row = 0; row < tableLength; row += 1) {
    const key = keyAt(table, row);
    if (key !== undefined && !byKey.has(key)) byKey.set(key, row + 1);
  }
  const [only, another] = table;
  const textual = only?.type === 'text' && another === undefined;
  /** One more than the number of the row that an entry finds. */
  const known = createEntries();

  return (columns, rows, length) => {
    const present = columns.filter((column) => column !== undefined);
    const at = new Int32Array(length);
    if (present.length < columns.length || columns.length === 0) return at;
    const [first] = present;
    if (textual && first?.type === 'text') {
      findTexts(first, known.of(first.dictionary), byKey, rows, at);
      return at;
    }
    const { ids, samples } = groupsOf(present, length);
    const found = samples.map((row) => byKey.get(keyAt(present, row) ?? null) ?? 0);
    const count = rows?.length ?? length;
    for (let index = 0; index < count; index += 1) {
      const row = rows === undefined ? index : (rows[index] ?? 0);
      at[row] = found[(ids[row] ?? 0) - 1] ?? 0;
    }
    return at;
  };
}

/** `known` has one more than what each entry of the dictionary finds, once it has been looked for. */
function findTexts(
  { codes, dictionary }: TextColumn,
  known: Int32Array,
  byKey: ReadonlyMap<Value, number>,
  rows: Int32Array | undefined,
  out: Int32Array,
): void {
  known[0] = 1;
  const count = rows?.length ?? out.length;
  for (let index = 0; index < count; index += 1) {
    const row = rows === undefined ? index : (rows[index] ?? 0);
    const code = codes[row] ?? 0;
    let entry = known[code] ?? 0;
    if (entry === 0) known[code] = entry = 1 + (byKey.get(dictionary[code - 1] ?? '') ?? 0);
    out[row] = entry - 1;
  }
}

const keyAt = (columns: readonly Column[], row: number): Value | undefined => keyOf(columns.map((column) => valueAt(column, row)));

/** Undefined where part of it is missing, or a list: that equals nothing. A single value as it is, several as JSON. */
export function keyOf(values: readonly Value[]): Value | undefined {
  if (values.some((value) => value === null || typeof value === 'object')) return undefined;
  return values.length === 1 ? values[0] : JSON.stringify(values);
}
