import type { Catching, Costs, Share } from '../measure/model.ts';
import type { Threshold } from './thresholds.ts';

/** What a value of a threshold is to be best at. */
export type Goal = 'f1' | 'recall' | 'cost';

/** What the outcomes of values are worked out by. */
export interface TryOptions {
  /** By key, what a rule takes is with it what has the key of an alert that came of it, on its day. */
  readonly catching?: Catching | undefined;
  readonly costs?: Costs | undefined;
  readonly maturity?: number | undefined;
  readonly warmUp?: number | undefined;
  readonly zone?: string | undefined;
}

export interface SuggestOptions extends TryOptions {
  readonly goal: Goal;
  /** At most so many alerts a day. */
  readonly alerts?: number | undefined;
}

/** What values of a threshold come to over all days, by rising value. Without labels there is nothing to tell. */
export interface Curve {
  readonly threshold: Threshold;
  readonly points: readonly { readonly value: number; readonly outcome: Outcome }[];
}

/** Fitted on earlier days, and held against later ones. Plain data. */
export interface Suggestion {
  readonly threshold: Threshold;
  readonly goal: Goal;
  /** The value that is best on the earlier days; undefined where none can be told. */
  readonly best: Tried | undefined;
  /** The value that stands there. */
  readonly present: Tried | undefined;
  /** By rising value: what each came to. So precision stands against recall as the threshold moves. */
  readonly curve: readonly Tried[];
  /** What is fitted is before this moment; what is reported, from it on. */
  readonly split: number | undefined;
  /** Whose days they are. */
  readonly zone: string;
  readonly days: { readonly earlier: number; readonly later: number };
  readonly warnings: readonly Warning[];
}

export type Warning =
  /** There are no labels, or none that says yes among the earlier days. */
  | { readonly code: 'no-labels' }
  /** The data is of a single moment, or has no times. */
  | { readonly code: 'no-days' }
  /** No value keeps within so many alerts a day. */
  | { readonly code: 'too-many-alerts'; readonly alerts: number }
  /** A field that the rule looks at is missing in every row, or always the same where it is there. */
  | { readonly code: 'never-seen'; readonly field: string }
  | { readonly code: 'never-varies'; readonly field: string };

export interface Tried {
  readonly value: number;
  readonly earlier: Outcome;
  readonly later: Outcome;
  /** Over all days. */
  readonly whole: Outcome;
}

/** By event: what the threshold's node takes. Alerts are those that are sent. */
export interface Outcome {
  readonly caughtYes: number;
  readonly caughtNo: number;
  readonly missedYes: number;
  readonly precision: Share | undefined;
  readonly recall: Share | undefined;
  readonly f1: number | undefined;
  readonly alerts: number;
  readonly alertsADay: number;
  readonly cost: number | undefined;
}
