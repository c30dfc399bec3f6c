import { hasRole } from '../../data/field.ts';
import type { Field } from '../../data/field.ts';
import type { Json } from '../../data/schema.ts';

/** A row of a test, as it stands in a document. */
export type GivenRow = Record<string, Json>;

/**
 * Rows without the values of sensitive fields. What was the same stays the same and what differed still differs, so that
 * keys go on telling rows apart: texts become numbered names and numbers small numbers. What is left can't be told
 * apart by such names, and is left out.
 */
export function maskedRows(rows: readonly GivenRow[], fields: readonly Field[]): GivenRow[] {
  const hiders = new Map(fields.filter((field) => hasRole(field, 'sensitive')).map((field) => [field.name, hiding(field)]));
  return rows.map((row) => Object.fromEntries(Object.entries(row).flatMap(([name, value]) => {
    const hidden = hiders.has(name) ? hiders.get(name)?.(value) : value;
    return hidden === undefined ? [] : [[name, hidden] as const];
  })));
}

function hiding({ name, type }: Field): (value: Json) => Json | undefined {
  const known = new Map<string, number>();
  const numberOf = (value: Json): number => {
    const key = JSON.stringify(value);
    const number = known.get(key) ?? known.size + 1;
    known.set(key, number);
    return number;
  };
  return (value) => {
    if (value === null) return null;
    if (type === 'text') return `${name}-${numberOf(value)}`;
    if (type === 'number') return numberOf(value);
    if (type === 'list' && Array.isArray(value)) return value.map((each) => `${name}-${numberOf(each)}`);
    return undefined;
  };
}
