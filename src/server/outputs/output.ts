import type { Json } from '../../data/json.ts';
import type { Words } from '../../data/text.ts';
import type { z } from '../../data/zod.ts';
import type { Connections } from '../connections/connection.ts';

/** A way for rows of an output node to leave a live run. */
export interface OutputKind<Settings = unknown> {
  readonly type: string;
  readonly settings: z.ZodType<Settings>;
  /** How it keeps a row that it is given twice, after a crash, from counting twice there; or that it can’t. */
  readonly repeats: Words;
  readonly open: (settings: Settings, context: OutputContext) => Promise<OpenOutput>;
}

export interface OutputContext {
  readonly graph: string;
  readonly node: string;
  readonly connections: Connections;
  readonly signal: AbortSignal;
}

export interface OpenOutput {
  /**
   * Resolves once all of these are there for good; they are then not given again. What it throws is shown, and the same
   * rows are given anew after a while; a `Refused` says that they would never be taken.
   */
  readonly send: (rows: readonly SentRow[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The other side has answered that it does not want this row, now or later. */
export class Refused extends Error {}

export interface SentRow {
  /** The same for the same row, always: a name to know repeats by. */
  readonly id: string;
  readonly time: number | null;
  readonly row: Readonly<Record<string, Json>>;
  readonly outcome?: Json | undefined;
}
