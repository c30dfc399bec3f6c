import { columnOf } from '../../../data/columns.ts';
import type { FieldType, FlowField, Value } from '../../../data/field.ts';
import type { Words } from '../../../data/text.ts';
import type { Plan } from '../../../plan/plan.ts';
import type { FetchRows, PlacedRow } from '../../rows/row-pages.ts';
import { rowsAt } from '../../simulate/kept-rows.ts';
import type { KeptRows } from '../../simulate/kept-rows.ts';
import { positionsOf } from '../../simulate/rows-view.ts';
import type { Narrowing, PlacedAlerts } from '../../simulate/studies/narrow.ts';
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

export function alertRows({ alerts, places }: PlacedAlerts, total: number, { severity, node }: AlertWords): AlertRows {
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
    made('nth', glossary.alertNode, 'number', (_, at) => places[at] ?? 0),
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
