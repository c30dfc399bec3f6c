import type { RejectedRow } from '../../data/read/reading.ts';
import type { Words } from '../../data/text.ts';
import type { Alert, Output, Statistics } from '../../engine/contract.ts';
import type { Decision } from '../../lab/live/decide.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Journal } from '../journal/journal.ts';
import type { Receipt } from './deliveries.ts';
import type { Entry, Position, TablePart } from './entries.ts';
import type { Asked, Explanations } from './explaining.ts';
import type { RunPlan } from './take-over.ts';

/**
 * A plan at work on what comes in, day and night. Whatever the engine is told stands in the journal first; what it
 * tells goes to the results, which take the same thing twice as once. So a crash at any moment loses nothing that was
 * acknowledged, and doubles nothing.
 */
export interface LiveRun {
  /** Resolves once the delivery can’t be lost any more. */
  readonly accept: (delivery: Delivery) => Promise<Accepted>;
  /** The same of one event, with what is to be said of it at once. */
  readonly decide: (delivery: Delivery) => Promise<Decided>;
  /** Lets the silence of sources come to something. Called every second or so. */
  readonly tick: () => Promise<void>;
  /** Where the connector of this source is to begin: behind what was accepted last. */
  readonly position: (source: string) => Position | undefined;
  /** Takes what became of lists since it was asked last. */
  readonly catchUp: () => Promise<void>;
  /** Another version from here on; what becomes of its windows, in words. */
  readonly deploy: (deployment: number) => Promise<readonly Words[]>;
  /** The number of the version that is running. */
  readonly deployment: () => number;
  readonly plan: () => Plan;
  readonly statistics: () => Statistics;
  /** When something came from this source, on the server’s clock. */
  readonly heard: (source: string) => number | undefined;
  readonly journal: Pick<Journal, 'next' | 'oldest' | 'read' | 'bytes'>;
  /** Entries from this moment on, as far as they are still there; to go on with, from the one of this number. */
  readonly since: (at: number, from?: number) => AsyncGenerator<{ readonly number: number; readonly entry: Entry }>;
  /** Why an alert was raised, or none about an event; undefined where it lies further back than the journal. */
  readonly explain: (asked: Asked) => Promise<Explanations | undefined>;
  /** The moment that the journal reaches back to. */
  readonly reaches: () => number | undefined;
  /** Resolves when all that was accepted has been worked through, and its results are kept. */
  readonly settled: () => Promise<void>;
  readonly snapshot: () => Promise<void>;
  /** No more will come: windows close. */
  readonly finish: () => Promise<void>;
  /** Leaves everything as it is, to be gone on with. */
  readonly close: () => Promise<void>;
}

export interface Delivery {
  readonly source: string;
  readonly body: Uint8Array;
  readonly key?: string | undefined;
  readonly position?: Position | undefined;
}

export type Accepted = Receipt & { readonly rejections: readonly RejectedRow[] };
/** Without a decision where it was not one event, or was decided too long ago to be remembered. */
export type Decided = Accepted & { readonly decision?: Decision | undefined };

export interface Results {
  /** Keeps what is new of these. Throws where it can’t: then it is given the same once more, or the run stops. */
  readonly keep: (results: Kept) => void;
  /** What it has been given can’t be lost any more. */
  readonly secure: () => void;
}

export interface Kept {
  /** What raised them. */
  readonly plan: Plan;
  readonly alerts: readonly Alert[];
  readonly outputs: readonly Output[];
  readonly rejected: readonly KeptRejection[];
}

export interface KeptRejection {
  readonly source: string;
  /** Its delivery, by number and moment, and the place among the rejected rows of that. */
  readonly number: number;
  readonly at: number;
  readonly index: number;
  readonly row: RejectedRow;
}

/** Lists that the server keeps for all its runs, each with all that ever became of it, counted. */
export interface RunLists {
  /** A part of what came after a place; of all that there is where none is given. Undefined where nothing did. */
  readonly after: (list: string, position: number | undefined) => TablePart | undefined;
}

export interface RunOptions {
  readonly folder: string;
  readonly plans: (deployment: number) => RunPlan | Promise<RunPlan>;
  /** The deployment that it begins with. */
  readonly first: number;
  readonly results: Results;
  readonly lists?: RunLists | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Rows of a time so far past the clock are rejected. */
  readonly ahead?: number | undefined;
  /** After so many bytes in the journal a snapshot is taken. */
  readonly snapshotBytes?: number | undefined;
  readonly segmentBytes?: number | undefined;
  /** The journal reaches back so far at least, in milliseconds. */
  readonly keep?: number | undefined;
  /** How long results may be held up by another process before the run stops. */
  readonly patience?: number | undefined;
  /** Called when it has stopped at an error. */
  readonly failed?: ((error: RunFailed) => void) | undefined;
  /** Called with what was kept, and how many milliseconds after it had been made durable. */
  readonly kept?: ((results: Kept, after: number) => void) | undefined;
}

/** What was accepted is in the journal; opened anew, the run goes on from there. */
export class RunFailed extends Error {
  constructor(cause: unknown) {
    super('This run has stopped at an error', { cause });
  }
}

export class NoSuchSource extends RangeError {
  readonly source: string;
  constructor(source: string) {
    super(`This graph has no source “${source}”`);
    this.source = source;
  }
}

/** A decision is about one event. */
export class NotOneEvent extends Error {}
