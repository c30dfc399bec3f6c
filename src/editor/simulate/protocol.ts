import type { Words } from '../../data/text.ts';
import type { Statistics } from '../../engine/contract.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { RowsPage, RowsView, RunAlert, RunAlerts, RunSummary } from '../state/contract.ts';

/** What a page and the worker that runs its graph tell one another. */

/** Files by the paths that the graph calls them by: at an address, or given as they are. */
export type SampleFiles = Readonly<Record<string, string | Blob>>;

export type ToWorker =
  /** Runs are numbered as they are asked for. One that still runs is stopped for the next. */
  | { readonly type: 'run'; readonly run: number; readonly document: RuleDocument; readonly files: SampleFiles }
  | { readonly type: 'stop'; readonly run: number }
  | { readonly type: 'rows'; readonly request: number; readonly stream: StreamRef; readonly from: number; readonly to: number; readonly view?: RowsView | undefined };

export type FromWorker =
  | { readonly type: 'begun'; readonly run: number; readonly streams: readonly StreamRef[] }
  /** `counts` in the order of the streams. */
  | { readonly type: 'progress'; readonly run: number; readonly rows: number; readonly total?: number | undefined; readonly counts: Float64Array }
  /** Some of the first alerts, in order, after those sent before. */
  | { readonly type: 'alerts'; readonly run: number; readonly alerts: readonly RunAlert[] }
  | { readonly type: 'ended'; readonly run: number; readonly statistics: Statistics; readonly summary: RunSummary; readonly alerts: AlertTally }
  | { readonly type: 'failed'; readonly run: number; readonly failure: Words }
  | { readonly type: 'page'; readonly request: number; readonly page: RowsPage }
  | { readonly type: 'no-page'; readonly request: number; readonly failure: Words };

export type AlertTally = Omit<RunAlerts, 'first'>;

/** The buffers of a page, which the worker need not keep. */
export function buffersOf({ batch }: RowsPage): ArrayBuffer[] {
  const buffers = batch.columns.map((column) => ('codes' in column ? column.codes.buffer : column.values.buffer));
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
