import type { Field, Row, Value } from '../../data/field.ts';
import type { Json } from '../../data/schema.ts';
import type { GivenRow } from './mask.ts';

/** A row of a source, as a test gives it. */
export interface OwnRow {
  readonly source: string;
  readonly row: GivenRow;
}

export function givenOf(rows: readonly OwnRow[]): Record<string, GivenRow[]> {
  const given: Record<string, GivenRow[]> = {};
  for (const { source, row } of rows) (given[source] ??= []).push(row);
  return given;
}

export const givenRow = (values: Row, fields: readonly Field[]): GivenRow =>
  Object.fromEntries(fields.flatMap((field) => {
    const value = jsonOf(values[field.name], field);
    return value === undefined ? [] : [[field.name, value] as const];
  }));

/** What is missing need not be said. */
function jsonOf(value: Value | undefined, { type }: Field): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (type === 'time' && typeof value === 'number') return new Date(value).toISOString().replace('.000Z', 'Z');
  return typeof value === 'object' ? [...value] : value;
}
