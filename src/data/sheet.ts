import type { Field, Row, Value } from './field.ts';

/**
 * Rows of one stream by columns, in buffers that are filled again and again. Numbers, times and booleans (0 and 1) lie
 * in `values`, where NaN is missing; texts and lists lie in `texts` and `lists`, where null is.
 */
export interface Sheet {
  readonly fields: readonly Field[];
  readonly columns: readonly Column[];
  length: number;
}

export interface Column {
  readonly field: Field;
  readonly values: Float64Array;
  readonly texts: (string | null)[];
  readonly lists: (readonly string[] | null)[];
}

const none = new Float64Array(0);

/** An empty sheet with room for so many rows. */
export function newSheet(fields: readonly Field[], capacity: number): Sheet {
  const columns = fields.map((field) => ({
    field,
    values: field.type === 'text' || field.type === 'list' ? none : new Float64Array(capacity),
    texts: field.type === 'text' ? Array.from<string | null>({ length: capacity }).fill(null) : [],
    lists: field.type === 'list' ? Array.from<readonly string[] | null>({ length: capacity }).fill(null) : [],
  }));
  return { fields, columns, length: 0 };
}

export function columnNamed(sheet: Sheet, name: string): Column {
  const column = sheet.columns.find((each) => each.field.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

/** Adds a row at the end; what the row does not have is missing. The sheet must have room. */
export function addRow(sheet: Sheet, row: Row): void {
  const at = sheet.length;
  for (const { field, values, texts, lists } of sheet.columns) {
    const value = Object.hasOwn(row, field.name) ? (row[field.name] ?? null) : null;
    if (field.type === 'text') texts[at] = typeof value === 'string' ? value : null;
    else if (field.type === 'list') lists[at] = isList(value) ? value : null;
    else values[at] = typeof value === 'number' || typeof value === 'boolean' ? Number(value) : NaN;
  }
  sheet.length = at + 1;
}

export function valueAt(column: Column, at: number): Value {
  switch (column.field.type) {
    case 'text':
      return column.texts[at] ?? null;
    case 'list':
      return column.lists[at] ?? null;
    case 'boolean': {
      const value = column.values[at] ?? NaN;
      return Number.isNaN(value) ? null : value === 1;
    }
    default: {
      const value = column.values[at] ?? NaN;
      return Number.isNaN(value) ? null : value;
    }
  }
}

export function rowAt(sheet: Sheet, at: number): Row {
  const row: Record<string, Value> = {};
  for (const column of sheet.columns) row[column.field.name] = valueAt(column, at);
  return row;
}

const isList = (value: Value): value is readonly string[] => Array.isArray(value);
