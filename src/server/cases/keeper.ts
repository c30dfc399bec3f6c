import type { CaseSeverity } from '../../api/cases.ts';
import type { Store } from '../store/database.ts';
import { inOneGo } from '../store/database.ts';
import type { RuleBook } from './rule-book.ts';
import { caseOf, rankOf, severityNamed, wordsWriter } from './stored-case.ts';
import type { CaseLine } from './stored-case.ts';

/**
 * Makes cases of alerts, each alert once: how far it came is stored together with them, so it makes no difference when it
 * is stopped, or killed, in between.
 */
export interface CaseKeeper {
  /** Takes up to `most` alerts, and does in the same transaction what follows for their cases. How many it took. */
  readonly take: (most: number, then: (touched: readonly CaseTouched[]) => void) => Promise<number>;
}

export interface CaseTouched {
  readonly id: number;
  readonly graph: string;
  readonly node: string;
  readonly key: string;
  readonly opened: boolean;
}

interface AlertLine {
  readonly seq: number;
  readonly graph: string;
  readonly node: string;
  readonly severity: string;
  readonly key: string | null;
  readonly raised: number;
  readonly title: string;
  readonly message: string;
}

export function caseKeeper(store: Store, rules: RuleBook): CaseKeeper {
  const mark = store.prepare(`select value from marks where name = 'cases'`).pluck();
  const setMark = store.prepare(`insert into marks (name, value) values ('cases', ?) on conflict (name) do update set value = excluded.value`);
  const fresh = store.prepare(
    `select seq, graph, node, severity, key, raised, json_extract(body, '$.title') as title, json_extract(body, '$.message') as message from alerts where seq > ? order by seq limit ?`,
  );
  const openCase = store.prepare(`select * from cases where graph = ? and node = ? and key = ? and status <> 'closed'`);
  const begin = store.prepare(
    `insert into cases (graph, node, key, rule, severity, status, title, message, opened, latest, alerts, due, snoozed) values (?, ?, ?, ?, ?, 'new', ?, ?, ?, ?, 1, ?, ?) returning id`,
  ).pluck();
  const extend = store.prepare('update cases set severity = ?, status = ?, title = ?, message = ?, latest = ?, alerts = alerts + 1, due = ? where id = ?');
  const belong = store.prepare('insert or ignore into case_alerts (alert, "case") values (?, ?)');
  const putWords = wordsWriter(store);
  const snooze = store.prepare('select max(until) from snoozes where graph = ? and node = ? and (key is null or key = ?) and until > ?').pluck();

  const touch = (alert: AlertLine): CaseTouched => {
    const { seq, graph, node, raised, title, message } = alert;
    const key = alert.key ?? '';
    const rule = rules.rule(graph, node);
    const severity: CaseSeverity = severityNamed(alert.severity);
    const line = (openCase.all(graph, node, key) as CaseLine[])[0];
    if (line === undefined) {
      const until = snooze.all(graph, node, key, raised)[0];
      const id = Number(begin.all(graph, node, key, rule.name, rankOf(severity), title, message, raised, raised, raised + rule.due(severity), until ?? null)[0]);
      putWords({ id, key, title, message, rule: rule.name });
      belong.run(seq, id);
      return { id, graph, node, key, opened: true };
    }
    const before = caseOf(line);
    const worse = rankOf(severity) > line.severity;
    const due = worse ? Math.min(before.due ?? Infinity, raised + rule.due(severity)) : before.due;
    // Who waits for something hears of what came.
    const status = before.status === 'waiting' ? (before.owner === undefined ? 'new' : 'working') : before.status;
    extend.run(Math.max(line.severity, rankOf(severity)), status, title, message, raised, due ?? null, line.id);
    putWords({ ...before, title, message });
    belong.run(seq, line.id);
    return { id: line.id, graph, node, key, opened: false };
  };

  return {
    take: async (most, then) => {
      const alerts = fresh.all(Number(mark.all()[0] ?? 0), most) as AlertLine[];
      for (const graph of new Set(alerts.map((each) => each.graph))) await rules.read(graph);
      if (alerts.length > 0) {
        inOneGo(store, () => {
          then(alerts.map(touch));
          setMark.run(alerts.at(-1)?.seq ?? 0);
        });
      }
      return alerts.length;
    },
  };
}
