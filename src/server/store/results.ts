import type { Alert } from '../../engine/contract.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Results } from '../runs/contract.ts';
import type { Store } from './database.ts';
import { inOneGo, secure } from './database.ts';

export interface ResultsOptions {
  readonly graph: string;
  readonly run: string;
  readonly now: () => number;
  /** An alert as text for machines, the same everywhere. */
  readonly print: (alert: Alert, plan: Plan) => string;
}

/** What runs of a graph tell, each thing once: what is there already stays as it is. */
export function keptResults(store: Store, { graph, run, now, print }: ResultsOptions): Results {
  const alert = store.prepare('insert or ignore into alerts (graph, id, run, node, severity, time, key, raised, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const output = store.prepare('insert or ignore into outputs (graph, node, id, run, time, body) values (?, ?, ?, ?, ?, ?)');
  const aside = store.prepare('insert or ignore into rejected (graph, source, number, place, at, text, reasons) values (?, ?, ?, ?, ?, ?, ?)');
  return {
    keep: ({ plan, alerts, outputs, rejected }) =>
      inOneGo(store, () => {
        const raised = now();
        for (const each of alerts) alert.run(graph, each.id, run, each.node, each.severity, each.time, each.key, raised, print(each, plan));
        for (const each of outputs) output.run(graph, each.node, each.id, run, each.time, JSON.stringify({ row: each.row, outcome: each.outcome }));
        for (const { source, number, index, at, row } of rejected) aside.run(graph, source, number, index, at, row.text, JSON.stringify(row.faults.map(({ message }) => message)));
      }),
    secure: () => secure(store),
  };
}
