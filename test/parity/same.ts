import { expect } from 'vitest';
import type { Row } from '../../src/data/field.ts';
import type { SqlValue } from './duckdb.mjs';

/** Both have the same rows in the same order. Shows the first that is not, with the one before it. */
export function expectSame(rows: readonly Row[], names: readonly string[], sql: readonly (readonly SqlValue[])[]): void {
  const ours = rows.map((row) => names.map((name) => row[name] ?? null));
  const at = sql.findIndex((row, index) => row.length !== ours[index]?.length || row.some((value, column) => !Object.is(value, ours[index]?.[column])));
  if (at >= 0) expect(shown(ours, names, at)).toEqual(shown(sql, names, at));
  expect(ours.length).toBe(sql.length);
  expect(ours.length).toBeGreaterThan(0);
}

const shown = (rows: readonly (readonly unknown[])[], names: readonly string[], at: number): unknown => ({
  at,
  rows: rows.slice(Math.max(0, at - 1), at + 1).map((row) => Object.fromEntries(row.map((value, index) => [names[index], value]))),
});
