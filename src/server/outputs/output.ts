import type { AboutTarget } from '../../kinds/output/targets/about.ts';
import type { Sent, SentShape } from '../../lab/sent-rows.ts';
import type { Connections } from '../connections/connection.ts';
import { Trouble } from '../connections/trouble.ts';
import type { StoredLists } from '../lists/stored-lists.ts';

/** A way for rows of an output node to leave a live run. */
export interface OutputKind<Settings = unknown> extends AboutTarget<Settings> {
  /** Rows that it is given at once, at most. */
  readonly group: number;
  open(settings: Settings, context: OutputContext): Promise<OpenOutput>;
}

export interface OutputContext {
  readonly graph: string;
  readonly node: string;
  /** The fields of its rows and the values of its outcome, with their types: times stand in rows as milliseconds. */
  readonly shape: SentShape;
  readonly connections: Connections;
  /** Those of the server; `changed` tells runs that there is something new. */
  readonly lists: Pick<StoredLists, 'named' | 'create' | 'changeBy'> & { readonly changed: () => void };
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
