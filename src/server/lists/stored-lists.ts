import type { ListChange, ListEntry, ListView } from '../../api/lists.ts';
import type { Row } from '../../data/field.ts';
import type { RunLists } from '../runs/contract.ts';
import type { Store } from '../store/database.ts';
import { inOneGo } from '../store/database.ts';
import { cellsOf, rowIn } from './list-shape.ts';
import type { GivenEntry, ListShape } from './list-shape.ts';

/**
 * Lists as the server keeps them: all that ever became of each, in the order it came, and what is in it now, which
 * follows from that.
 */
export interface StoredLists extends RunLists {
  readonly all: () => readonly KnownList[];
  readonly named: (name: string) => KnownList | undefined;
  readonly create: (list: ListShape, entries: readonly GivenEntry[], said: ListSaid) => void;
  /** With all that became of it. */
  readonly forget: (name: string) => void;
  readonly change: (name: string, changes: readonly EntryChange[], said: ListSaid) => void;
  /** The same for a row of an output, which counts once however often it comes. */
  readonly changeBy: (name: string, row: SentTo, change: EntryChange, said: ListSaid) => void;
  readonly entries: (name: string, asked: EntriesAsked) => { readonly total: number; readonly entries: readonly ListEntry[] };
  readonly entry: (name: string, entry: string) => ListEntry | undefined;
  /** By the entry, what is in it, and until when. */
  readonly present: (name: string) => ReadonlyMap<string, { readonly cells: string; readonly until: number | undefined }>;
  readonly rows: (name: string) => readonly Row[];
  /** All that ever was in it; before its first moment, what is in it now. */
  readonly versions: (name: string) => readonly ListVersion[];
  /** The latest first. */
  readonly history: (name: string, asked: HistoryAsked) => readonly ListChange[];
  /** Takes away what is in a list no more; whether there was any. */
  readonly expire: () => boolean;
}

export type KnownList = Omit<ListView, 'runs'>;

export interface ListSaid {
  readonly by?: string | undefined;
  readonly why: string;
}

/** Taken away where it has no row. */
export interface EntryChange {
  readonly entry: string;
  readonly row?: Row | undefined;
  readonly until?: number | undefined;
}

/** Without a beginning, or without an end, where it has none. */
export interface ListVersion {
  readonly row: Row;
  readonly from: number | null;
  readonly until: number | null;
}

export interface SentTo {
  readonly graph: string;
  readonly node: string;
  readonly id: string;
}

export interface EntriesAsked {
  readonly search?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface HistoryAsked {
  readonly entry?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Changes that a run is told at once. */
const partLength = 5000;

type Stored = Readonly<Record<string, unknown>>;

export function storedLists(store: Store, now: () => number): StoredLists {
  const rows = (sql: string, ...values: readonly unknown[]): readonly Stored[] => store.prepare(sql).all(...values) as Stored[];
  const counted = 'select l.*, (select count(*) from list_entries e where e.list = l.name) as entries from lists l';
  const insert = store.prepare('insert into list_changes (list, entry, what, at, starts, until, cells, who, graph, node, why) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const put = store.prepare('insert or replace into list_entries (list, entry, seq, until, cells) values (?, ?, ?, ?, ?)');
  const take = store.prepare('delete from list_entries where list = ? and entry = ?');
  const touch = store.prepare('update lists set changed = ? where name = ?');
  const since = store.prepare('select seq, entry, starts, until, cells from list_changes where list = ? and seq > ? order by seq limit ?');

  const named = (name: string): KnownList | undefined => rows(`${counted} where l.name = ?`, name).map(knownList)[0];
  /** Without counting what is in it. */
  const shapeOf = (name: string): Omit<KnownList, 'entries'> => {
    const [found] = rows('select *, 0 as entries from lists where name = ?', name).map(knownList);
    if (found === undefined) throw new Error(`There is no list “${name}”`);
    return found;
  };

  const write = (name: string, changes: readonly EntryChange[], { by, why }: ListSaid, sent?: SentTo, starts?: number | null): void => {
    const { columns, changed } = shapeOf(name);
    // A change comes after all before it, though somebody set the clock back.
    const at = Math.max(now(), changed);
    for (const { entry, row, until } of changes) {
      const cells = row === undefined ? null : cellsOf(row, columns);
      const written = insert.run(name, entry, row === undefined ? 'removed' : 'set', at, starts === undefined ? at : starts, until ?? null, cells, by ?? null, sent?.graph ?? null, sent?.node ?? null, why);
      if (cells === null) take.run(name, entry);
      else put.run(name, entry, Number(written.lastInsertRowid), until ?? null, cells);
    }
    touch.run(at, name);
  };

  const isThere = (name: string, { entry, row, until }: EntryChange): boolean => {
    const [present] = rows('select cells, until from list_entries where list = ? and entry = ?', name, entry);
    if (row === undefined) return present === undefined;
    return present !== undefined && present['cells'] === cellsOf(row, shapeOf(name).columns) && (present['until'] === null || (until !== undefined && Number(present['until']) >= until));
  };

  const entryRows = 'select e.entry, e.until, e.cells, c.at, c.who, c.graph, c.node, c.why from list_entries e join list_changes c on c.seq = e.seq';

  return {
    all: () => rows(`${counted} order by l.name`).map(knownList),
    named,
    create: ({ name, columns, key }, entries, said) =>
      inOneGo(store, () => {
        store.prepare('insert into lists (name, columns, key, changed) values (?, ?, ?, ?)').run(name, JSON.stringify(columns), JSON.stringify(key), now());
        write(name, entries, said, undefined, null);
      }),
    forget: (name) =>
      inOneGo(store, () => {
        for (const table of ['list_entries', 'list_changes']) store.prepare(`delete from ${table} where list = ?`).run(name);
        store.prepare('delete from lists where name = ?').run(name);
      }),
    change: (name, changes, said) => inOneGo(store, () => write(name, changes, said)),
    changeBy: (name, sent, change, said) =>
      inOneGo(store, () => {
        const fresh = store.prepare('insert or ignore into list_rows (graph, node, id) values (?, ?, ?)').run(sent.graph, sent.node, sent.id).changes > 0;
        if (fresh && !isThere(name, change)) write(name, [change], said, sent);
      }),
    entries: (name, { search = '', offset, limit }) => {
      const where = search === '' ? 'e.list = ?' : `e.list = ? and instr(lower(e.cells), lower(?)) > 0`;
      const asked = search === '' ? [name] : [name, search];
      return {
        total: Number(rows(`select count(*) as n from list_entries e where ${where}`, ...asked)[0]?.['n'] ?? 0),
        entries: rows(`${entryRows} where ${where} order by e.entry limit ? offset ?`, ...asked, limit, offset).map(listEntry),
      };
    },
    entry: (name, entry) => rows(`${entryRows} where e.list = ? and e.entry = ?`, name, entry).map(listEntry)[0],
    present: (name) => new Map(rows('select entry, cells, until from list_entries where list = ?', name).map((each) => [text(each['entry']), { cells: text(each['cells']), until: number(each['until']) }])),
    rows: (name) => rows('select cells from list_entries where list = ? order by entry', name).map(({ cells }) => rowIn(cells)),
    versions: (name) => {
      const open = new Map<string, ListVersion>();
      const all: ListVersion[] = [];
      const end = (entry: string, at: number): void => {
        const version = open.get(entry);
        open.delete(entry);
        if (version !== undefined) all.push({ ...version, until: Math.min(version.until ?? at, at) });
      };
      const changes = rows('select entry, at, until, cells from list_changes where list = ? order by seq', name);
      const made = Number(changes[0]?.['at'] ?? 0);
      for (const { entry, at, until, cells } of changes) {
        end(text(entry), Number(at));
        if (cells !== null) open.set(text(entry), { row: rowIn(cells), from: Number(at), until: number(until) ?? null });
      }
      const before = rows('select cells from list_entries where list = ? order by entry', name).map(({ cells }) => ({ row: rowIn(cells), from: null, until: made }));
      return [...before, ...all, ...open.values()].filter(({ from, until }) => from === null || until === null || from < until);
    },
    history: (name, { entry, before = Number.MAX_SAFE_INTEGER, limit }) => {
      const where = ['list = ?', 'seq < ?', ...(entry === undefined ? [] : ['entry = ?'])].join(' and ');
      return rows(`select * from list_changes where ${where} order by seq desc limit ?`, name, before, ...(entry === undefined ? [] : [entry]), limit).map(listChange);
    },
    expire: () => {
      const at = now();
      const due = rows('select list, entry, until from list_entries where until is not null and until <= ?', at);
      if (due.length === 0) return false;
      inOneGo(store, () => {
        for (const { list, entry, until } of due) {
          insert.run(list, entry, 'expired', at, until, null, null, null, null, null, '');
          take.run(list, entry);
          touch.run(at, list);
        }
      });
      return true;
    },
    after: (name, position) => {
      const last = Number(rows('select coalesce(max(seq), 0) as seq from list_changes')[0]?.['seq'] ?? 0);
      // A store that was put back to an earlier state counts anew from there.
      const from = position === undefined || position > last ? undefined : position;
      const changes = since.all(name, from ?? 0, partLength) as Stored[];
      const end = changes.at(-1)?.['seq'];
      if (end === undefined) return undefined;
      return {
        table: name,
        position: Number(end),
        ...(from === undefined ? { whole: true } : {}),
        changes: changes.map(({ entry, starts, until, cells }) => ({
          entry: text(entry),
          from: starts === null ? null : Number(starts),
          ...(until === null ? {} : { until: Number(until) }),
          ...(cells === null ? {} : { row: rowIn(cells) }),
        })),
      };
    },
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function knownList(row: Stored): KnownList {
  const { columns, key } = JSON.parse(`{"columns":${text(row['columns'])},"key":${text(row['key'])}}`) as Pick<ListShape, 'columns' | 'key'>;
  return { name: text(row['name']), columns, key, entries: Number(row['entries']), changed: Number(row['changed']) };
}

/** Who, when and why. */
const said = (row: Stored): Pick<ListEntry, 'at' | 'by' | 'from' | 'why'> => ({
  at: Number(row['at']),
  ...(row['who'] === null ? {} : { by: text(row['who']) }),
  ...(row['graph'] === null ? {} : { from: { graph: text(row['graph']), node: text(row['node']) } }),
  why: text(row['why']),
});

const untilIn = ({ until }: Stored): { readonly until?: number } => (typeof until === 'number' ? { until } : {});

const listEntry = (row: Stored): ListEntry => ({ entry: text(row['entry']), row: rowIn(row['cells']), ...untilIn(row), ...said(row) });

const listChange = (row: Stored): ListChange => ({
  seq: Number(row['seq']),
  entry: text(row['entry']),
  what: row['what'] === 'set' || row['what'] === 'expired' ? row['what'] : 'removed',
  ...(row['cells'] === null ? {} : { row: rowIn(row['cells']) }),
  ...untilIn(row),
  ...said(row),
});
