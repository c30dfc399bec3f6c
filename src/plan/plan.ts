import type { Field } from '../data/field.ts';
import type { Lang } from '../data/text.ts';
import type { Expr } from '../logic/expr.ts';

/**
 * The small algebra that a graph compiles to, and the whole of what an engine must know.
 * Steps stand in topological order. Docs: docs/plan.md.
 */
export interface Plan {
  readonly format: 'ruleloom/plan';
  readonly version: 1;
  readonly graph: string;
  /** The language that templates are rendered in. */
  readonly lang: Lang;
  /** By whose clocks templates tell times, where a source of the graph names a zone; otherwise in UTC. */
  readonly zone?: string | undefined;
  /** Versions of the tables that results depend on. */
  readonly tables: { readonly zones: string; readonly cases: string };
  readonly steps: readonly Step[];
}

/** In whose language and by whose clocks templates are rendered. */
export type Telling = Pick<Plan, 'lang' | 'zone'>;

/** The rows that a step gives out: its id, or `id.port` where it has several outputs. */
export type StreamRef = string;

interface StepBase {
  readonly id: string;
  /** The node it comes from. A node may need several steps. */
  readonly node: string;
}

/** Reads: an edge into a step. Several edges into one input are a union by row id. */
export type Inputs = readonly StreamRef[];

export interface SourceStep extends StepBase {
  readonly op: 'source';
  readonly fields: readonly Field[];
  /** The time and id fields of the contract. Without a time rows keep the order they are read in. */
  readonly time?: string | undefined;
  readonly key?: string | undefined;
  readonly lateness: number;
  /** The fields of late and rejected rows that say why, and from which line. */
  readonly setAside: { readonly reason: Field; readonly line: Field };
  /** Milliseconds of the host's clock after which a silent source no longer holds others back. */
  readonly idle?: number | undefined;
}

/** The first branch whose condition holds takes the row; `rest` takes what none took. */
export interface SelectStep extends StepBase {
  readonly op: 'select';
  readonly input: Inputs;
  readonly branches: readonly Branch[];
}

export interface Branch {
  readonly port: string;
  readonly when: Expr;
  /** A rule's words for why the row is here. Added to the row's reasons. */
  readonly reason?: Template | undefined;
}

/** Sets and drops fields, in order: each sees those before it. */
export interface ProjectStep extends StepBase {
  readonly op: 'project';
  readonly input: Inputs;
  readonly changes: readonly Change[];
}

export type Change =
  | { readonly set: Field; readonly to: Expr }
  | { readonly rename: string; readonly field: Field }
  | { readonly drop: string }
  /** Adds words to the row's reasons where the condition holds. */
  | { readonly reason: Template; readonly when: Expr };

/** Many streams as one, in total order. Fields are aligned by name; what a stream lacks is missing in its rows. */
export interface MergeStep extends StepBase {
  readonly op: 'merge';
  readonly input: Inputs;
  /** A text field that receives the id of the node that a row came from; ids in the order of `input`. */
  readonly source?: { readonly field: Field; readonly names: readonly string[] } | undefined;
  /** Receives the row's time, where the streams keep theirs in fields of different names. */
  readonly time?: Field | undefined;
}

export interface RollingStep extends StepBase {
  readonly op: 'rolling';
  readonly input: Inputs;
  readonly key: readonly string[];
  readonly features: readonly RollingFeature[];
}

export interface RollingFeature extends Aggregate {
  /** Length of the frame in milliseconds. */
  readonly window: number;
  /** `through` is [t - w, t]; `before` is [t - w, t). */
  readonly frame: 'through' | 'before';
}

export const aggregateNames = [
  'count', 'sum', 'average', 'min', 'max', 'distinct', 'stddev', 'first', 'last', 'sincePrevious',
] as const;
export type AggregateName = (typeof aggregateNames)[number];

export interface Aggregate {
  readonly into: Field;
  readonly fn: AggregateName;
  /** What is aggregated; left out for `count` and `sincePrevious`. */
  readonly of?: string | undefined;
  /** Only rows where this holds take part. */
  readonly where?: Expr | undefined;
}

export interface WindowStep extends StepBase {
  readonly op: 'window';
  readonly input: Inputs;
  readonly key: readonly string[];
  readonly shape: WindowShape;
  readonly aggregates: readonly Aggregate[];
  readonly start: Field;
  readonly end: Field;
}

export type CalendarUnit = 'day' | 'week';
export type Span = { readonly ms: number } | { readonly unit: CalendarUnit; readonly count: number };

export type WindowShape =
  | { readonly type: 'tumbling'; readonly size: Span; readonly zone: string }
  | { readonly type: 'hopping'; readonly size: Span; readonly hop: Span; readonly zone: string }
  | { readonly type: 'session'; readonly gap: number };

export interface LookupStep extends StepBase {
  readonly op: 'lookup';
  readonly input: Inputs;
  readonly table: TableBinding;
  /** Row fields, beside the table's columns that they must equal. */
  readonly on: readonly { readonly field: string; readonly column: string }[];
  readonly add: readonly { readonly column: string; readonly field: Field }[];
  /** Receives whether the table has the key. */
  readonly found?: Field | undefined;
}

export type TableBinding =
  | { readonly type: 'inline'; readonly columns: readonly Field[]; readonly rows: readonly (readonly unknown[])[] }
  | { readonly type: 'file'; readonly columns: readonly Field[]; readonly path: string }
  | { readonly type: 'managed'; readonly columns: readonly Field[]; readonly name: string };

export interface JoinStep extends StepBase {
  readonly op: 'join';
  readonly left: Inputs;
  readonly right: Inputs;
  readonly on: readonly { readonly left: string; readonly right: string }[];
  /** The right row's time lies in [left + from, left + to]; both ends belong. */
  readonly from: number;
  readonly to: number;
  /** `outer` also gives out left rows that no partner can come for any more. */
  readonly mode: 'inner' | 'outer';
  /** How the fields of the joined row come about. */
  readonly fields: readonly { readonly side: 'left' | 'right'; readonly name: string; readonly field: Field }[];
  /** Receives the time of the joined row. */
  readonly time: Field;
}

export interface DedupeStep extends StepBase {
  readonly op: 'dedupe';
  readonly input: Inputs;
  readonly key: readonly string[];
  readonly period: number;
}

/** Rows for each step, in order; with `absent`, the last one must not come within the time. */
export interface SequenceStep extends StepBase {
  readonly op: 'sequence';
  readonly steps: readonly SequencePart[];
  readonly within: number;
  readonly absent: boolean;
  /** Receives the time at which the last one was certain not to come. Only with `absent`. */
  readonly time?: Field | undefined;
}

export interface SequencePart {
  readonly input: Inputs;
  readonly key: readonly string[];
  readonly when: Expr;
  readonly fields: readonly { readonly name: string; readonly field: Field }[];
}

export type AlertSeverity = 'low' | 'medium' | 'high' | 'critical';

export interface AlertStep extends StepBase {
  readonly op: 'alert';
  readonly input: Inputs;
  readonly severity: AlertSeverity;
  readonly key: readonly string[];
  readonly title: Template;
  readonly message: Template;
  readonly suppress?: { readonly period: number } | undefined;
  readonly channels: readonly string[];
}

export interface OutputStep extends StepBase {
  readonly op: 'output';
  readonly input: Inputs;
  readonly target: { readonly type: string; readonly settings: Readonly<Record<string, unknown>> };
  readonly outcome?:
    { readonly type: string; readonly values: readonly { readonly name: string; readonly to: Expr }[] } | undefined;
  readonly fields?: readonly string[] | undefined;
}

/** The list of texts in which rules say why: steps with reasons add to it, wherever it stands in the row. */
export const reasonsName = 'reasons';

/** Literal text and fields in turn. */
export type Template = readonly (string | { readonly field: string })[];

export type Step =
  | SourceStep | SelectStep | ProjectStep | MergeStep | RollingStep | WindowStep | LookupStep
  | JoinStep | DedupeStep | SequenceStep | AlertStep | OutputStep;
