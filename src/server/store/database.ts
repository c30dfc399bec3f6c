import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';

/** What is kept of runs beside their journals: an SQLite file, read by any tool that reads such files. */
export type Store = Database.Database;

/** How long another process may hold the file before that is an error, in milliseconds. */
const patience = 5000;

/** One step for each version of the file; the last is the present one. */
const steps: readonly string[] = [
  `create table alerts (
     seq integer primary key autoincrement,
     graph text not null,
     id text not null,
     run text not null,
     node text not null,
     severity text not null,
     time integer,
     key text,
     raised integer not null,
     body text not null,
     unique (graph, id)
   ) strict;
   create index alerts_by_time on alerts (graph, time);
   create table outputs (
     seq integer primary key autoincrement,
     graph text not null,
     node text not null,
     id text not null,
     run text not null,
     time integer,
     body text not null,
     unique (graph, node, id)
   ) strict;`,
  `alter table outputs add column state text not null default 'unsent';
   create index outputs_unsent on outputs (graph, node, seq) where state = 'unsent';
   create table rejected (
     seq integer primary key autoincrement,
     graph text not null,
     source text not null,
     number integer not null,
     place integer not null,
     at integer not null,
     text text not null,
     reasons text not null,
     state text not null default 'open',
     unique (graph, number, place)
   ) strict;
   create table sessions (hash text primary key, name text not null, until integer not null) strict;`,
  `create table routed (one integer primary key check (one = 1), seq integer not null) strict;
   create table notices (
     seq integer primary key autoincrement,
     channel text not null,
     graph text not null,
     alert text not null,
     severity integer not null,
     due integer not null,
     message integer,
     unique (channel, graph, alert)
   ) strict;
   create index notices_waiting on notices (channel, due) where message is null;
   create index notices_told on notices (message) where message is not null;
   create table messages (
     seq integer primary key autoincrement,
     channel text not null,
     form text not null,
     state text not null,
     made integer not null,
     due integer not null,
     attempts integer not null default 0,
     first integer,
     at integer,
     why text
   ) strict;
   create index messages_by_state on messages (channel, state, due);
   create table sendings (channel text not null, at integer not null) strict;
   create index sendings_by_time on sendings (channel, at);`,
  `create table cases (
     id integer primary key autoincrement,
     graph text not null,
     node text not null,
     key text not null,
     rule text not null,
     severity integer not null,
     status text not null,
     owner text,
     title text not null,
     message text not null,
     opened integer not null,
     latest integer not null,
     alerts integer not null,
     due integer,
     snoozed integer,
     taken integer,
     closed integer,
     closed_by text,
     disposition text,
     label integer,
     reason text,
     steps text not null default '{}'
   ) strict;
   create unique index cases_open on cases (graph, node, key) where status <> 'closed';
   create index cases_urgent on cases (severity desc, latest desc, snoozed, due, owner, graph, node, opened, status) where status <> 'closed';
   create index cases_due on cases (due is null, due, id, snoozed, owner, graph, node, severity) where status <> 'closed';
   create table case_words (id integer primary key, words text not null) strict;
   create index cases_closed on cases (closed) where status = 'closed';
   create index cases_opened on cases (opened);
   create index cases_key on cases (graph, key, latest);
   create table case_alerts (alert integer primary key, "case" integer not null) strict;
   create index alerts_of_case on case_alerts ("case", alert);
   create table marks (name text primary key, value integer not null) strict;
   create table automatic_done ("case" integer not null, rule text not null, primary key ("case", rule)) strict;
   create table snoozes (id integer primary key autoincrement, graph text not null, node text not null, key text, until integer not null, reason text not null, "by" text not null, at integer not null) strict;
   create table saved_views ("by" text not null, name text not null, filter text not null, primary key ("by", name)) strict;
   create table trail (
     seq integer primary key autoincrement,
     at integer not null,
     "by" text not null,
     automatic integer not null,
     what text not null,
     graph text,
     "case" integer,
     detail text not null
   ) strict;
   create index trail_of_case on trail ("case", seq) where "case" is not null;
   create index trail_at on trail (at);
   create trigger trail_never_changes before update on trail begin select raise(abort, 'The trail only grows'); end;
   create trigger trail_never_shrinks before delete on trail begin select raise(abort, 'The trail only grows'); end;`,
  `create table lists (
     name text primary key,
     columns text not null,
     key text not null,
     changed integer not null
   ) strict;
   create table list_changes (
     seq integer primary key autoincrement,
     list text not null,
     entry text not null,
     what text not null,
     at integer not null,
     starts integer,
     until integer,
     cells text,
     who text,
     graph text,
     node text,
     why text not null
   ) strict;
   create index list_changes_by_list on list_changes (list, seq);
   create index list_changes_by_entry on list_changes (list, entry, seq);
   create table list_entries (
     list text not null,
     entry text not null,
     seq integer not null,
     until integer,
     cells text not null,
     primary key (list, entry)
   ) strict;
   create index list_entries_until on list_entries (until) where until is not null;
   create table list_rows (graph text not null, node text not null, id text not null, primary key (graph, node, id)) strict, without rowid;`,
];

export class StoreTooNew extends Error {
  constructor(path: string) {
    super(`${path} was written by a later version of Ruleloom. Install that version, or choose another folder.`);
  }
}

export function openStore(path: string, timeout = patience): Store {
  mkdirSync(dirname(path), { recursive: true });
  const store = new Database(path, { timeout });
  try {
    store.pragma('journal_mode = WAL');
    // A commit need not wait for the disk: what it held comes once more out of the journal. Whoever needs it there asks for it.
    store.pragma('synchronous = NORMAL');
    migrate(store, path);
  } catch (error) {
    store.close();
    throw error;
  }
  return store;
}

/** What was committed is on the disk. */
export function secure(store: Store): void {
  store.pragma('wal_checkpoint(FULL)');
}

function migrate(store: Store, path: string): void {
  const version = Number(store.prepare('select user_version from pragma_user_version').pluck().all()[0]);
  if (version > steps.length) throw new StoreTooNew(path);
  for (const [index, step] of steps.slice(version).entries()) {
    inOneGo(store, () => {
      store.exec(step);
      store.exec(`pragma user_version = ${version + index + 1}`);
    });
  }
}

/** All of it or nothing. */
export function inOneGo(store: Store, act: () => void): void {
  store.exec('begin immediate');
  try {
    act();
    store.exec('commit');
  } catch (error) {
    if (store.inTransaction) store.exec('rollback');
    throw error;
  }
}
