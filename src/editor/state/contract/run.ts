import type { Words } from '../../../data/text.ts';
import type { Alert, Statistics } from '../../../engine/contract.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import type { AlertSeverity, StreamRef } from '../../../plan/plan.ts';
import type { TimeCuts } from '../../simulate/time-bars.ts';
import type { RowsPage, RowsView } from './rows.ts';

/** What the last run of the graph gave. */

export interface RunStore {
  readonly state: 'idle' | 'running' | 'done' | 'stale' | 'failed';
  readonly progress?: { readonly rows: number; readonly total?: number | undefined } | undefined;
  /** By stream, also `ALERT.sent`, `ALERT.held` and `OUTPUT.rows`. Kept while stale. */
  readonly counts: ReadonlyMap<StreamRef, number>;
  readonly statistics?: Statistics | undefined;
  /** The graph as the last run that ended had it. */
  readonly ran?: RuleDocument | undefined;
  /** What the last run as a whole was. */
  readonly summary?: RunSummary | undefined;
  readonly alerts: RunAlerts;
  /** By stream, of those whose rows have a label. */
  readonly labels: ReadonlyMap<StreamRef, Labelled>;
  /** Why it failed, and what to do. */
  readonly failure?: Words | undefined;
  /** After an edit a quick graph runs again by itself: what shows stays until the new figures are there. */
  readonly again: boolean;
  readonly run: () => void;
  readonly stop: () => void;
  readonly setAgain: (again: boolean) => void;
  /** Of the last run that ended; of the one that runs, where there is no other. Rows `from` up to `to` of the view. */
  readonly rowsOf: (stream: StreamRef, from: number, to: number, view?: RowsView) => Promise<RowsPage>;
}

export interface RunSummary {
  /** Rows read from all sources. */
  readonly read: number;
  /** Those of them that were late or rejected. */
  readonly setAside: number;
  readonly milliseconds: number;
  /** The times of the first and the last event; undefined where rows have none. */
  readonly span?: readonly [from: number, to: number] | undefined;
  /** True where it was stopped before the end. */
  readonly stopped: boolean;
}

/** In how many rows the label says yes, and in how many it says anything. */
export interface Labelled {
  readonly yes: number;
  readonly known: number;
}

export interface RunAlerts {
  readonly total: number;
  /** The first 10,000. Their rows are those of the stream `ALERT.sent`. */
  readonly first: readonly RunAlert[];
  readonly byNode: ReadonlyMap<string, number>;
  readonly bySeverity: Readonly<Record<AlertSeverity, number>>;
  /** The keys with most alerts, a hundred of them. */
  readonly topKeys: readonly KeyOfAlerts[];
  /** Undefined where they have no time. */
  readonly byTime?: AlertTimes | undefined;
}

/** A key, as text, and the fields that it is of. */
export interface KeyOfAlerts {
  readonly key: string;
  readonly of: readonly string[];
  readonly alerts: number;
}

/** Alerts by stretches of time as clocks in the zone of the graph show them. */
export interface AlertTimes extends TimeCuts {
  /** One for each stretch: one less than there are edges. */
  readonly counts: readonly Readonly<Record<AlertSeverity, number>>[];
}

export type RunAlert = Omit<Alert, 'event'>;
