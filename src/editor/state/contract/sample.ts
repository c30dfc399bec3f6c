import type { StoreApi } from 'zustand/vanilla';
import type { Batch } from '../../../data/columns.ts';
import type { FlowField, Value } from '../../../data/field.ts';
import type { StoredExpression } from '../../../data/schema.ts';
import type { Words } from '../../../data/text.ts';
import type { PortRef } from './rows.ts';

/**
 * What panels ask of the sample, of the graph as it is drawn now, whether it has run or not. Undefined is what cannot be
 * known: there is no sample, or what leads there is broken. Who no longer wants to know aborts by the signal, and hears
 * undefined. In components, the hooks of `src/editor/sample` ask again as the document changes.
 */
export interface SampleQueries {
  /** How the values of a field lie among the rows at a port. */
  readonly distribution: (at: StreamPort, field: string, signal?: AbortSignal) => Promise<Distribution | undefined>;
  /** How often each value of a field is there; of a list, each of its entries. For fields of few values. */
  readonly tally: (at: StreamPort, field: string, signal?: AbortSignal) => Promise<Tally | undefined>;
  /** How many of the rows at a port each condition holds for, in the order of the conditions; undefined where it has errors. */
  readonly matches: (at: StreamPort, conditions: readonly StoredExpression[], signal?: AbortSignal) => Promise<Matches | undefined>;
  /**
   * Some rows before a node and the same ones after it: half of them the first, half of them rows that hit. Those before
   * it enter by its first input, unless another is named.
   */
  readonly around: (node: string, signal?: AbortSignal, input?: string) => Promise<RowsAround | undefined>;
  /** When the rows at a port that share these values were, between two times: at most the latest few hundred. */
  readonly beside: (at: StreamPort, asked: Beside, signal?: AbortSignal) => Promise<RowsBeside | undefined>;
  readonly trouble: StoreApi<SampleTrouble>;
  /** To be called when a file was given, in place of none or of another: the components ask again. */
  readonly renew: () => void;
}

export interface Beside {
  readonly key: readonly (readonly [field: string, value: Value])[];
  /** Both included. */
  readonly from: number;
  readonly to: number;
}

export interface RowsBeside {
  /** In order. */
  readonly times: readonly number[];
}

export interface SampleTrouble {
  /** Why the sample cannot be read, and what to do: a file is not here, or is no table. Undefined while it can be. */
  readonly why: Words | undefined;
  /** How often files were given. */
  readonly given: number;
}

/** The rows that enter a node by an input, or leave it by an output, or by any of them. */
export interface StreamPort extends PortRef {
  readonly side: 'in' | 'out';
}

/** In place of an output, all of those that share out a node's rows. */
export const everyOutput = '*';

/** The first 10,000 different values, in the order in which they came. */
export interface Tally {
  readonly rows: number;
  /** Rows that have no value, or an empty list. */
  readonly none: number;
  readonly values: readonly { readonly value: number | string; readonly rows: number }[];
}

export interface Matches {
  readonly rows: number;
  readonly hits: readonly (number | undefined)[];
}

export type Distribution = {
  readonly rows: number;
  readonly missing: number;
} & (
  /** Bins are of one width but for those that hold a few far values; each includes its start, the last its end as well. */
  | { readonly type: 'number' | 'time'; readonly least: number; readonly most: number; readonly middle: number; readonly bins: readonly { readonly from: number; readonly to: number; readonly rows: number }[] }
  /** The most frequent first. `different` is exact up to 10,000 and then at least that. */
  | { readonly type: 'text' | 'list'; readonly different: number; readonly top: readonly { readonly value: string; readonly rows: number }[] }
  | { readonly type: 'boolean'; readonly yes: number }
);

/** `before[i]` and `after[i]` are one row where `same` is true; a node that makes rows of its own has others. */
export interface RowsAround {
  readonly same: boolean;
  readonly before: { readonly fields: readonly FlowField[]; readonly batch: Batch; readonly total: number };
  readonly after: { readonly fields: readonly FlowField[]; readonly batch: Batch; readonly total: number };
  /** By row of `after`: the output it left by; empty where it was dropped, and has nothing but missing values there. */
  readonly ports: readonly string[];
}
