import type { EventName, FlowField } from '../../data/field.ts';
import type { Text } from '../../data/text.ts';
import type { Bits } from '../ledger/bits.ts';

/** How good rules are, held against labels. All of it is plain data; docs/measures.md has each measure and its formula. */

/** What is counted: events, keys (a card, a customer), alerts, or the amounts of events. */
export const units = ['event', 'key', 'alert', 'value'] as const;
export type Unit = (typeof units)[number];

/** An event is caught where it is behind an alert; or where it has the key of one, on the same day. */
export type Catching = 'lineage' | 'key';

export interface MeasureOptions {
  readonly unit?: Unit | undefined;
  readonly catching?: Catching | undefined;
  /** Milliseconds before the end of the data within which a label is not yet to be trusted. */
  readonly maturity?: number | undefined;
  /** Milliseconds at the beginning that are left out; as long as the longest window where left out. */
  readonly warmUp?: number | undefined;
  /** The fields that keys are counted by; those of the first alert where left out. */
  readonly key?: readonly string[] | undefined;
  readonly costs?: Costs | undefined;
  /** Of days and weeks; UTC where left out. */
  readonly zone?: string | undefined;
  readonly period?: 'day' | 'week' | undefined;
}

export interface Costs {
  /** Of looking at one alert. */
  readonly review?: number | undefined;
  /** Of an alert that was none, on top of looking at it. */
  readonly falseAlarm?: number | undefined;
  /** Of one of the currency that was missed. */
  readonly missed?: number | undefined;
}

export interface Measures {
  readonly unit: Unit;
  readonly catching: Catching;
  readonly basis: Basis;
  /** All alerts together. */
  readonly graph: Measured;
  readonly alerts: readonly CatcherMeasured[];
  /** By its outputs, most hits first; none where the unit is the alert. */
  readonly rules: readonly CatcherMeasured[];
  /** Events that are one, and that no alert caught as it was held back: somebody had just heard of their key. */
  readonly heldBack: number;
  readonly overlap: Overlap;
}

/** What measures are taken of. */
export interface Basis {
  /** The sources whose events count, by their places in the ledger: those that have labels, or all where none has. */
  readonly sources: readonly number[];
  readonly event: EventName | undefined;
  readonly labelled: boolean;
  /** Labels only ever say yes: what has none is taken to be none. */
  readonly assumed: boolean;
  readonly events: number;
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
  readonly keys: number;
  /** The fields that keys are of. */
  readonly key: readonly FlowField[] | undefined;
  readonly amount: FlowField | undefined;
  /** Moments of the first and the last event that counts; undefined where rows have no time. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Calendar days of the zone. */
  readonly days: number | undefined;
  readonly zone: string;
  /** Events left out at the beginning, and how long that is. */
  readonly early: number;
  readonly warmUp: number;
  /** The data is too short for its longest window to be left out. */
  readonly short: boolean;
  /** Events too young for what their label says. */
  readonly young: number;
  readonly maturity: number;
}

/** In the unit; amounts in that of the amount, where there is one. */
export interface Measured {
  /** What was caught and is one, is none, or nobody knows. */
  readonly caughtYes: number;
  readonly caughtNo: number;
  readonly caughtUnknown: number;
  /** What was not caught. Of alerts there is no such thing. */
  readonly missedYes: number | undefined;
  readonly passedNo: number | undefined;
  readonly precision: Share | undefined;
  readonly recall: Share | undefined;
  readonly f1: number | undefined;
  /** So many false ones for each true one. */
  readonly falsePositiveRatio: number | undefined;
  readonly amountCaught: number | undefined;
  readonly amountMissed: number | undefined;
  /** Alerts that were sent; of a rule, its hits. */
  readonly alerts: number;
  readonly alertsADay: number | undefined;
  readonly cost: number | undefined;
  /** How many events and keys it caught, whatever is known of them, and their share of all. */
  readonly events: Reach;
  readonly keys: Reach;
}

export interface Reach {
  readonly count: number;
  readonly share: number | undefined;
}

/** A part of a whole, and where the true share lies with 95 % certainty. Of amounts there is no telling. */
export interface Share {
  readonly share: number;
  readonly of: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

export interface CatcherMeasured extends Measured {
  readonly node: string;
  readonly name: Text;
  /** Of a rule: which output. */
  readonly port?: string | undefined;
  readonly output?: Text | undefined;
}

/** The same over time. */
export interface PeriodMeasured extends Measured {
  readonly from: number;
  readonly to: number;
}

/** Events by what was caught and what is known, by source as `Basis.sources` has them: row numbers that a page opens. */
export type Confusion = Readonly<Record<Cell, readonly Bits[]>>;

/** What was caught and is one, is none, or nobody knows; and what was not caught. */
export const cells = ['caughtYes', 'caughtNo', 'caughtUnknown', 'missedYes', 'passedNo', 'passedUnknown'] as const;
export type Cell = (typeof cells)[number];

/** How many events two rules both caught. */
export interface Overlap {
  readonly rules: readonly { readonly node: string; readonly port: string; readonly name: Text; readonly output: Text | undefined }[];
  /** By rule and rule; on the diagonal, all that the rule caught. */
  readonly counts: readonly (readonly number[])[];
  /** What only this rule caught. */
  readonly alone: readonly number[];
  /** Rules that are left out, as only so many are compared. */
  readonly more: number;
}
