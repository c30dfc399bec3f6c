import type { Json } from '../../data/json.ts';
import type { Words } from '../../data/text.ts';
import type { z } from '../../data/zod.ts';
import type { Sent, SentShape } from '../../lab/sent-rows.ts';
import type { TargetType } from '../../kinds/output/kind.ts';
import type { Connection, Connections } from '../connections/connection.ts';
import { Trouble } from '../connections/trouble.ts';

/** A way for rows of an output node to leave a live run. */
export interface OutputKind<Settings = unknown> {
  readonly type: TargetType;
  readonly title: Words;
  /** What it does, in a sentence or two. */
  readonly summary: Words;
  readonly settings: z.ZodType<Settings>;
  /** The type of the connection that it needs; undefined where it needs none. */
  readonly connection?: Connection['type'] | undefined;
  /** How it keeps a row that it is given twice, after a crash, from counting twice there; or that it can’t. */
  readonly repeats: Words;
  /** Rows that it is given at once, at most. */
  readonly group: number;
  /** For the page of outputs: settings that are of use, and a connection that they go with. */
  readonly example: { readonly settings: Readonly<Record<string, Json>>; readonly connection?: Connection | undefined };
  open(settings: Settings, context: OutputContext): Promise<OpenOutput>;
}

export interface OutputContext {
  readonly graph: string;
  readonly node: string;
  /** The fields of its rows and the values of its outcome, with their types: times stand in rows as milliseconds. */
  readonly shape: SentShape;
  readonly connections: Connections;
  /** Milliseconds of the server's clock. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface OpenOutput {
  /**
   * Resolves once all of these are there for good; they are then not given again. What it throws is shown, and the same
   * rows are given anew after a while. Of a `Refused` they are given one by one, to find out which ones it is about.
   */
  readonly send: (rows: readonly SentRow[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The other side has answered that it does not want this row, now or later. */
export class Refused extends Trouble {}

/** Its id is the same for the same row, always: with graph and node, a name to know repeats by. */
export interface SentRow extends Sent {
  readonly time: number | null;
}

/** What a target knows a row by that several graphs and nodes may send to. */
export const nameOfRow = ({ graph, node }: Pick<OutputContext, 'graph' | 'node'>, { id }: SentRow): string => `${graph}/${node}/${id}`;
