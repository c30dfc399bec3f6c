import type { Batch } from '../../../data/columns.ts';
import type { FlowField } from '../../../data/field.ts';
import type { Words } from '../../../data/text.ts';
import type { Plan } from '../../../plan/plan.ts';
import type { FetchRows, PlacedRow } from '../../rows/row-pages.ts';
import { alertColumns, alertPage, alertTable, behindAlerts, columnsOfAlerts } from '../../simulate/alert-table.ts';
import type { AlertColumn, AlertWords, PlacedAlerts } from '../../simulate/alert-table.ts';
import { mostListed } from '../../simulate/most-listed.ts';
import type { AlertsAsked } from '../../simulate/studies/alert-pages.ts';
import type { Narrowing } from '../../simulate/studies/narrow.ts';
import type { RowsPage, ShownRows } from '../../state/contract/rows.ts';
import type { RunAlert } from '../../state/contract/run.ts';
import { glossary } from '../../words.ts';

/** Alerts as rows of a table, to be sorted, filtered and taken along like any others. */
export interface AlertRows {
  readonly fetch: FetchRows;
  /** The row that an alert is about, among those that its node sent. */
  readonly rowBehind: (row: PlacedRow) => ShownRows | undefined;
  readonly alertOf: (row: PlacedRow) => Pick<RunAlert, 'id' | 'time'> | undefined;
}

/** Of the first alerts of a run, by their nodes, where each stands. */
export function placesAmong(alerts: readonly RunAlert[]): readonly number[] {
  const sent = new Map<string, number>();
  return alerts.map(({ node }) => {
    const before = sent.get(node) ?? 0;
    sent.set(node, before + 1);
    return before;
  });
}

/** Those of a key, and of a stretch of time. */
export function thoseOf(all: PlacedAlerts, { steps }: Pick<Plan, 'steps'>, { key, span }: Narrowing): PlacedAlerts {
  if (key === undefined && span === undefined) return all;
  const nodes = new Set(steps.flatMap((step) => (step.op === 'alert' && (key === undefined || step.key.join('\n') === key.of.join('\n')) ? [step.node] : [])));
  const isOne = ({ node, key: own, time }: RunAlert): boolean =>
    nodes.has(node) && (key === undefined || own === key.key) && (span === undefined || (time !== null && time >= span[0] && time < span[1]));
  const kept = all.alerts.flatMap((alert, at) => (isOne(alert) ? [at] : []));
  return { alerts: kept.flatMap((at) => all.alerts[at] ?? []), places: kept.map((at) => all.places[at] ?? 0) };
}

/** All are here, or `ask` gives those that are not: in windows, in the same order and with the same columns. */
export function alertRows(here: PlacedAlerts, total: number, words: AlertWords, ask?: AskForAlerts): AlertRows {
  const shown = columnsOfAlerts(ask?.known ?? here.alerts);
  const table = alertTable(here, shown, words);
  const fetch: FetchRows = async (from, to, view) => {
    const isPlain = view === undefined || (view.sort === undefined && view.filters.length === 0);
    const page = ask === undefined || (isPlain && to <= table.length && ask.begins) ? alertPage(table, from, to, view, total) : await ask.page({ shown, words, from, to, view, all: total });
    const kept = ask === undefined ? page.kept : Math.min(total, mostListed);
    return { ...page, kept, total: isPlain ? kept : page.total, fields: page.fields.map(called) };
  };
  return {
    fetch,
    rowBehind: ({ batch, row }) => {
      const [node, number] = [textAt(batch, row, 'node'), batch.columns.at(-2)];
      return node === undefined || number?.type !== 'number' ? undefined : { node, port: 'sent', row: number.values[row] ?? 0 };
    },
    alertOf: ({ batch, row }) => {
      const [id, time] = [textAt(batch, row, 'id'), batch.columns.at(-4)];
      return id === undefined ? undefined : { id, time: time?.type === 'time' ? (time.values[row] ?? null) : null };
    },
  };
}

/** How those that are not here are asked for. */
export interface AskForAlerts {
  /** What alerts of the run look like. */
  readonly known: readonly RunAlert[];
  /** Those that are here are the first of them. */
  readonly begins: boolean;
  readonly page: (asked: Omit<AlertsAsked, 'narrowing'>) => Promise<RowsPage>;
}

const labels: Readonly<Record<AlertColumn, Words>> = {
  time: glossary.alertTime, severity: glossary.alertSeverity, alert: glossary.alertNode, key: glossary.alertKey, title: glossary.alertTitle, message: glossary.alertMessage,
};

const called = (field: FlowField): FlowField => {
  const column = alertColumns.find((each) => each === field.name);
  return column === undefined ? field : { ...field, label: labels[column] };
};

/** Of the columns behind those that show. */
function textAt({ columns }: Batch, row: number, name: (typeof behindAlerts)[number]): string | undefined {
  const column = columns.at(behindAlerts.indexOf(name) - behindAlerts.length);
  return column?.type === 'text' ? column.dictionary[(column.codes[row] ?? 0) - 1] : undefined;
}
