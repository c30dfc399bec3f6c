import type { EventName, FlowField, Value } from '../../data/field.ts';
import type { Text } from '../../data/text.ts';
import type { AlertSeverity, StreamRef } from '../../plan/plan.ts';
import type { Bits } from './bits.ts';

/**
 * What one run over a sample tells of labels, rules and alerts: plain columns, by the rows of the sources. A row is known
 * by its source and its number there, which counts the accepted rows from 0 in total order; so it is also the row's place
 * in the stream of the source's events. Nothing in it is left out or counted young yet: that is for who measures.
 */
export interface Ledger {
  readonly sources: readonly LedgerSource[];
  /** Most hits first. */
  readonly rules: readonly LedgerRule[];
  /** In the order of the plan. */
  readonly alerts: readonly LedgerAlert[];
  /** Lists of fields that rows are keyed by; those of alerts first. */
  readonly keys: readonly LedgerKey[];
  /** The longest stretch of time that the plan looks back over, in milliseconds. */
  readonly longest: number;
}

/** What a label says: no, yes, or nothing. */
export const label = { no: 0, yes: 1, unknown: 2 } as const;

export interface LedgerSource {
  /** The source's step, and its node. */
  readonly id: string;
  readonly name: Text;
  readonly event: EventName | undefined;
  readonly rows: number;
  /** Rising; NaN where rows have no time. */
  readonly times: Float64Array;
  /** By row, as `label` says; undefined where the source has no labels. */
  readonly labels: Uint8Array | undefined;
  /** By row, NaN where it is missing; undefined where the source has no field with the role amount. */
  readonly amounts: Float64Array | undefined;
  readonly amount: FlowField | undefined;
  /** For each list of `keys`: the key of each row, -1 where part of it is missing; undefined where it lacks a field. */
  readonly keys: readonly (Int32Array | undefined)[];
  /** The ids of rows whose label says yes, by row. */
  readonly ids: ReadonlyMap<number, string>;
}

export interface LedgerKey {
  readonly names: readonly string[];
  readonly fields: readonly FlowField[];
  /** By the key's number. */
  readonly values: readonly (readonly Value[])[];
}

/** What catches rows of sources. */
export interface Catcher {
  readonly node: string;
  readonly name: Text;
  /** By source, in the order of `sources`. */
  readonly caught: readonly Bits[];
}

/** An output of a rule. It catches the rows that its own rows are, or were made of. */
export interface LedgerRule extends Catcher {
  readonly port: string;
  /** Which of the node's outputs, where it has several that count. */
  readonly output: Text | undefined;
  readonly stream: StreamRef;
  /** Rows that left by this output, which may be summaries or pairs. */
  readonly hits: number;
}

/** The rows behind alerts that were sent. */
export interface LedgerAlert extends Catcher {
  readonly severity: AlertSeverity;
  readonly sent: number;
  readonly held: number;
  /** The rows behind those that were held back. */
  readonly heldBack: readonly Bits[];
  /** By alert, in order: its id, its time, and its key, by its number in `keys[key]`, -1 where it has none. */
  readonly ids: readonly string[];
  readonly times: Float64Array;
  readonly key: number;
  readonly keys: Int32Array;
  /** The rows behind alert n are those from `starts[n]` up to `starts[n + 1]`: a source and a row each. */
  readonly starts: Int32Array;
  readonly sources: Int32Array;
  readonly rows: Int32Array;
}

/** What is known of rows from elsewhere than a field with the role label. */
export type OtherLabels =
  /** By the value of a field as text: a second file joined on an id. */
  | { readonly type: 'ids'; readonly field: string; readonly says: ReadonlyMap<string, boolean> }
  /** By a field as text, for rows of a time: from one moment, up to another that is left out. */
  | { readonly type: 'keys'; readonly field: string; readonly says: readonly LabelledPeriod[] };

export interface LabelledPeriod {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly yes: boolean;
}
