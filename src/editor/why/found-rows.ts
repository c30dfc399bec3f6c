import type { RowsSource } from '../rows/rows-table.tsx';
import type { KeptRows } from '../simulate/kept-rows.ts';
import { rowsAt } from '../simulate/kept-rows.ts';
import { positionsOf } from '../simulate/rows-view.ts';
import type { FoundRows } from '../simulate/studies/find.ts';

/** Rows that were found, to be looked at like any others: each keeps its place in the stream. */
export function fetchFound({ fields, batch, places }: FoundRows): RowsSource['fetch'] {
  const kept: KeptRows = { fields, length: batch.length, chunks: [{ first: 0, length: batch.length, columns: batch.columns }] };
  return (from, to, view) => {
    const positions = (positionsOf(kept, view) ?? Int32Array.from({ length: batch.length }, (_, at) => at));
    const wanted = positions.subarray(from, to);
    return Promise.resolve({ from, total: positions.length, all: places.length, kept: batch.length, fields, batch: rowsAt(kept, wanted), places: wanted.map((at) => places[at] ?? 0) });
  };
}
