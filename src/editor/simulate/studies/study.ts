import type { Listener } from '../../../engine/contract.ts';
import type { Input } from '../../../lab/feed.ts';
import type { ReplayOptions } from '../../../lab/replay.ts';
import type { StreamRef } from '../../../plan/plan.ts';
import type { Host, Running } from '../run.ts';

/**
 * A question about the last run as a whole, answered beside the page. Question and answer go from thread to thread, so
 * they are plain data. A run keeps no rows: whoever needs them lets its input run again, which is the same each time.
 */
export interface Study<Question, Answer> {
  readonly answer: (question: Question, host: StudyHost) => Promise<Answer>;
}

/** What a study has to work with. What it keeps from one question to the next it keeps by the run, in a WeakMap. */
export interface StudyHost extends Host {
  /** The document, what it compiled to, its tables and its inputs, pinned as they were; and what was counted. */
  readonly run: Running;
  /** Aborted when nobody waits any more, or another run has ended. Replays and inputs stop by it. */
  readonly signal: AbortSignal;
  /** How much of it is done, from 0 to 1. Replays and inputs tell by themselves how much of the rows they have read. */
  readonly progress: (part: number) => void;
  /** The same rows once more, through the plan and no further than the run came. */
  readonly replay: (listener: Listener, how?: StudyReplay) => Promise<void>;
  /** Inputs of some sources from their beginning, as far as the run had read them; of a part of the work, `tell` hears how much of them is read. */
  readonly inputs: (sources: readonly string[], tell?: (part: number) => void) => ReadonlyMap<string, Input>;
}

export interface StudyReplay extends Pick<ReplayOptions, 'released'> {
  /** Streams that are looked at: what does not lead to them need not run. */
  readonly upTo?: readonly StreamRef[] | undefined;
}

/** What stands in the way of an answer is thrown as `NoRun`, in words. */
export const study = <Question, Answer>(answer: Study<Question, Answer>['answer']): Study<Question, Answer> => ({ answer });
