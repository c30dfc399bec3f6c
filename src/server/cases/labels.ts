import type { Store } from '../store/database.ts';

/** What one alert turned out to be. */
export interface Label {
  readonly alert: string;
  /** The ids of the event that it was about, by the fields that hold them. */
  readonly ids: Readonly<Record<string, string>>;
  readonly node: string;
  readonly key?: string | undefined;
  readonly time?: string | undefined;
  readonly label: boolean;
  readonly disposition: string;
  readonly reason?: string | undefined;
  readonly closed: number;
}

export function labelsOf(store: Store, graph: string, idFields: readonly string[]): readonly Label[] {
  const lines = store
    .prepare(
      `select alerts.id as alert, json_extract(body, '$.event') as event, alerts.node, alerts.key, json_extract(body, '$.time') as time, label, disposition, reason, closed
       from cases join case_alerts on case_alerts."case" = cases.id join alerts on alerts.seq = case_alerts.alert
       where cases.graph = ? and status = 'closed' and label is not null order by alerts.seq`,
    )
    .all(graph) as { readonly alert: string; readonly event: string; readonly node: string; readonly key: string | null; readonly time: string | null; readonly label: number; readonly disposition: string; readonly reason: string | null; readonly closed: number }[];
  return lines.map(({ event, key, time, label, reason, ...line }) => ({ ...line, ids: idsIn(event, idFields), label: label === 1, ...(key === null ? {} : { key }), ...(time === null ? {} : { time }), ...(reason === null ? {} : { reason }) }));
}

function idsIn(event: string, fields: readonly string[]): Readonly<Record<string, string>> {
  const row = JSON.parse(event) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(fields.flatMap((field) => {
    const id = row[field];
    return typeof id === 'string' || typeof id === 'number' ? [[field, String(id)]] : [];
  }));
}
