import type { FieldType } from '../../data/field.ts';
import type { AggregateName } from '../../plan/plan.ts';
import { lazy } from '../flow/flow.ts';
import type { LazyColumn } from '../flow/flow.ts';
import type { Marks } from '../operator.ts';
import type { State } from '../state/state.ts';
import type { TextStore } from '../state/texts.ts';
import type { ByKey } from './by-key.ts';
import { columnFrom } from './kept-values.ts';
import type { Log, Part } from './log.ts';

/**
 * Aggregates that are kept together: those of one field under one condition over one length of time. What they keep
 * stands by key. In a step whose windows do not overlap nothing is ever taken away: keys are then numbers of open
 * windows, and a closed one is forgotten as a whole.
 */
export interface Group {
  /** Goes through the moments of the round; puts what is asked for among the columns, each under its own number. */
  readonly run: (passage: Passage, columns: LazyColumn[]) => void;
  /** Makes these keys as if no row had come. */
  readonly forget: (keys: Int32Array) => void;
  readonly clear: () => void;
  readonly memory: () => number;
  /** How many results have left the range of numbers. */
  readonly lost?: (() => number) | undefined;
  /** Tells what is held beside the rows of the log. Rows before `since` count no longer. */
  readonly mark?: ((texts: Marks, keys: Marks, since: number) => void) | undefined;
  /** What is kept for these keys, in their order. Left out where it can be had again from the rows of the log. */
  readonly snapshot?: ((keys: Int32Array) => State) | undefined;
  readonly restore?: ((keys: Int32Array, state: State) => void) | undefined;
}

export interface GroupOptions {
  readonly log: Log;
  /** Where what a key keeps in small whole numbers stands together. */
  readonly byKey: ByKey;
  /** 1 for the rows that take part; undefined where all do. */
  readonly passes: Part<Uint8Array> | undefined;
  /** How far back from a moment rows still count; infinite where nothing is ever taken away. */
  readonly window: number;
  readonly asked: readonly Asked[];
  readonly texts: TextStore;
}

export interface Asked {
  /** The number of its column. */
  readonly column: number;
  readonly fn: AggregateName;
  /** Whether it is asked for before the rows of the moment are added. */
  readonly before: boolean;
  readonly type: FieldType;
}

/**
 * What happens to a log: moment by moment rows leave, aggregates are asked for, rows come, and others are asked for.
 */
export interface Round {
  readonly moments: number;
  /** By moment: where frames are counted back from. */
  readonly times: Float64Array;
  /** By moment: how many rows and how many questions there are up to its end. */
  readonly added: Int32Array;
  readonly asked: Int32Array;
  /** The slot of the first row. */
  readonly start: number;
  /** By question: the key it is of. */
  readonly keys: Int32Array;
  /** By question: its place in the columns; undefined where they stand in order. */
  readonly places: Int32Array | undefined;
  /** Places that nothing is asked for, as their rows have no key. */
  readonly keyless: Int32Array | undefined;
  /** Of the columns. */
  readonly length: number;
  /** All keys are below. */
  readonly limit: number;
}

/**
 * A round with the arrays of the log that it goes through. The loops over it are functions apart from the groups, which
 * know nothing but such arrays: so they stay compiled when the engine is gone and the next one begins.
 */
export interface Passage extends Round {
  readonly stamps: Float64Array;
  readonly owners: Int32Array;
  readonly mask: number;
}

/** All passages are of one shape, which the loops are compiled for. */
export const passageOf = (round: Round, { times, keys, mask }: Log): Passage => ({
  moments: round.moments, times: round.times, added: round.added, asked: round.asked, start: round.start,
  keys: round.keys, places: round.places, keyless: round.keyless, length: round.length, limit: round.limit,
  stamps: times.values, owners: keys.values, mask,
});

/** How many questions there are. */
export const questionsOf = ({ moments, asked }: Round): number => (moments === 0 ? 0 : (asked[moments - 1] ?? 0));

/** A column by place, from answers in the order of the questions. */
export function placed(answers: Float64Array, { places, keyless, length }: Round, missing: number): Float64Array {
  if (places === undefined) return answers;
  const out = new Float64Array(length);
  for (let index = 0; index < places.length; index += 1) out[places[index] ?? 0] = answers[index] ?? 0;
  if (keyless !== undefined) for (const place of keyless) out[place] = missing;
  return out;
}

/** Answers in the order of the questions, of those that are asked before and after rows are added. */
export interface Answers {
  readonly before: Float64Array | undefined;
  readonly through: Float64Array | undefined;
}

export const answersFor = (asked: readonly Asked[], count: number): Answers => ({
  before: asked.some(({ before }) => before) ? new Float64Array(count) : undefined,
  through: asked.some(({ before }) => !before) ? new Float64Array(count) : undefined,
});

export function give(
  { asked, texts }: GroupOptions,
  { before, through }: Answers,
  round: Round,
  columns: LazyColumn[],
  missing = NaN,
): void {
  for (const { column, before: early, type } of asked) {
    const answers = early ? before : through;
    if (answers !== undefined) columns[column] = lazy(() => columnFrom(type, placed(answers, round, missing), texts));
  }
}
