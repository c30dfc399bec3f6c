import { asTyped, judge, valueUnder } from '../../../data/contract.ts';
import type { Field } from '../../../data/field.ts';
import type { Json } from '../../../data/schema.ts';
import type { Words } from '../../../data/text.ts';
import { splitValues } from '../../blanks/split-values.ts';

/** The rows of a source that stand in the graph itself, as the cells of a small table: one column for each field. */

type Row = Readonly<Record<string, Json>>;
type Cells = readonly (readonly Json[])[];

export const cellsOf = (rows: readonly Row[], fields: readonly Field[]): Json[][] =>
  rows.map((row) => fields.map((field) => asCell(valueUnder(row, field.name))));

/** A list is typed as texts with commas between them. */
const asCell = (value: unknown): Json => (Array.isArray(value) ? value.map(String).join(', ') : asJson(value));

const asJson = (value: unknown): Json =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** The rows with other cells. What a row has beside the fields of the contract stays, as do rows that did not change. */
export function rowsOf(cells: Cells, fields: readonly Field[], before: readonly Row[], removed?: number): Record<string, Json>[] {
  const old = removed === undefined ? before : before.toSpliced(removed, 1);
  return cells.map((values, index) => {
    const row: Record<string, Json> = { ...old[index] };
    fields.forEach((field, at) => {
      const value = values[at] ?? null;
      const was = valueUnder(row, field.name);
      if (value === asCell(was)) return;
      // Without a name of its own, what nested data says would be read in its place.
      if (value === null && !Object.hasOwn(row, field.name)) row[field.name] = null;
      else if (value === null) Reflect.deleteProperty(row, field.name);
      else row[field.name] = field.type === 'list' && typeof value === 'string' ? [...splitValues(value)] : value;
    });
    return row;
  });
}

/** Why the contract does not take what a row says in a field. */
export const faultIn = (row: Row | undefined, field: Field | undefined): Words | undefined =>
  row === undefined || field === undefined
    ? undefined
    : judge(asTyped(valueUnder(row, field.name), field), field)?.message;
