import type { TrailEntry } from '../../api/cases.ts';
import type { Store } from '../store/database.ts';

/** Who did what when. The database itself refuses to change or delete what stands there. */
export interface Trail {
  readonly write: (entry: TrailNote) => void;
  readonly read: (asked: TrailAsked) => readonly TrailEntry[];
  readonly ofCase: (id: number) => readonly TrailEntry[];
}

export interface TrailNote {
  readonly at: number;
  readonly by: string;
  readonly automatic?: boolean | undefined;
  readonly what: string;
  readonly graph?: string | undefined;
  readonly case?: number | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

export interface TrailAsked {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly by?: string | undefined;
  readonly what?: string | undefined;
  readonly graph?: string | undefined;
  readonly case?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

interface Line {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly automatic: number;
  readonly what: string;
  readonly graph: string | null;
  readonly case: number | null;
  readonly detail: string;
}

export function trailIn(store: Store): Trail {
  const insert = store.prepare('insert into trail (at, "by", automatic, what, graph, "case", detail) values (?, ?, ?, ?, ?, ?, ?)');
  const ofCase = store.prepare('select * from trail where "case" = ? order by seq');
  return {
    write: ({ at, by, automatic = false, what, graph, case: of, detail = {} }) => void insert.run(at, by, automatic ? 1 : 0, what, graph ?? null, of ?? null, JSON.stringify(detail)),
    ofCase: (id) => (ofCase.all(id) as Line[]).map(entryOf),
    read: ({ before, limit, by, what, graph, case: of, from, to }) => {
      const terms: readonly (readonly [string, unknown])[] = [
        ['seq < ?', before],
        ['"by" = ?', by],
        // `case` is all that was done with cases.
        ['(what = ? or what glob ?)', what],
        ['graph = ?', graph],
        ['"case" = ?', of],
        ['at >= ?', from],
        ['at < ?', to],
      ];
      const given = terms.filter(([, value]) => value !== undefined);
      const values = given.flatMap(([term, value]) => (term.includes('glob') ? [value, `${String(value)}.*`] : [value]));
      const where = given.length === 0 ? '' : `where ${given.map(([term]) => term).join(' and ')}`;
      return (store.prepare(`select * from trail ${where} order by seq desc limit ?`).all(...values, limit) as Line[]).map(entryOf);
    },
  };
}

const entryOf = ({ seq, at, by, automatic, what, graph, case: of, detail }: Line): TrailEntry => ({
  seq,
  at,
  by,
  automatic: automatic === 1,
  what,
  ...(graph === null ? {} : { graph }),
  ...(of === null ? {} : { case: of }),
  detail: JSON.parse(detail) as Record<string, unknown>,
});
