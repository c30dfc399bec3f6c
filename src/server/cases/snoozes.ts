import type { Snooze } from '../../api/cases.ts';
import type { Store } from '../store/database.ts';
import { inOneGo } from '../store/database.ts';
import type { Trail } from './trail.ts';

/** A rule, or one key of it, that nobody wants to hear of until a moment. Its cases stand aside until then. */
export interface Snoozes {
  readonly list: () => readonly Snooze[];
  readonly add: (asked: Omit<Snooze, 'id' | 'at' | 'by'>, by: string) => Snooze;
  /** Whether it was there. */
  readonly end: (id: number, by: string) => boolean;
}

interface Line {
  readonly id: number;
  readonly graph: string;
  readonly node: string;
  readonly key: string | null;
  readonly until: number;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

const those = `graph = ? and node = ? and status <> 'closed' and (? is null or key = ?)`;

export function snoozesIn(store: Store, trail: Trail, now: () => number): Snoozes {
  const all = store.prepare('select * from snoozes where until > ? order by until');
  const insert = store.prepare('insert into snoozes (graph, node, key, until, reason, "by", at) values (?, ?, ?, ?, ?, ?, ?) returning id').pluck();
  const one = store.prepare('select * from snoozes where id = ?');
  const remove = store.prepare('delete from snoozes where id = ?');
  const aside = store.prepare(`update cases set snoozed = max(coalesce(snoozed, 0), ?) where ${those}`);
  const back = store.prepare(`update cases set snoozed = null where ${those} and snoozed <= ?`);

  return {
    list: () => (all.all(now()) as Line[]).map(snoozeOf),
    add: ({ graph, node, key, until, reason }, by) => {
      const at = now();
      let id = 0;
      inOneGo(store, () => {
        id = Number(insert.all(graph, node, key ?? null, until, reason, by, at)[0]);
        aside.run(until, graph, node, key ?? null, key ?? null);
        trail.write({ at, by, what: 'snooze', graph, detail: { node, ...(key === undefined ? {} : { key }), to: until, reason } });
      });
      return { id, graph, node, until, reason, by, at, ...(key === undefined ? {} : { key }) };
    },
    end: (id, by) => {
      const found = (one.all(id) as Line[])[0];
      if (found === undefined) return false;
      const { graph, node, key, until, reason } = found;
      inOneGo(store, () => {
        remove.run(id);
        back.run(graph, node, key, key, until);
        trail.write({ at: now(), by, what: 'wake', graph, detail: { node, ...(key === null ? {} : { key }), from: until, reason } });
      });
      return true;
    },
  };
}

const snoozeOf = ({ key, ...line }: Line): Snooze => ({ ...line, ...(key === null ? {} : { key }) });
