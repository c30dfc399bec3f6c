import type { Words } from '../../data/text.ts';
import type { Carried } from '../../engine/carry.ts';
import type { SourceStep } from '../../plan/plan.ts';
import type { AtWork } from './at-work.ts';
import { NoSuchSource } from './contract.ts';
import type { KeptRejection } from './contract.ts';
import { knownDeliveries } from './deliveries.ts';
import type { Deliveries } from './deliveries.ts';
import type { Entry, Position, RowsEntry, TablePart } from './entries.ts';
import type { HostState } from './host-state.ts';
import { moments } from './moments.ts';
import type { Moments } from './moments.ts';
import { rowsReader } from './read-rows.ts';
import type { ReadDelivery, RowsReader, ReadTogether } from './read-rows.ts';
import { listsAsked } from './run-lists.ts';
import { notesOn } from './take-over.ts';
import type { RunPlan } from './take-over.ts';

/** An entry that can’t be lost any more. */
export interface Durable {
  readonly number: number;
  readonly entry: Entry;
  readonly bytes: number;
  /** Where its rows were read before it was accepted: as what, and under which deployment. */
  readonly read?: { readonly as: number; readonly rows: ReadTogether } | undefined;
}

/** A run’s engine, with all that follows from what it has been told. */
export interface Telling {
  /** In their order; what became of the rows of each, by place, where there are any. */
  readonly tell: (durables: readonly Durable[]) => readonly (ReadDelivery | undefined)[];
  readonly read: (entry: RowsEntry) => ReadTogether;
  /** Of a source that this version does not have, nothing. */
  readonly readIfThere: (entry: RowsEntry) => ReadTogether;
  /** Another version of the graph stands by for the entry that changes to it. */
  readonly prepare: (deployment: number, next: RunPlan, carried: Carried | undefined) => void;
  /** What was rejected since this was asked last. */
  readonly takeRejected: () => readonly KeptRejection[];
  readonly deployment: () => number;
  /** What the last change of version had begin empty. */
  readonly notes: () => readonly Words[];
  readonly positions: ReadonlyMap<string, Position>;
  /** How far it was told of the lists that it asks. */
  readonly tables: ReadonlyMap<string, number>;
  /** What sources were last said to have passed. */
  readonly advanced: ReadonlyMap<string, number>;
  readonly deliveries: Deliveries;
  readonly times: Moments;
  readonly state: () => HostState;
}

export interface TellingOptions {
  readonly engine: AtWork;
  readonly deployment: number;
  readonly host: HostState | undefined;
  readonly ahead: number;
}

/** So many bytes of rows are read at once. */
const mostTogether = 1024 * 1024;

export function telling({ engine, deployment: first, host, ahead }: TellingOptions): Telling {
  const positions = new Map(Object.entries(host?.positions ?? {}));
  const tables = new Map(Object.entries(host?.tables ?? {}));
  const deliveries = knownDeliveries(host?.deliveries);
  const advanced = new Map<string, number>();
  const times = moments();
  const ready = new Map<number, { readonly next: RunPlan; readonly carried: Carried | undefined }>();
  let readers = new Map<string, RowsReader>();
  let deployment = first;
  let rejected: KeptRejection[] = [];
  let notes: readonly Words[] = [];

  const readerOf = (id: string): RowsReader => {
    const source: SourceStep | undefined = engine.sources().get(id);
    if (source === undefined) throw new NoSuchSource(id);
    const reader = readers.get(id) ?? rowsReader(source, ahead);
    readers.set(id, reader);
    return reader;
  };

  const tellRows = (source: string, told: readonly Durable[], { readings, deliveries: parts }: ReadTogether): void => {
    for (const reading of readings) engine.push(source, reading);
    for (const [place, { number, entry }] of told.entries()) {
      const part = parts[place];
      if (part === undefined || entry.type !== 'rows') continue;
      for (const [index, row] of part.rejected.entries()) rejected.push({ source, number, at: entry.at, index, row });
      if (entry.position !== undefined) positions.set(source, entry.position);
      if (entry.key !== undefined) deliveries.add(entry.key, entry.at, { number, accepted: part.accepted, rejected: part.rejected.length });
    }
  };

  const tellTable = ({ table, position, changes, whole }: TablePart): void => {
    if (!listsAsked(engine.plan()).includes(table)) return;
    engine.amend(table, changes, whole);
    tables.set(table, position);
  };

  const tellOther = (entry: Exclude<Entry, RowsEntry>): void => {
    if (entry.type === 'finish') engine.finish();
    else if (entry.type === 'table') tellTable(entry);
    else if (entry.type === 'deploy') {
      const change = ready.get(entry.deployment);
      if (change === undefined) throw new Error(`There is no deployment ${entry.deployment}`);
      const { next, carried = engine.carried(next) } = change;
      ({ deployment } = entry);
      notes = notesOn(carried, next);
      engine.change(next, carried);
      readers = new Map();
      entry.tables?.forEach(tellTable);
      const asked = listsAsked(next.plan);
      for (const name of tables.keys()) if (!asked.includes(name)) tables.delete(name);
    } else if (engine.sources().has(entry.source)) {
      if (entry.type === 'idle') return engine.idle(entry.source);
      engine.advance(entry.source, entry.to);
      advanced.set(entry.source, entry.to);
    }
  };

  return {
    tell: (durables) => {
      const became: (ReadDelivery | undefined)[] = [];
      for (let at = 0; at < durables.length; ) {
        const together = togetherFrom(durables, at);
        at += together.length;
        const [first] = together;
        if (first === undefined) break;
        for (const { number, entry } of together) times.saw(number, entry.at);
        const { entry, read } = first;
        if (entry.type !== 'rows') {
          tellOther(entry);
          became.push(undefined);
        } else if (read?.as !== deployment && !engine.sources().has(entry.source)) {
          // What a version that follows does not read any more is not told.
          became.push(...together.map(() => undefined));
        } else {
          const rows = read?.as === deployment ? read.rows : readerOf(entry.source)(together.flatMap((each) => (each.entry.type === 'rows' ? [each.entry] : [])));
          tellRows(entry.source, together, rows);
          became.push(...rows.deliveries);
        }
      }
      return became;
    },
    read: (entry) => readerOf(entry.source)([entry]),
    readIfThere: (entry) => (engine.sources().has(entry.source) ? readerOf(entry.source)([entry]) : { readings: [], deliveries: [] }),
    prepare: (number, next, carried) => void ready.set(number, { next, carried }),
    takeRejected: () => {
      const all = rejected;
      rejected = [];
      return all;
    },
    deployment: () => deployment,
    notes: () => notes,
    positions,
    tables,
    advanced,
    deliveries,
    times,
    state: () => ({ deployment, positions: Object.fromEntries(positions), tables: Object.fromEntries(tables), deliveries: deliveries.stored() }),
  };
}

/** This one, and those behind it whose rows may share its batches. */
function togetherFrom(durables: readonly Durable[], from: number): readonly Durable[] {
  const first = durables[from];
  if (first?.entry.type !== 'rows' || first.read !== undefined) return durables.slice(from, from + 1);
  let bytes = first.bytes;
  let to = from + 1;
  for (; to < durables.length; to += 1) {
    const next = durables[to];
    if (next?.entry.type !== 'rows' || next.read !== undefined || next.entry.source !== first.entry.source) break;
    bytes += next.bytes;
    if (bytes > mostTogether) break;
  }
  return durables.slice(from, to);
}
