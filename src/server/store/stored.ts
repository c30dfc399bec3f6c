import type { AlertEntry, RejectedRow } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import type { Store } from './database.ts';
import { inOneGo } from './database.ts';

/** What runs have stored, for those who look. */
export interface Stored {
  readonly alerts: (graph: string, asked: AlertsAsked) => readonly AlertEntry[];
  /** Those that came after this one, the oldest first. */
  readonly alertsAfter: (seq: number, graph: string | undefined, limit: number) => readonly AlertEntry[];
  readonly lastAlert: () => number;
  readonly alert: (graph: string, id: string) => string | undefined;
  /** When it was stored. */
  readonly raised: (graph: string, id: string) => number | undefined;
  /** The latest first. */
  readonly alertsOfCase: (id: number) => readonly AlertEntry[];
  readonly rejected: (graph: string, asked: RejectedAsked) => readonly RejectedRow[];
  readonly rejectedRow: (graph: string, seq: number) => RejectedRow | undefined;
  /** Whether it was open until now. */
  readonly settleRejected: (graph: string, seq: number, state: 'mended' | 'dismissed') => boolean;
  /** A row that was mended was rejected once more, as this delivery: it is the same row still, as it stands now. */
  readonly rejectedAgain: (graph: string, seq: number, delivery: number) => void;
  readonly forget: (graph: string) => void;
}

export interface AlertsAsked {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly node?: string | undefined;
  readonly key?: string | undefined;
}

export interface RejectedAsked {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly source?: string | undefined;
  readonly state?: RejectedRow['state'] | undefined;
}

type Row = Readonly<Record<string, unknown>>;

const mostOfCase = 50;

export function storedIn(store: Store): Stored {
  const select = (where: readonly string[], order: string): string =>
    `select seq, id, graph, node, severity, time, key, raised, json_extract(body, '$.title') as title, json_extract(body, '$.message') as message from alerts where ${where.join(' and ')} order by seq ${order} limit ?`;
  const rows = (sql: string, ...values: readonly unknown[]): readonly Row[] => store.prepare(sql).all(...values) as Row[];

  return {
    alerts: (graph, { before = Number.MAX_SAFE_INTEGER, limit, node, key }) => {
      const where = ['graph = ?', 'seq < ?', ...(node === undefined ? [] : ['node = ?']), ...(key === undefined ? [] : ['key = ?'])];
      return rows(select(where, 'desc'), graph, before, ...defined(node), ...defined(key), limit).map(alertEntry);
    },
    alertsAfter: (seq, graph, limit) => rows(select(['seq > ?', ...(graph === undefined ? [] : ['graph = ?'])], 'asc'), seq, ...defined(graph), limit).map(alertEntry),
    lastAlert: () => Number(rows('select coalesce(max(seq), 0) as seq from alerts')[0]?.['seq'] ?? 0),
    raised: (graph, id) => {
      const at = rows('select raised from alerts where graph = ? and id = ?', graph, id)[0]?.['raised'];
      return at === undefined ? undefined : Number(at);
    },
    alert: (graph, id) => {
      const body = rows('select body from alerts where graph = ? and id = ?', graph, id)[0]?.['body'];
      return typeof body === 'string' ? body : undefined;
    },
    alertsOfCase: (id) => rows(select(['seq in (select alert from case_alerts where "case" = ?)'], 'desc'), id, mostOfCase).map(alertEntry),
    rejected: (graph, { before = Number.MAX_SAFE_INTEGER, limit, source, state }) => {
      const where = ['graph = ?', 'seq < ?', ...(source === undefined ? [] : ['source = ?']), ...(state === undefined ? [] : ['state = ?'])];
      return rows(`select seq, source, at, text, reasons, state from rejected where ${where.join(' and ')} order by seq desc limit ?`, graph, before, ...defined(source), ...defined(state), limit).map(rejectedRow);
    },
    rejectedRow: (graph, seq) => rows('select seq, source, at, text, reasons, state from rejected where graph = ? and seq = ?', graph, seq).map(rejectedRow)[0],
    settleRejected: (graph, seq, state) => store.prepare(`update rejected set state = ? where graph = ? and seq = ? and state = 'open'`).run(state, graph, seq).changes > 0,
    rejectedAgain: (graph, seq, delivery) =>
      inOneGo(store, () => {
        const anew = rows('select seq, text, reasons from rejected where graph = ? and number = ?', graph, delivery)[0];
        if (anew === undefined) return;
        store.prepare(`update rejected set text = ?, reasons = ? where graph = ? and seq = ? and state = 'open'`).run(anew['text'], anew['reasons'], graph, seq);
        // It stays: a replay would bring it back.
        store.prepare(`update rejected set state = 'mended' where graph = ? and seq = ?`).run(graph, anew['seq']);
      }),
    forget: (graph) => {
      store.prepare('delete from case_alerts where "case" in (select id from cases where graph = ?)').run(graph);
      store.prepare('delete from case_words where id in (select id from cases where graph = ?)').run(graph);
      for (const table of ['alerts', 'outputs', 'rejected', 'cases', 'snoozes', 'list_rows']) store.prepare(`delete from ${table} where graph = ?`).run(graph);
    },
  };
}

const defined = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const alertEntry = (row: Row): AlertEntry => ({
  seq: Number(row['seq']),
  id: text(row['id']),
  graph: text(row['graph']),
  node: text(row['node']),
  severity: text(row['severity']),
  ...(row['time'] === null ? {} : { time: Number(row['time']) }),
  ...(row['key'] === null ? {} : { key: text(row['key']) }),
  raised: Number(row['raised']),
  title: text(row['title']),
  message: text(row['message']),
});

const rejectedRow = (row: Row): RejectedRow => ({
  seq: Number(row['seq']),
  source: text(row['source']),
  at: Number(row['at']),
  text: text(row['text']),
  reasons: JSON.parse(text(row['reasons'])) as Words[],
  state: stateIn(row['state']),
});

const stateIn = (value: unknown): RejectedRow['state'] => (value === 'mended' || value === 'dismissed' ? value : 'open');
