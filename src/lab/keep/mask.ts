import { hasRole } from '../../data/field.ts';
import type { Field } from '../../data/field.ts';
import type { Json } from '../../data/schema.ts';

/** A row of a test, as it stands in a document. */
export type GivenRow = Record<string, Json>;

export type Mask = (rows: readonly Readonly<GivenRow>[], fields: readonly Pick<Field, 'name' | 'type' | 'roles'>[]) => GivenRow[];

/**
 * Rows without the values of sensitive fields. What was the same stays the same and what differed still differs, in all
 * fields of one name, so that keys go on telling rows apart and pairs still meet: texts become numbered names, numbers
 * small numbers. What is left can't be told apart by such names, and is left out.
 */
export function createMask(): Mask {
  const known = new Map<string, Map<string, number>>();
  const numberOf = (name: string, value: Json): number => {
    const numbers = known.get(name) ?? new Map<string, number>();
    known.set(name, numbers);
    const key = JSON.stringify(value);
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return number;
  };
  const hidden = ({ name, type }: Pick<Field, 'name' | 'type'>, value: Json): Json | undefined => {
    if (value === null) return null;
    if (type === 'text') return `${name}-${numberOf(name, value)}`;
    if (type === 'number') return numberOf(name, value);
    return type === 'list' && Array.isArray(value) ? value.map((each) => `${name}-${numberOf(name, each)}`) : undefined;
  };
  return (rows, fields) => {
    const sensitive = new Map(fields.filter((field) => hasRole(field, 'sensitive')).map((field) => [field.name, field]));
    return rows.map((row) => Object.fromEntries(Object.entries(row).flatMap(([name, value]) => {
      const field = sensitive.get(name);
      const shown = field === undefined ? value : hidden(field, value);
      return shown === undefined ? [] : [[name, shown] as const];
    })));
  };
}
