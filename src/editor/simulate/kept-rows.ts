import type { Batch, Column } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import { compact, copied } from '../../engine/flow/copied.ts';
import { countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { picked } from '../../engine/flow/gather.ts';

/** Rows of one stream, kept as columns: the first of them, up to a number. */
export interface KeptRows {
  readonly fields: readonly FlowField[];
  readonly length: number;
  readonly chunks: readonly Chunk[];
}

/** Rows that came together. */
export interface Chunk {
  readonly first: number;
  readonly length: number;
  readonly columns: readonly Column[];
}

export interface Keeper {
  readonly add: (flow: Flow) => void;
  readonly rows: KeptRows;
  readonly isFull: () => boolean;
}

export function keepRows(fields: readonly FlowField[], most: number): Keeper {
  const chunks: Chunk[] = [];
  let length = 0;
  return {
    rows: { fields, chunks, get length() { return length; } },
    isFull: () => length >= most,
    add: (flow) => {
      const count = Math.min(countOf(flow), most - length);
      if (count <= 0) return;
      const columns = flow.columns.map((lazy) => copied(lazy.get(), flow.rows, count));
      chunks.push({ first: length, length: count, columns });
      length += count;
    },
  };
}

/** Some of the rows, in the order of their positions. */
export function rowsAt({ fields, chunks }: KeptRows, positions: Int32Array): Batch {
  const numbers = new Map<number, number>();
  const hit: Chunk[] = [];
  const which = new Int32Array(positions.length);
  const rows = new Int32Array(positions.length);
  positions.forEach((position, index) => {
    const at = chunkOf(chunks, position);
    const chunk = chunks[at];
    if (chunk === undefined) return;
    let number = numbers.get(at);
    if (number === undefined) numbers.set(at, (number = hit.push(chunk) - 1));
    which[index] = number;
    rows[index] = position - chunk.first;
  });
  const columns = fields.map(({ type }, at) => compact(picked(type, hit.map((chunk) => chunk.columns[at]), which, rows)));
  return { length: positions.length, columns };
}

function chunkOf(chunks: readonly Chunk[], position: number): number {
  let [low, high] = [0, chunks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((chunks[middle]?.first ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
