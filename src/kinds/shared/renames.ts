import type { Renames } from '../contract.ts';

export const renamesAt = ({ fields = {} }: Renames, input = 'in'): ReadonlyMap<string, string> | undefined =>
  Object.hasOwn(fields, input) ? fields[input] : undefined;

/** The new name of a field that arrives at an input. */
export const renamedField = (name: string, renames: Renames, input = 'in'): string => renamesAt(renames, input)?.get(name) ?? name;

export const renamedFields = (names: readonly string[], renames: Renames, input = 'in'): string[] =>
  names.map((name) => renamedField(name, renames, input));

/** The new name of a field that the node makes. */
export const renamedOwn = (name: string, renames: Renames): string => renames.own?.get(name) ?? name;
