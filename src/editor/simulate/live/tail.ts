import type { FlowField } from '../../../data/field.ts';
import { copied } from '../../../engine/flow/copied.ts';
import { countOf } from '../../../engine/flow/flow.ts';
import type { Flow } from '../../../engine/flow/flow.ts';
import { part } from '../../../engine/flow/gather.ts';
import type { Input } from '../../../lab/feed.ts';
import { rowsAt } from '../kept-rows.ts';
import type { Chunk, KeptRows } from '../kept-rows.ts';

/** The last rows of a stream, up to a number. */
export interface Tail {
  readonly add: (flow: Flow) => void;
  readonly length: () => number;
  /** True where none was let go yet. */
  readonly isWhole: () => boolean;
  readonly rows: () => KeptRows;
}

type Piece = Omit<Chunk, 'first'>;

/** Where events come one by one, a chunk for each would weigh more than its rows. */
const together = 128;
const small = 64;

export function keepTail(fields: readonly FlowField[], most: number): Tail {
  const pieces: Piece[] = [];
  let loose: Piece[] = [];
  let length = 0;
  let whole = true;

  const gatherLoose = (): void => {
    if (loose.length === 0) return;
    const kept = keptOf(fields, loose);
    const { length: rows, columns } = rowsAt(kept, Int32Array.from({ length: kept.length }, (_, at) => at));
    pieces.push({ length: rows, columns });
    loose = [];
  };

  const letGo = (): void => {
    for (let [first] = pieces; first !== undefined && length > most; [first] = pieces) {
      whole = false;
      const over = length - most;
      if (first.length <= over) {
        pieces.shift();
        length -= first.length;
      } else {
        pieces[0] = { length: first.length - over, columns: first.columns.map((column) => part(column, over, first.length)) };
        length = most;
      }
    }
  };

  return {
    length: () => length,
    isWhole: () => whole,
    rows: () => {
      gatherLoose();
      return keptOf(fields, pieces);
    },
    add: (flow) => {
      const count = countOf(flow);
      if (count === 0) return;
      const columns = flow.columns.slice(0, fields.length).map((lazy) => copied(lazy.get(), flow.rows, count));
      if (count > small) gatherLoose();
      (count > small ? pieces : loose).push({ length: count, columns });
      length += count;
      if (loose.length >= together || (length > most && pieces.length === 0)) gatherLoose();
      letGo();
    },
  };
}

function keptOf(fields: readonly FlowField[], pieces: readonly Piece[]): KeptRows {
  let length = 0;
  const chunks = pieces.map((piece) => {
    const chunk = { ...piece, first: length };
    length += piece.length;
    return chunk;
  });
  return { fields, chunks, length };
}

/** The rows as a source gives them. */
export async function* inputOf({ chunks }: KeptRows): Input {
  for (const { length, columns } of chunks) yield await Promise.resolve({ batch: { length, columns }, rejected: [] });
  return [];
}
