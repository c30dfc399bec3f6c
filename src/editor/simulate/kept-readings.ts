import type { Column } from '../../data/columns.ts';
import type { ReadNote, Reading } from '../../data/read/reading.ts';
import type { Input } from '../../lab/feed.ts';

/**
 * What was read from samples, kept in memory within a bound: rows that are looked at, and runs after an edit, need not
 * be read, or made up, again.
 */
export interface KeptReadings {
  /** The input behind a key: from memory where it was read to its end before, otherwise as `open` gives it. */
  readonly open: (key: string, open: () => Input) => Input;
  /** How many rows there are, rejected ones included; undefined where that is not known. */
  readonly rowsIn: (key: string) => number | undefined;
  /** Forgets all but these. */
  readonly only: (keys: ReadonlySet<string>) => void;
}

interface Whole {
  readonly readings: readonly Reading[];
  readonly notes: readonly ReadNote[];
  readonly rows: number;
  readonly bytes: number;
}

export function keepReadings(mostBytes: number): KeptReadings {
  const kept = new Map<string, Whole>();
  let bytes = 0;

  async function* reading(key: string, input: Input): AsyncGenerator<Reading, readonly ReadNote[]> {
    let readings: Reading[] | undefined = [];
    let [rows, size] = [0, 0];
    const rest = input[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await rest.next();
        if (done === true) {
          if (readings !== undefined && !kept.has(key)) {
            kept.set(key, { readings, notes: value, rows, bytes: size });
            bytes += size;
          }
          return value;
        }
        rows += value.batch.length + value.rejected.length;
        size += bytesOf(value);
        if (bytes + size > mostBytes) readings = undefined;
        readings?.push(value);
        yield value;
      }
    } finally {
      await rest.return?.([]);
    }
  }

  return {
    open: (key, open) => {
      const known = kept.get(key);
      return known === undefined ? reading(key, open()) : again(known);
    },
    rowsIn: (key) => kept.get(key)?.rows,
    only: (keys) => {
      for (const [key, whole] of kept) {
        if (keys.has(key)) continue;
        kept.delete(key);
        bytes -= whole.bytes;
      }
    },
  };
}

async function* again({ readings, notes }: Whole): AsyncGenerator<Reading, readonly ReadNote[]> {
  for (const each of readings) yield await Promise.resolve(each);
  return notes;
}

/** Roughly: an entry of a dictionary is a short text most of the time. */
const entry = 40;
const rejectedRow = 500;

const bytesOf = ({ batch, lines, rejected }: Reading): number =>
  batch.columns.reduce((sum, column) => sum + bytesOfColumn(column), 0) + (lines?.byteLength ?? 0) + rejected.length * rejectedRow;

const bytesOfColumn = (column: Column): number => ('codes' in column ? column.codes.byteLength + column.dictionary.length * entry : column.values.byteLength);
