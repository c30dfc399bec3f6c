import { valueAt } from '../../data/columns.ts';
import type { Column } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import type { Beside, RowsBeside } from '../state/contract/sample.ts';
import type { StreamColumns } from './stream-columns.ts';

const most = 400;

/** When the rows that share some values were, between two times: of too many the latest. */
export function rowsBeside({ lengths, columns }: StreamColumns, time: string, { key, from, to }: Beside): RowsBeside {
  const times: number[] = [];
  lengths.forEach((length, chunk) => {
    const at = columns.get(time)?.[chunk];
    if (at?.type !== 'time') return;
    const shared = key.map(([name, value]) => ownEqual(columns.get(name)?.[chunk], value));
    for (let row = 0; row < length; row += 1) {
      const moment = at.values[row] ?? NaN;
      if (moment >= from && moment <= to && shared.every((equals) => equals(row))) times.push(moment);
    }
  });
  times.sort((one, other) => one - other);
  return { times: times.slice(-most) };
}

/** Texts are looked up once for each chunk, and compared by their code. */
function ownEqual(column: Column | undefined, value: Value): (row: number) => boolean {
  if (column === undefined) return () => false;
  if (column.type !== 'text') return (row) => valueAt(column, row) === value;
  const code = typeof value === 'string' ? column.dictionary.indexOf(value) + 1 : 0;
  return (row) => column.codes[row] === code && (code !== 0 || value === null);
}
