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
