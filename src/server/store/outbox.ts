import type { Words } from '../../data/text.ts';
import type { Row } from '../../data/field.ts';
import type { Outbox, WaitingRow } from '../outputs/deliver-outputs.ts';
import type { Store } from './database.ts';
import { inOneGo } from './database.ts';

export interface StoredOutbox extends Outbox {
  readonly counts: () => { readonly sent: number; readonly unsent: number; readonly refused: number };
}

/** The rows of an output node as they are stored: what was sent stays, marked as such. */
export function outboxIn(store: Store, graph: string, node: string, isHalted: () => boolean): StoredOutbox {
  const next = store.prepare(`select seq, id, time, body from outputs where graph = ? and node = ? and state = 'unsent' order by seq limit ?`);
  const mark = store.prepare('update outputs set state = ? where seq = ?');
  const count = store.prepare('select state, count(*) as n from outputs where graph = ? and node = ? group by state');
  return {
    next: (most) => (next.all(graph, node, most) as StoredRow[]).map(waitingRow),
    sent: (rows) =>
      inOneGo(store, () => {
        for (const { seq } of rows) mark.run('sent', seq);
      }),
    refused: ({ seq }, why: Words) => void mark.run(`refused: ${JSON.stringify(why)}`, seq),
    isHalted,
    counts: () => {
      const by = { sent: 0, unsent: 0, refused: 0 };
      for (const { state, n } of count.all(graph, node) as { readonly state: string; readonly n: number }[]) {
        if (state === 'sent' || state === 'unsent') by[state] += n;
        else by.refused += n;
      }
      return by;
    },
  };
}

interface StoredRow {
  readonly seq: number;
  readonly id: string;
  readonly time: number | null;
  readonly body: string;
}

function waitingRow({ seq, id, time, body }: StoredRow): WaitingRow {
  const { row, outcome } = JSON.parse(body) as { readonly row: Row; readonly outcome?: { readonly type: string; readonly values: Row } };
  return { seq, id, time, row, ...(outcome === undefined ? {} : { outcome }) };
}
