import type { Field, Row, Value } from '../../data/field.ts';
import type { Words } from '../../data/text.ts';
import type { Alert } from '../../engine/contract.ts';
import type { AggregateName } from '../../plan/plan.ts';
import type { Need } from './needs.ts';
import type { Truth } from './truth.ts';

/** Why an alert was raised, or what became of an event: plain data, the same for the page, the command and a file. */
export interface Explanation {
  readonly about: AboutAlert | AboutEvent;
  /** The row in question first; then the rows it was made of, then those it became part of. */
  readonly rows: readonly ExplainedRow[];
  /** Every node, in the order of the document. */
  readonly nodes: readonly NodeState[];
  /** Every edge, in the order of the document. */
  readonly edges: readonly EdgeState[];
  /** What it led to: of an alert, itself. */
  readonly alerts: readonly Alert[];
  /** Of an event: the alerts that later rows raised and it was counted in: the nearest of them, and how many there are. */
  readonly counted: { readonly alerts: readonly Counted[]; readonly count: number };
  /** Of an event: the alerts that it did not raise, and what stopped it. */
  readonly silences: readonly Silence[];
  /** Rows that others name, by id, as they were where they were looked at. */
  readonly listed: Readonly<Record<string, ListedRow>>;
}

export interface AboutAlert {
  readonly type: 'alert';
  readonly alert: Alert;
  /** The key in words, field by field. */
  readonly key: readonly Shown[];
  /** `the same card`; undefined where there is no key. */
  readonly same?: Words | undefined;
  /** The smallest change that would have kept it from being raised. */
  readonly unless: readonly Need[];
  /** Further rows of the key that were held back on its account. */
  readonly after?: { readonly held: number; readonly until: number } | undefined;
}

export interface AboutEvent {
  readonly type: 'event';
  readonly source: string;
  readonly event: Value;
  readonly outcome: 'accepted' | 'late' | 'rejected';
  /** Why it was set aside, in the words of its row. */
  readonly reason?: string | undefined;
  readonly line?: number | undefined;
  /** Where several rows have the id: which of them this is, from 1. */
  readonly number: number;
  readonly of: number;
}

/** A value, and how a reader sees it. */
export interface Shown {
  readonly name: string;
  readonly label: Words;
  readonly value: Value;
  readonly shown: Words;
  /** Surfaces may mask it. */
  readonly sensitive?: true | undefined;
}

export interface ListedRow {
  /** The node that made it. */
  readonly node: string;
  readonly time: number | null;
  readonly values: Row;
  /** The names of values that surfaces may mask. */
  readonly sensitive: readonly string[];
}

export interface ExplainedRow {
  readonly id: string;
  /** The node that made it, and what its rows are called. */
  readonly node: string;
  readonly event: RowWords;
  readonly time: number | null;
  readonly role: 'subject' | 'part' | 'whole';
  /** What it was made of; left out for rows of a source. */
  readonly made?: Made | undefined;
  /** The nodes on its way, in the order of the plan. */
  readonly visits: readonly Visit[];
}

/** What rows are called. The measure word is Chinese. */
export interface RowWords {
  readonly one: Words;
  readonly many: Words;
  readonly measure: string;
}

export type Made =
  | {
      readonly type: 'window';
      /** What its rows are called. */
      readonly event: RowWords;
      readonly key: readonly Shown[];
      readonly start: number;
      readonly end: number;
      /** The fields that hold its key, its start and its end. */
      readonly names: readonly string[];
      /** How many rows it holds; the latest of them, in order. */
      readonly count: number;
      readonly rows: readonly string[];
      readonly features: readonly Feature[];
    }
  | { readonly type: 'join'; readonly left: string; readonly right: string | null }
  | {
      readonly type: 'sequence';
      readonly parts: readonly { readonly name: Words; readonly row: string | null }[];
      readonly within: number;
    };

export interface Visit {
  readonly node: string;
  readonly kind: string;
  readonly name: Words;
  /** The outputs it left by; none where it ended here. */
  readonly ports: readonly { readonly id: string; readonly label: Words }[];
  /** What it had here first, or what the node gave it. */
  readonly values: readonly Shown[];
  readonly branches: readonly Branch[];
  readonly features: readonly Feature[];
  readonly items?: Scorecard | undefined;
  readonly table?: TableHit | undefined;
  readonly anomaly?: Anomaly | undefined;
  readonly lookup?:
    { readonly table: Words; readonly on: readonly Shown[]; readonly found?: boolean | undefined } | undefined;
  /** Texts that rules gave here. */
  readonly reasons: readonly string[];
  /** Of a dedupe: the row that was kept in its place. Of an alert: the one sent before, for the same key. */
  readonly heldBy?: HeldBy | undefined;
  /** Why rows of a window, join or sequence were or were not made of it. */
  readonly chain?: Chain | undefined;
  /** A field of the key is missing: the row takes no part here. */
  readonly keyless?: true | undefined;
}

export interface Branch {
  readonly port: string;
  readonly label: Words;
  readonly taken: boolean;
  readonly truth: Truth;
}

/** What a feature of a row looked at. */
export interface Feature {
  readonly name: string;
  readonly fn: AggregateName;
  readonly value: Shown;
  /** What was aggregated, and of which rows. */
  readonly of?:
    | (Pick<Field, 'name' | 'type' | 'unit' | 'currency' | 'decimals'> & {
        readonly label: Words;
        readonly sensitive?: true;
      })
    | undefined;
  readonly where?: Words | undefined;
  readonly key: readonly Shown[];
  /** Both included. */
  readonly from: number | null;
  readonly to: number | null;
  /** Rows that took part; the latest of them, in order. */
  readonly count: number;
  readonly rows: readonly FeatureRow[];
}

export interface FeatureRow {
  readonly id: string;
  readonly time: number | null;
  readonly value: Value;
}

export interface Scorecard {
  readonly start: number;
  readonly score: Shown;
  readonly band: Shown;
  readonly items: readonly { readonly label: Words; readonly points: number; readonly truth: Truth }[];
}

/** How far a value is from what is usual for its key. */
export interface Anomaly {
  readonly method: 'z' | 'ratio';
  readonly value: Shown;
  /** In the measure of the value; missing where there were too few. */
  readonly usual: Shown;
  readonly score: Shown;
  readonly threshold: number;
  /** How many values the baseline is made of, and how many it needs. */
  readonly count: number;
  readonly min: number;
  readonly within: number;
}

export interface TableHit {
  /** The field that holds the number of the row. */
  readonly field: string;
  readonly hits: readonly { readonly row: number; readonly conditions: readonly Words[] }[];
  readonly rows: number;
  readonly results: readonly Shown[];
}

export interface HeldBy {
  readonly row: string;
  readonly time: number | null;
  /** Of an alert. */
  readonly alert?: string | undefined;
  readonly until: number;
  /** `the same card`; undefined where rows are not told apart. */
  readonly same?: Words | undefined;
}

/** How far a row got at a node that makes rows of several. */
export interface Chain {
  /** Ids of the rows it became part of; the first of them. */
  readonly made: readonly string[];
  readonly count: number;
  readonly stopped?: Stopped | undefined;
}

export type Stopped =
  | {
      readonly type: 'no-partner';
      readonly side: 'left' | 'right';
      readonly name: Words;
      readonly from: number;
      readonly to: number;
      readonly nearest?: Nearest | undefined;
    }
  | {
      readonly type: 'no-step';
      readonly part: Words;
      readonly direction: 'before' | 'after';
      readonly within: number;
      readonly nearest?: Nearest | undefined;
    }
  | { readonly type: 'came'; readonly part: Words; readonly within: number; readonly nearest: Nearest }
  /** A later row of the same kind stands nearer to what followed. */
  | { readonly type: 'superseded'; readonly part: Words; readonly nearest?: Nearest | undefined }
  | {
      readonly type: 'condition';
      readonly parts: readonly { readonly name: Words; readonly truth: Truth; readonly needs: readonly Need[] }[];
    };

export interface Nearest {
  readonly row: string;
  readonly time: number | null;
}

export interface NodeState {
  readonly node: string;
  readonly kind: string;
  readonly name: Words;
  readonly state: 'led' | 'visited' | 'unreached';
  /** The outputs that the rows left by. */
  readonly ports: readonly string[];
}

export interface EdgeState {
  /** As the document has them. */
  readonly from: string;
  readonly to: string;
  readonly state: NodeState['state'];
}

export interface Counted {
  readonly alert: Alert;
  /** The features that counted the row, as they were where the alert was raised; by the node that they are of. */
  readonly by: readonly { readonly node: string; readonly features: readonly Shown[] }[];
}

/** An alert that was not raised. */
export interface Silence {
  readonly alert: string;
  readonly name: Words;
  readonly stops: readonly Stop[];
  /** Nodes after the nearest stop that might have stopped it too. */
  readonly beyond: readonly { readonly node: string; readonly name: Words }[];
}

/** Where the way to an alert ended; the nearest one first. */
export interface Stop {
  readonly row: string;
  readonly node: string;
  readonly name: Words;
  readonly why: 'condition' | 'held' | 'duplicate' | 'chain' | 'keyless';
  /** What would have let it pass. */
  readonly needs: readonly Need[];
  /** For each need of a rolling feature or a summary: where its rows stand. */
  readonly features: readonly Feature[];
  readonly items?: Scorecard | undefined;
  readonly heldBy?: HeldBy | undefined;
  readonly stopped?: Stopped | undefined;
}
