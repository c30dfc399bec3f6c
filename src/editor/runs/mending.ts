import { asTyped, isRecord, judge, valueUnder } from '../../data/contract.ts';
import type { Field } from '../../data/field.ts';
import { nameInData } from '../../data/field.ts';
import type { Json } from '../../data/schema.ts';
import type { Words } from '../../data/text.ts';
import { splitValues } from '../blanks/split-values.ts';

/** A rejected row as a person mends it: what its source asks for, field by field, as text. */

export type MendedRow = Readonly<Record<string, Json>>;

/** The row that a text is; undefined where it is no JSON object, and has to be mended as text. */
export function rowIn(text: string): MendedRow | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? (value as MendedRow) : undefined;
  } catch {
    return undefined;
  }
}

export function textOf(row: MendedRow, field: Field): string {
  const value = valueUnder(row, nameInData(field));
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value);
}

/** The row with another value in a field, as that type of field has it; what does not fit stays as it was typed. */
export function withText(row: MendedRow, field: Field, text: string): MendedRow {
  const name = nameInData(field);
  const { [name]: _, ...others } = row;
  // Where nested data has the value, the name of its own goes before it.
  if (text.trim() === '') return valueUnder(others, name) === undefined ? others : { ...others, [name]: null };
  return { ...row, [name]: valueOf(text, field) };
}

function valueOf(text: string, { type }: Field): Json {
  const trimmed = text.trim();
  if (type === 'number' && Number.isFinite(Number(trimmed))) return Number(trimmed);
  if (type === 'time' && /^-?\d{11,}$/.test(trimmed)) return Number(trimmed);
  if (type === 'boolean' && (trimmed === 'true' || trimmed === 'false')) return trimmed === 'true';
  return type === 'list' ? [...splitValues(text)] : text;
}

/** Why the source would still not take what stands in a field. */
export const faultOf = (row: MendedRow, field: Field): Words | undefined => judge(asTyped(valueUnder(row, nameInData(field)), field), field)?.message;
