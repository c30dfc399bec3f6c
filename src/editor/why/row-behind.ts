import type { ShownRows } from '../state/contract/rows.ts';
import type { RunAlert } from '../state/contract/run.ts';

/** The row that an alert is about, among those that its node sent; undefined where the alert is not one of the first. */
export function rowBehind(id: string, alerts: readonly RunAlert[]): ShownRows | undefined {
  const sent = new Map<string, number>();
  for (const alert of alerts) {
    const row = sent.get(alert.node) ?? 0;
    if (alert.id === id) return { node: alert.node, port: 'sent', row };
    sent.set(alert.node, row + 1);
  }
  return undefined;
}
