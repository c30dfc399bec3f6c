import { columnOf } from '../../../data/columns.ts';
import type { FieldType, FlowField, Value } from '../../../data/field.ts';
import type { Words } from '../../../data/text.ts';
import type { FetchRows, PlacedRow } from '../../rows/row-pages.ts';
import { rowsAt } from '../../simulate/kept-rows.ts';
import type { KeptRows } from '../../simulate/kept-rows.ts';
import { positionsOf } from '../../simulate/rows-view.ts';
import type { ShownRows } from '../../state/contract/rows.ts';
import type { RunAlert } from '../../state/contract/run.ts';
import { glossary } from '../../words.ts';

/** Alerts as rows of a table, to be sorted, filtered and taken along like any others. */
export interface AlertRows {
  readonly fetch: FetchRows;
  /** The row that an alert is about, among those that its node sent. */
  readonly rowBehind: (row: PlacedRow) => ShownRows | undefined;
  readonly idOf: (row: PlacedRow) => string | undefined;
}

/** What is said of an alert in the reader's language. */
export interface AlertWords {
  readonly severity: (severity: RunAlert['severity']) => string;
  readonly node: (node: string) => string;
}

const ranks = { low: 0, medium: 1, high: 2, critical: 3 } as const satisfies Record<RunAlert['severity'], number>;

export function alertRows(alerts: readonly RunAlert[], total: number, { severity, node }: AlertWords): AlertRows {
  const sent = new Map<string, number>();
  const nth = alerts.map((alert) => {
    const before = sent.get(alert.node) ?? 0;
    sent.set(alert.node, before + 1);
    return before;
  });
  const has = (value: (alert: RunAlert) => unknown): boolean => alerts.some((alert) => value(alert) !== null && value(alert) !== '');
  const made = (name: string, label: Words, type: FieldType, value: (alert: RunAlert, at: number) => Value): Made => ({ field: { name, label, type, origins: [], optional: true, tainted: false }, value });
  const shown = [
    ...(has(({ time }) => time) ? [made('time', glossary.alertTime, 'time', ({ time }) => time)] : []),
    made('severity', glossary.alertSeverity, 'text', (alert) => severity(alert.severity)),
    made('alert', glossary.alertNode, 'text', (alert) => node(alert.node)),
    ...(has(({ key }) => key) ? [made('key', glossary.alertKey, 'text', ({ key }) => key)] : []),
    made('title', glossary.alertTitle, 'text', ({ title }) => title),
    ...(has(({ message }) => message) ? [made('message', glossary.alertMessage, 'text', ({ message }) => message)] : []),
  ];
  // Behind those that show: what severities sort by, and where the row of each alert is.
  const all = [
    ...shown,
    made('rank', glossary.alertSeverity, 'number', (alert) => ranks[alert.severity]),
    made('node', glossary.alertNode, 'text', (alert) => alert.node),
    made('nth', glossary.alertNode, 'number', (_, at) => nth[at] ?? 0),
    made('id', glossary.alertNode, 'text', (alert) => alert.id),
  ];
  const fields = shown.map(({ field }) => field);
  const columns = all.map(({ field: { type }, value }) => columnOf(type, alerts.map(value)));
  const kept: KeptRows = { fields: all.map(({ field }) => field), length: alerts.length, chunks: [{ first: 0, length: alerts.length, columns }] };
  return {
    fetch: (from, to, view) => {
      const sort = view?.sort?.field === 'severity' ? { ...view.sort, field: 'rank' } : view?.sort;
      const positions = positionsOf(kept, view && { ...view, sort }) ?? Int32Array.from({ length: alerts.length }, (_, at) => at);
      return Promise.resolve({ from, total: positions.length, all: total, kept: alerts.length, fields, batch: rowsAt(kept, positions.subarray(from, to)) });
    },
    rowBehind: ({ batch, row }) => {
      const [name, number] = batch.columns.slice(all.length - 3);
      if (name?.type !== 'text' || number?.type !== 'number') return undefined;
      return { node: name.dictionary[(name.codes[row] ?? 0) - 1] ?? '', port: 'sent', row: number.values[row] ?? 0 };
    },
    idOf: ({ batch, row }) => {
      const ids = batch.columns.at(-1);
      return ids?.type === 'text' ? ids.dictionary[(ids.codes[row] ?? 0) - 1] : undefined;
    },
  };
}

interface Made {
  readonly field: FlowField;
  readonly value: (alert: RunAlert, at: number) => Value;
}
