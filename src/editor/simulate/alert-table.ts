import { columnOf } from '../../data/columns.ts';
import type { FieldType, FlowField, Value } from '../../data/field.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import type { RowsPage, RowsView } from '../state/contract/rows.ts';
import type { RunAlert } from '../state/contract/run.ts';
import { rowsAt } from './kept-rows.ts';
import type { KeptRows } from './kept-rows.ts';
import { positionsOf } from './rows-view.ts';

/** Alerts with their places among those that their nodes sent. */
export interface PlacedAlerts {
  readonly alerts: readonly RunAlert[];
  readonly places: readonly number[];
}

/** What is said of an alert in the reader's language: it is sorted and filtered by that. */
export interface AlertWords {
  readonly severity: Readonly<Record<AlertSeverity, string>>;
  readonly node: Readonly<Record<string, string>>;
}

/** What of an alert can be shown; behind that stand what severities sort by, and where the row of each alert is. */
export const alertColumns = ['time', 'severity', 'alert', 'key', 'title', 'message'] as const;
export type AlertColumn = (typeof alertColumns)[number];
export const behindAlerts = ['rank', 'at', 'node', 'nth', 'id'] as const;

const typeOf: Readonly<Record<AlertColumn | (typeof behindAlerts)[number], FieldType>> = {
  time: 'time', severity: 'text', alert: 'text', key: 'text', title: 'text', message: 'text', rank: 'number', at: 'time', node: 'text', nth: 'number', id: 'text',
};

const ranks: Readonly<Record<AlertSeverity, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

/** Without what is the same for none of them. */
export const columnsOfAlerts = (alerts: readonly RunAlert[]): readonly AlertColumn[] => {
  const optional = (['time', 'key', 'message'] as const).filter((part) => alerts.every((alert) => alert[part] === null || alert[part] === ''));
  return alertColumns.filter((column) => !optional.some((each) => each === column));
};

/** As columns, to be looked at like any rows. */
export function alertTable({ alerts, places }: PlacedAlerts, shown: readonly AlertColumn[], words: AlertWords): KeptRows {
  const valueOf = (column: AlertColumn | (typeof behindAlerts)[number], alert: RunAlert, at: number): Value => {
    switch (column) {
      case 'severity':
        return words.severity[alert.severity];
      case 'alert':
        return words.node[alert.node] ?? alert.node;
      case 'rank':
        return ranks[alert.severity];
      case 'nth':
        return places[at] ?? 0;
      case 'at':
        return alert.time;
      default:
        return alert[column];
    }
  };
  const names = [...shown, ...behindAlerts];
  return {
    fields: names.map((name): FlowField => ({ name, type: typeOf[name], origins: [], optional: true, tainted: false })),
    length: alerts.length,
    chunks: [{ first: 0, length: alerts.length, columns: names.map((name) => columnOf(typeOf[name], alerts.map((alert, at) => valueOf(name, alert, at)))) }],
  };
}

/** A window of them; `all` is how many there are, listed or not. */
export function alertPage(table: KeptRows, from: number, to: number, view: RowsView | undefined, all: number): RowsPage {
  const sort = view?.sort?.field === 'severity' ? { ...view.sort, field: 'rank' } : view?.sort;
  const positions = positionsOf(table, view && { ...view, sort });
  const end = Math.min(to, positions?.length ?? table.length);
  const wanted = positions?.subarray(from, end) ?? Int32Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at);
  return { from, total: positions?.length ?? table.length, all, kept: table.length, fields: table.fields.slice(0, -behindAlerts.length), batch: rowsAt(table, wanted) };
}
