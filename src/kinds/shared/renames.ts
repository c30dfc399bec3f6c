import type { Renames } from '../contract.ts';

/** The new name of a field that arrives at an input. */
export const renamedField = (name: string, renames: Renames, input = 'in'): string =>
  renames.fields?.[input]?.get(name) ?? name;

export const renamedFields = (names: readonly string[], renames: Renames, input = 'in'): string[] =>
  names.map((name) => renamedField(name, renames, input));

/** The new name of a field that the node makes. */
export const renamedOwn = (name: string, renames: Renames): string => renames.own?.get(name) ?? name;
