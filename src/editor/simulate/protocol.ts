import type { Column } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import type { Words } from '../../data/text.ts';
import type { Statistics } from '../../engine/contract.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Plan, StreamRef } from '../../plan/plan.ts';
import type { RowsPage, RowsView } from '../state/contract/rows.ts';
import type { Labelled, RunAlert, RunAlerts, RunSummary } from '../state/contract/run.ts';
import type { Beside, Distribution, Matches, RowsAround, RowsBeside, Tally } from '../state/contract/sample.ts';
import type { LiveAsked, LiveTold } from './live/told.ts';
import type { AnswerOf, StudyAsked, StudyName } from './studies/registry.ts';
import type { TestsAnswer, TestsAsked } from './test-desk.ts';

/** What a page and the worker that runs its graph tell one another. */

/** Files by the paths that the graph calls them by: at an address, or given as they are. */
export type SampleFiles = Readonly<Record<string, string | Blob>>;

export type ToWorker =
  /** Runs are numbered as they are asked for. One that still runs is stopped for the next. */
  | { readonly type: 'run'; readonly run: number; readonly document: RuleDocument; readonly files: SampleFiles }
  | { readonly type: 'stop'; readonly run: number }
  | { readonly type: 'rows'; readonly request: number; readonly stream: StreamRef; readonly from: number; readonly to: number; readonly view?: RowsView | undefined }
  | { readonly type: 'ask'; readonly request: number; readonly question: SampleQuestion }
  /** Of events as they come in. What is asked of another than the last that began is not heard. */
  | { readonly type: 'live'; readonly live: number; readonly asked: LiveAsked }
  /** About the last run as a whole. */
  | { readonly type: 'study'; readonly request: number; readonly asked: StudyAsked }
  /** About the saved tests of a document as it is, whatever ran. */
  | { readonly type: 'tests'; readonly request: number; readonly document: RuleDocument; readonly files: SampleFiles; readonly asked: TestsAsked }
  /** Nobody waits for the answer any more. */
  | { readonly type: 'forget'; readonly request: number };

/** All that its answer follows from. */
export interface SampleQuestion {
  /** As far as it leads to the rows that are asked about. */
  readonly plan: Plan;
  /** The nodes of the sources of that part. */
  readonly sources: readonly RuleNode[];
  readonly files: SampleFiles;
  readonly asked: Asked;
}

export type Asked =
  | { readonly type: 'distribution'; readonly stream: StreamRef; readonly field: string }
  | { readonly type: 'tally'; readonly stream: StreamRef; readonly field: string }
  | { readonly type: 'matches'; readonly stream: StreamRef; readonly fields: readonly FlowField[]; readonly conditions: readonly (Expr | undefined)[] }
  | { readonly type: 'beside'; readonly stream: StreamRef; readonly time: string; readonly beside: Beside }
  | ({ readonly type: 'around' } & Around);

export interface Around {
  /** True where the node lets rows through, changed or not; false where it makes rows of its own. */
  readonly same: boolean;
  readonly before: { readonly stream: StreamRef; readonly fields: readonly FlowField[] } | undefined;
  readonly after: readonly { readonly port: string; readonly stream: StreamRef }[];
  /** Of each row that leaves it, in whichever way. */
  readonly fields: readonly FlowField[];
  /** Rows that are in one of these hit. */
  readonly hits: readonly StreamRef[];
}

export type SampleAnswer = Distribution | Tally | Matches | RowsAround | RowsBeside;

export type FromWorker =
  | { readonly type: 'begun'; readonly run: number; readonly streams: readonly StreamRef[] }
  /** `counts` in the order of the streams. */
  | { readonly type: 'progress'; readonly run: number; readonly rows: number; readonly total?: number | undefined; readonly counts: Float64Array }
  /** Some of the first alerts, in order, after those sent before. */
  | { readonly type: 'alerts'; readonly run: number; readonly alerts: readonly RunAlert[] }
  | { readonly type: 'ended'; readonly run: number; readonly statistics: Statistics; readonly summary: RunSummary; readonly alerts: AlertTally; readonly labels: ReadonlyMap<StreamRef, Labelled> }
  | { readonly type: 'failed'; readonly run: number; readonly failure: Words }
  | { readonly type: 'live'; readonly live: number; readonly told: LiveTold }
  | { readonly type: 'page'; readonly request: number; readonly page: RowsPage }
  | { readonly type: 'no-page'; readonly request: number; readonly failure: Words }
  /** Undefined where there is none: with why, where something can be done about it. */
  | { readonly type: 'answer'; readonly request: number; readonly answer: SampleAnswer | undefined; readonly why?: Words | undefined }
  /** How much of a study is done, from 0 to 1. */
  | { readonly type: 'study-part'; readonly request: number; readonly part: number }
  | { readonly type: 'study'; readonly request: number; readonly answer: AnswerOf<StudyName> }
  | { readonly type: 'no-study'; readonly request: number; readonly failure: Words }
  | { readonly type: 'tested'; readonly request: number; readonly answer: TestsAnswer }
  | { readonly type: 'not-tested'; readonly request: number; readonly failure: Words };

export type AlertTally = Omit<RunAlerts, 'first'>;

/** The buffers of some columns, which the worker need not keep. */
export function buffersOf(columns: readonly Column[]): ArrayBuffer[] {
  const buffers = columns.map((column) => ('codes' in column ? column.codes.buffer : column.values.buffer));
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
