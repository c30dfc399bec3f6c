import type { LazyColumn } from './flow.ts';

/** Why rows are where they are: what they began with, and what steps on their way gave. */
export interface Reasons {
  /** The list a row had before any step gave a reason; undefined where it had none. */
  readonly before: LazyColumn | undefined;
  /** 0 for rows that came by no step with reasons, and so have no list; undefined where all have one. */
  readonly listed: Uint8Array | undefined;
  /** By step and number there, rising. */
  readonly given: readonly GivenReason[];
}

export interface GivenReason {
  /** The step's place in the plan, and the number of the branch or change in it. */
  readonly step: number;
  readonly index: number;
  /** 1 for the rows of the frame that have it. */
  readonly has: Uint8Array;
  /** The words for one of these rows. */
  readonly text: (row: number) => string;
}
