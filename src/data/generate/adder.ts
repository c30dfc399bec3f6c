import type { Field, FieldType } from '../field.ts';
import type { Sheet } from '../sheet.ts';

type Typed<T extends FieldType> = T extends 'text' ? string : T extends 'boolean' ? boolean : T extends 'list' ? readonly string[] : number;

/** A row that has every field of a contract, each of its type, or missing. */
export type RowFor<F extends readonly Field[]> = { readonly [E in F[number] as E['name']]: Typed<E['type']> | null };

/** Adds rows of a contract to its sheet; names and types are checked when it is compiled. */
export function adder<const F extends readonly Field[]>(sheet: Sheet | undefined, _contract: F): (row: RowFor<F>) => void {
  if (sheet === undefined) throw new Error('no sheet');
  const columns = sheet.columns.map(({ field, values, texts, lists }) => ({ name: field.name, type: field.type, values, texts, lists }));
  return (row: Readonly<Record<string, number | string | boolean | readonly string[] | null>>) => {
    const at = sheet.length;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      if (column === undefined) continue;
      const value = row[column.name];
      if (typeof value === 'number') column.values[at] = value;
      else if (typeof value === 'string') column.texts[at] = value;
      else if (typeof value === 'boolean') column.values[at] = value ? 1 : 0;
      else if (column.type === 'text') column.texts[at] = null;
      else if (column.type === 'list') column.lists[at] = value ?? null;
      else column.values[at] = NaN;
    }
    sheet.length = at + 1;
  };
}
