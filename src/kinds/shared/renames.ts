import type { Renames } from '../contract.ts';

export const renamesAt = ({ fields = {} }: Renames, input = 'in'): ReadonlyMap<string, string> | undefined =>
  Object.hasOwn(fields, input) ? fields[input] : undefined;

/** The new name of a field that arrives at an input. */
export const renamedField = (name: string, renames: Renames, input = 'in'): string => renamesAt(renames, input)?.get(name) ?? name;

export const renamedFields = (names: readonly string[], renames: Renames, input = 'in'): string[] =>
  names.map((name) => renamedField(name, renames, input));

/** The new name of a column of a table, which is given by its old id. */
export const renamedColumn = (column: string, table: string | undefined, { columns = {} }: Renames): string =>
  table !== undefined && Object.hasOwn(columns, table) ? (columns[table]?.get(column) ?? column) : column;

/** The new name of a field that the node makes. */
export const renamedOwn = (name: string, renames: Renames): string => renames.own?.get(name) ?? name;
