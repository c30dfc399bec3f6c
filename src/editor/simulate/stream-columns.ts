import type { Column } from '../../data/columns.ts';
import { copied } from '../../engine/flow/copied.ts';
import { countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';

/** Some columns of all the rows of a stream, in the chunks that the rows came in. */
export interface StreamColumns {
  readonly rows: number;
  /** How many rows each chunk has. */
  readonly lengths: readonly number[];
  /** By field, a column for each chunk. */
  readonly columns: ReadonlyMap<string, readonly Column[]>;
}

export interface Collecting {
  readonly add: (flow: Flow) => void;
  readonly collected: () => StreamColumns;
}

export function collectColumns(fields: readonly string[]): Collecting {
  const lengths: number[] = [];
  const columns = new Map<string, Column[]>(fields.map((name) => [name, []]));
  let rows = 0;
  return {
    add: (flow) => {
      const count = countOf(flow);
      lengths.push(count);
      rows += count;
      for (const [name, chunks] of columns) {
        const column = flow.columns[flow.fields.findIndex((field) => field.name === name)];
        if (column !== undefined) chunks.push(copied(column.get(), flow.rows, count));
      }
    },
    collected: () => ({ rows, lengths, columns: new Map([...columns].filter(([, chunks]) => chunks.length === lengths.length)) }),
  };
}

/** The columns of one stream that there are, and what those who asked for them found out. */
interface Entry {
  held: StreamColumns;
  readonly answers: Map<string, unknown>;
}

/** Columns of streams within a bound: what was not asked for the longest goes first. */
export interface ColumnShelf {
  /** What there is of a stream; undefined where nothing is. */
  readonly get: (stream: string) => StreamColumns | undefined;
  /** Adds what was collected in another pass over the same stream. */
  readonly put: (stream: string, collected: StreamColumns) => StreamColumns;
  /** What follows from the stream alone is worked out once. */
  readonly once: <Answer>(stream: string, what: string, work: () => Promise<Answer>) => Promise<Answer>;
}

export function shelveColumns(mostBytes: number): ColumnShelf {
  /** The one that was asked for last stands last. */
  const entries = new Map<string, Entry>();

  const touched = (stream: string): Entry | undefined => {
    const entry = entries.get(stream);
    if (entry === undefined) return undefined;
    entries.delete(stream);
    entries.set(stream, entry);
    return entry;
  };

  const makeRoom = (keep: Entry): void => {
    let bytes = 0;
    for (const { held } of entries.values()) bytes += bytesOf(held);
    for (const [stream, entry] of entries) {
      if (bytes <= mostBytes || entry === keep) return;
      bytes -= bytesOf(entry.held);
      entries.delete(stream);
    }
  };

  return {
    get: (stream) => touched(stream)?.held,
    put: (stream, collected) => {
      const before = touched(stream);
      const entry = before ?? { held: collected, answers: new Map() };
      if (before !== undefined) {
        // Chunks fall the same way each time; should they not, what was before would not fit.
        const fits = before.held.lengths.length === collected.lengths.length && before.held.lengths.every((length, at) => length === collected.lengths[at]);
        const columns = fits ? new Map([...before.held.columns, ...collected.columns]) : collected.columns;
        entry.held = { ...collected, columns: bytesOf({ ...collected, columns }) > mostBytes ? collected.columns : columns };
      }
      entries.set(stream, entry);
      makeRoom(entry);
      return entry.held;
    },
    once: async (stream, what, work) => {
      const entry = touched(stream);
      if (entry === undefined) return work();
      const known = entry.answers.get(what);
      // Whoever asks for the same name asks for an answer of the same type.
      if (known !== undefined) return known as Awaited<ReturnType<typeof work>>;
      const answer = await work();
      entry.answers.set(what, answer);
      return answer;
    },
  };
}

/** Dictionaries are those of the readings, which are kept anyway. */
const bytesOf = ({ columns }: StreamColumns): number => {
  let bytes = 0;
  for (const chunks of columns.values()) for (const chunk of chunks) bytes += 'codes' in chunk ? chunk.codes.byteLength : chunk.values.byteLength;
  return bytes;
};
