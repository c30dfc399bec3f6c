import type { EventName, FlowField } from '../../data/field.ts';
import type { Text, Words } from '../../data/text.ts';
import type { Alert } from '../../engine/contract.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import type { Basis } from '../measure/model.ts';

/**
 * Two graphs on the same data: what each of them raised, and in what they differ. Plain data. Alerts are known by their
 * places in `alerts`, rows by their numbers among the accepted rows of their source, so that every number opens its rows.
 */
export interface Comparison {
  readonly graphs: Both<ComparedGraph>;
  /** In order of time. */
  readonly alerts: Both<readonly ComparedAlert[]>;
  /** Places of alerts that only the one has. */
  readonly only: Both<Int32Array>;
  /** Places of alerts that both have, side by side; those that differ in what they say as well. */
  readonly shared: Both<Int32Array>;
  readonly changed: readonly ChangedAlert[];
  /** Places, side by side, of alerts that hold back others for a while: one for the same key, raised by another event. */
  readonly moved: Both<Int32Array>;
  /** Most alerts first; nodes that raise none in either are there, too. */
  readonly raisedBy: readonly ComparedNode[];
  /** Outputs of rules; those first of which most is different. */
  readonly rules: readonly ComparedRule[];
  /** Every day from the first event to the last, in the zone. */
  readonly days: readonly ComparedDay[];
  readonly zone: string;
  readonly capacity: Capacity | undefined;
  /** Sources whose rows have labels. */
  readonly labels: readonly ComparedLabels[];
  /** What is known of the rows, and what is left out of that. */
  readonly basis: Basis;
  /** What could not be compared, and why. */
  readonly notes: readonly Words[];
}

export interface Both<T> {
  readonly before: T;
  readonly after: T;
}
export type Side = keyof Both<unknown>;
export const sides = ['before', 'after'] as const satisfies readonly Side[];

export const forBoth = <T>(make: (side: Side) => T): Both<T> => ({ before: make('before'), after: make('after') });

export interface ComparedGraph {
  readonly name: Text;
  readonly rows: number;
  /** Rows of them that were late or rejected. */
  readonly setAside: number;
  readonly alerts: number;
  readonly heldBack: number;
  readonly bySeverity: Readonly<Record<AlertSeverity, number>>;
}

/** `about` is the id that the data gives the event, where it has one. */
export type ComparedAlert = Omit<Alert, 'event'> & { readonly about: string | undefined };

export const alertParts = ['severity', 'title', 'message', 'channels'] as const;
export type AlertPart = (typeof alertParts)[number];

export interface ChangedAlert {
  readonly before: number;
  readonly after: number;
  readonly parts: readonly AlertPart[];
}

/** A node that raises alerts, by its ids in both; undefined where only the other graph has it. */
export interface ComparedNode {
  readonly nodes: Both<string | undefined>;
  readonly name: Text;
  readonly alerts: Both<number>;
  readonly only: Both<number>;
  readonly changed: number;
  readonly moved: number;
}

/** An output of a rule. */
export interface ComparedRule {
  readonly nodes: Both<string | undefined>;
  readonly port: string;
  readonly name: Text;
  readonly output: Text | undefined;
  /** Undefined where only the other graph has it. */
  readonly hits: Both<number | undefined>;
  /** Rows of sources that only the one reaches; undefined where rows cannot be told to be the same. */
  readonly only: Both<number> | undefined;
}

export interface ComparedDay {
  /** Since 1970, on the calendar of the zone. */
  readonly day: number;
  readonly alerts: Both<number>;
}

export interface Capacity {
  readonly perDay: number;
  /** Days with more alerts than that. */
  readonly daysOver: Both<number>;
  /** Alerts that are too many on those days, all together. */
  readonly tooMany: Both<number>;
}

export interface ComparedLabels {
  /** The source, by its ids in both. */
  readonly nodes: Both<string>;
  readonly name: Text;
  readonly event: EventName | undefined;
  /** What the label is called, where a field of the source is one. */
  readonly label: Text | undefined;
  /** Rows of which something is known, and those of them that are one. */
  readonly known: number;
  readonly positive: number;
  /** Rows that are caught: those that are one, and those that are none. */
  readonly caught: Both<number>;
  readonly alarmed: Both<number>;
  /** Numbers of rows that are one and that only the second catches, and that only the first one does. */
  readonly newlyCaught: Int32Array;
  readonly newlyLost: Int32Array;
  /** So many of those that are newly lost are held back behind another alert, and so were so many of the newly caught. */
  readonly heldBack: { readonly newlyCaught: number; readonly newlyLost: number };
  /** What they come to, where the source says which field is the amount. */
  readonly amounts: { readonly field: FlowField; readonly all: number; readonly caught: Both<number>; readonly newlyCaught: number; readonly newlyLost: number } | undefined;
}
