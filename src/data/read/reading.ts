import type { Batch } from '../columns.ts';
import type { Rejection } from '../contract.ts';
import type { Row } from '../field.ts';
import type { Words } from '../text.ts';

/** What every reader gives: rows that fit the contract, as columns, and rows that do not, with the reason. */

/** Why a row could not be taken. */
export interface RowFault {
  readonly code: Rejection['code'] | ShapeFault | 'ahead';
  /** The field it is about; left out where the whole row is wrong. */
  readonly field?: string | undefined;
  readonly message: Words;
}

export type ShapeFault =
  | 'bad-encoding'
  | 'bad-quotes'
  | 'open-quote'
  | 'too-few-cells'
  | 'too-many-cells'
  | 'row-too-long'
  | 'no-columns'
  | 'not-json'
  | 'not-an-object'
  | 'no-result';

export interface RejectedRow {
  /** How many rows of the batch stand before it in the file. */
  readonly at: number;
  /** The line it starts on, from 1; the row's number in a sheet or a Parquet file. Rows that were given as they are have none. */
  readonly line?: number | undefined;
  /** The row as it stands in the file, or as JSON. */
  readonly text: string;
  /** The values that fit their fields; none where the row as a whole is no row. */
  readonly row: Row;
  readonly faults: readonly RowFault[];
}

/** A part of a table in the order of its file. Rows read = rows of the batch + rejected rows. */
export interface Reading {
  readonly batch: Batch;
  /** The line of each row of the batch, likewise. */
  readonly lines?: Int32Array | undefined;
  readonly rejected: readonly RejectedRow[];
}

/** What is worth knowing about a table as a whole. */
export interface ReadNote {
  readonly code: 'missing-column' | 'extra-column' | 'repeated-column' | 'left-out';
  /** The field that found no column, or the name of the column that is not read; empty for lines around the table. */
  readonly name: string;
  readonly message: Words;
}

/** Takes bytes in chunks cut anywhere, and hands on readings as they fill. */
export interface Reader {
  push(chunk: Uint8Array): void;
  finish(): void;
  /** Known once the head of the table is read. */
  readonly notes: readonly ReadNote[];
}

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Readings as they come; in the end, the notes. */
export type Readings = AsyncGenerator<Reading, readonly ReadNote[]>;

/** Drives a reader, one chunk at a time: the next chunk is asked for when the readings of the last are taken. */
export async function* readAll(chunks: Chunks, open: (emit: (reading: Reading) => void) => Reader): Readings {
  const ready: Reading[] = [];
  const reader = open((reading) => ready.push(reading));
  for await (const chunk of chunks) {
    reader.push(chunk);
    yield* ready.splice(0);
  }
  reader.finish();
  yield* ready.splice(0);
  return reader.notes;
}

/** Rows in a batch: large enough that work done once per batch hardly counts, small enough for a core's cache. */
export const batchRows = 8192;

/** A row longer than this, in bytes, is rejected: most likely a quote that nobody closed. */
export const longestRow = 16_777_216;
