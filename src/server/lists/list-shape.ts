import type { ListColumn, ListView } from '../../api/lists.ts';
import { rowFromJson } from '../../data/contract.ts';
import type { Field, Row, Value } from '../../data/field.ts';
import type { Words } from '../../data/text.ts';

/** What the rows of a list look like. */
export type ListShape = Pick<ListView, 'name' | 'columns' | 'key'>;

/** As a field: what is in the key has to be there. */
export const fieldsOf = ({ columns, key }: Pick<ListShape, 'columns' | 'key'>): readonly Field[] =>
  columns.map((column) => (key.includes(column.name) ? { ...column, required: true } : { ...column }));

export interface GivenEntry {
  readonly entry: string;
  readonly row: Row;
}

/** Names an entry among the others: its key as JSON. */
export const entryOf = (row: Row, { key }: Pick<ListShape, 'key'>): string => JSON.stringify(key.map((name) => row[name] ?? null));

/** A row as people write it, or what is wrong with it. */
export function givenEntry(record: Readonly<Record<string, unknown>>, shape: ListShape): GivenEntry | { readonly why: Words } {
  const unknown = Object.keys(record).find((name) => !shape.columns.some((column) => column.name === name));
  if (unknown !== undefined) return { why: { en: `“${shape.name}” has no column “${unknown}”`, zh: `“${shape.name}”没有列“${unknown}”` } };
  const { row, rejections } = rowFromJson(record, fieldsOf(shape));
  const [first] = rejections;
  return first === undefined ? { entry: entryOf(row, shape), row } : { why: first.message };
}

export const cellsOf = (row: Row, columns: readonly ListColumn[]): string => JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])));

export function rowIn(cells: unknown): Record<string, Exclude<Value, readonly string[]>> {
  const read: unknown = typeof cells === 'string' ? JSON.parse(cells) : {};
  if (typeof read !== 'object' || read === null) return {};
  return Object.fromEntries(Object.entries(read).map(([name, value]: [string, unknown]) => [name, typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : null]));
}
