import type { Value } from '../../data/field.ts';
import { idOf } from '../../data/hash.ts';

/** The id of a list of values, as docs/semantics.md writes them down. */
export const idOfValues = (values: readonly Value[]): string => idOf(values.map((value) => JSON.stringify(value)));
