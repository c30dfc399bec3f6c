import { valueAt } from '../../data/columns.ts';
import type { Field } from '../../data/field.ts';
import type { Input } from '../feed.ts';
import type { LabelledPeriod, OtherLabels } from './ledger.ts';

/** How a second file says which events are one: by an id, or by a key and a period. */
export interface FileJoin {
  /** The field of the events, and the column of the file that has the same values. */
  readonly field: string;
  readonly column: string;
  /** The column that says so, and what it then says; without it every row of the file is one. */
  readonly says?: { readonly column: string; readonly yes: string } | undefined;
  /** The columns with the moments from which on, and up to which, a key is one. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What is read of the file. */
export const labelFields = ({ column, says, from, to }: FileJoin): readonly Field[] => [
  { name: 'on', from: column, type: 'text' },
  ...(says === undefined ? [] : [{ name: 'says', from: says.column, type: 'text' } as const]),
  ...(from === undefined ? [] : [{ name: 'from', from, type: 'time' } as const]),
  ...(to === undefined ? [] : [{ name: 'to', from: to, type: 'time' } as const]),
];

/** The labels in what was read by `labelFields`. Rows that say nothing are none. */
export async function labelsIn(input: Input, join: FileJoin): Promise<OtherLabels> {
  const names = labelFields(join).map(({ name }) => name);
  const found: LabelledPeriod[] = [];
  for await (const { batch } of input) {
    const column = (name: string) => batch.columns[names.indexOf(name)];
    const [on, says, from, to] = [column('on'), column('says'), column('from'), column('to')];
    for (let row = 0; row < batch.length; row += 1) {
      const key = on === undefined ? null : valueAt(on, row);
      const said = says === undefined ? undefined : valueAt(says, row);
      if (key === null || said === null) continue;
      const [begin, end] = [from, to].map((each) => (each === undefined ? null : valueAt(each, row)));
      found.push({
        key: String(key),
        yes: join.says === undefined || said === join.says.yes,
        from: typeof begin === 'number' ? begin : -Infinity,
        to: typeof end === 'number' ? end : Infinity,
      });
    }
  }
  if (join.from !== undefined || join.to !== undefined) return { type: 'keys', field: join.field, says: found };
  const ids = new Map<string, boolean>();
  for (const { key, yes } of found) ids.set(key, yes || ids.get(key) === true);
  return { type: 'ids', field: join.field, says: ids };
}
