import type { Batch } from '../../../data/columns.ts';
import type { FlowField } from '../../../data/field.ts';

/** Rows of a stream, as pages of them are asked for and shown. */

/** An output port; of an alert `sent` and `held`, of a source `late` and `rejected` as well. */
export interface PortRef {
  readonly node: string;
  readonly port: string;
}

/** The rows of a port, and which of them is to be seen first. */
export interface ShownRows extends PortRef {
  readonly row?: number | undefined;
  /** Only those that pass these, until a person clears them. */
  readonly filters?: RowsView['filters'] | undefined;
}

/** Rows `from` to `from + batch.length` of a view that has `total`. */
export interface RowsPage {
  readonly from: number;
  readonly total: number;
  /** How many rows the stream itself has, and how many of them, from its beginning, a view can have. */
  readonly all: number;
  readonly kept: number;
  readonly fields: readonly FlowField[];
  readonly batch: Batch;
  /** By row of the batch, its place in the stream; left out where they are as the stream has them. */
  readonly places?: Int32Array | undefined;
}

/** How rows are looked at: in which order, and which of them. */
export interface RowsView {
  readonly sort?: { readonly field: string; readonly descending: boolean } | undefined;
  /** A row has to pass all of them. */
  readonly filters: readonly RowsFilter[];
}

/** A missing value passes only where that is what is looked for. */
export type RowsFilter = { readonly field: string } & (
  /** Of a text, or of a text of a list, in small or capital letters. */
  | { readonly contains: string }
  /** Of a text, or of a text of a list, to the letter. */
  | { readonly equals: string }
  /** Numbers and times, both included. */
  | { readonly from?: number | undefined; readonly to?: number | undefined }
  | { readonly is: boolean }
  | { readonly missing: boolean }
);
