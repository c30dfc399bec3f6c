import type { Reading } from '../data/read/reading.ts';
import type { Batch } from '../data/columns.ts';
import type { Row } from '../data/field.ts';
import type { AlertSeverity, StreamRef } from '../plan/plan.ts';
import type { Flow } from './flow/flow.ts';

/**
 * An engine runs a plan over batches of events. It has no clock, does no input or output and knows no graph: what
 * happens follows from what it is told, in docs/semantics.md's words.
 */
export interface Engine {
  /** Takes the rows of a source as a reader gives them. */
  readonly push: (source: string, reading: Reading) => void;
  /** The source has passed this moment. */
  readonly advance: (source: string, to: number) => void;
  /** The source holds nobody back until it has something again. */
  readonly idle: (source: string) => void;
  /**
   * What became of a table that the plan only names and the host keeps: rows see it as it was at their time, as far as
   * they are not released yet. Of a table that the plan does not name, or whose rows were given whole, nothing is kept.
   */
  readonly amend: (table: string, changes: readonly TableChange[], whole?: boolean) => void;
  /** There is no more input: windows close, and what was waited for is known not to come. */
  readonly finish: () => void;
  /**
   * What would be told, had every source that this one waits with passed a moment: of what waits, and by which nothing
   * changes. The host must listen to alerts and outputs. Sees the streams on the way; a flow is only sound during the
   * call.
   */
  readonly peek: (source: string, until: number, see?: (stream: StreamRef, flow: Flow) => void) => Peeked;
  /** All that it holds, as bytes. Between any two of the calls above. */
  readonly snapshot: () => Uint8Array;
  readonly statistics: () => Statistics;
}

/** What became of an entry of a table. */
export interface TableChange {
  /** Tells the entry from the others. */
  readonly entry: string;
  /** Holds for rows of this time and later; of any time where null. Later changes of an entry come later. */
  readonly from: number | null;
  /** Holds for rows before this time. */
  readonly until?: number | undefined;
  /** By column; left out where the entry is taken away. */
  readonly row?: Row | undefined;
}

export interface Peeked {
  readonly alerts: readonly Alert[];
  readonly outputs: readonly Output[];
}

export interface EngineOptions {
  readonly listener?: Listener | undefined;
  /**
   * Rows of tables that the plan only names, by path or name, in the order of the binding's columns. A managed table that
   * is not among them is told of by `amend`; one that is may have two columns of times more, from which moment on a row
   * holds and up to which, missing where that has no bound. Rows without a time see what has no beginning.
   */
  readonly tables?: ReadonlyMap<string, Batch> | undefined;
  /** Milliseconds of any clock, to measure the time that nodes take. Nothing else depends on it. */
  readonly clock?: (() => number) | undefined;
  /** What `snapshot` gave, of an engine for the same plan. */
  readonly snapshot?: Uint8Array | undefined;
}

/** What a host wants to hear of. What it does not ask for is counted and costs no more. */
export interface Listener {
  /** In order of time, then of the plan, then of the rows. Rows without a time are told of one by one, each in order of the plan. */
  readonly alert?: ((alert: Alert) => void) | undefined;
  /** In the same order. What was set aside comes at once. */
  readonly output?: ((output: Output) => void) | undefined;
  /**
   * Asked once for each stream, also `ALERT.sent`, `ALERT.held` and `OUTPUT.rows`. A flow is only sound during the
   * call.
   */
  readonly watch?: ((stream: StreamRef) => ((flow: Flow) => void) | undefined) | undefined;
}

export interface Alert {
  readonly id: string;
  readonly node: string;
  readonly severity: AlertSeverity;
  /** Null where rows have no time. */
  readonly time: number | null;
  /** As text; null where part of it is missing, or where there is no key. */
  readonly key: string | null;
  readonly title: string;
  readonly message: string;
  /** The id of the row that it is about. */
  readonly row: string;
  /** The whole row. */
  readonly event: Row;
  /** How many of its key were held back since the last one. */
  readonly heldBack: number;
  readonly channels: readonly string[];
}

export interface Output {
  readonly node: string;
  /** The id of the row: with the node, what a target knows it by. */
  readonly id: string;
  readonly time: number | null;
  readonly row: Row;
  readonly outcome?: { readonly type: string; readonly values: Row } | undefined;
}

export interface Statistics {
  readonly sources: Readonly<Record<string, SourceStatistics>>;
  /** Rows by stream; an alert has `sent` and `held`, an output `rows`. */
  readonly rows: Readonly<Record<StreamRef, number>>;
  /** By step: how often each of its branches or changes gave its reason. */
  readonly reasons: Readonly<Record<string, readonly number[]>>;
  /** By step: rows without a key where one was needed, aggregates that left the range of numbers, divisions by zero. */
  readonly keyless: Readonly<Record<string, number>>;
  readonly lost: Readonly<Record<string, number>>;
  readonly zeroDivisions: Readonly<Record<string, number>>;
  /** By step of an alert: held back, and no later alert has told of them. */
  readonly unreported: Readonly<Record<string, number>>;
  /** By node, in milliseconds of the host's clock; empty without one. */
  readonly time: Readonly<Record<string, number>>;
  /** By step, in bytes, roughly: what it keeps, and for how many keys. */
  readonly state: Readonly<Record<string, { readonly bytes: number; readonly keys: number }>>;
}

/** read = accepted + late + rejected */
export interface SourceStatistics {
  readonly read: number;
  readonly accepted: number;
  readonly late: number;
  readonly rejected: number;
  /** By the code of a row's first fault. */
  readonly rejections: Readonly<Record<string, number>>;
  /** -Infinity before anything has passed. */
  readonly watermark: number;
  readonly idle: boolean;
  /** Accepted rows that wait for the moment to be released. */
  readonly waiting: number;
}
