import type { Row, Value } from '../../data/field.ts';
import type { TableChange } from '../contract.ts';
import type { State } from './state.ts';

/** A table that its host keeps and changes meanwhile: each entry as it was at each moment that a row may still come of. */
export interface VersionedTable {
  readonly change: (changes: readonly TableChange[]) => void;
  readonly clear: () => void;
  /** Versions have the same numbers as long as this is the same; of those that it grows by, the latest come last. */
  readonly generation: () => number;
  readonly length: () => number;
  readonly row: (version: number) => Row;
  /** Whether a row of this time sees it; one without a time sees what is there at last. */
  readonly holds: (version: number, time: number | null) => boolean;
  /** No row comes any more of this time or before. */
  readonly forget: (passed: number) => void;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

interface Version {
  readonly entry: string;
  readonly row: Row;
  readonly from: number;
  /** Infinite where it goes on. */
  until: number;
  /** Another one follows it, or the entry was taken away. */
  ended: boolean;
}

/** Fewer that have ended are not worth the while. */
const fewest = 1024;

export function createVersionedTable(): VersionedTable {
  let versions: Version[] = [];
  let generation = 0;
  let ended = 0;
  const present = new Map<string, Version>();

  const become = (next: Version[]): void => {
    versions = next;
    generation += 1;
    ended = next.reduce((sum, each) => sum + (each.ended ? 1 : 0), 0);
    present.clear();
    for (const each of next) if (!each.ended) present.set(each.entry, each);
  };

  return {
    change: (changes) => {
      for (const { entry, from, until, row } of changes) {
        const start = from ?? -Infinity;
        const before = present.get(entry);
        if (before !== undefined) {
          before.until = Math.min(before.until, start);
          before.ended = true;
          ended += 1;
          present.delete(entry);
        }
        if (row === undefined) continue;
        const version: Version = { entry, row, from: start, until: until ?? Infinity, ended: false };
        versions.push(version);
        present.set(entry, version);
      }
    },
    clear: () => become([]),
    generation: () => generation,
    length: () => versions.length,
    row: (at) => versions[at]?.row ?? {},
    holds: (at, time) => {
      const version = versions[at];
      if (version === undefined) return false;
      return time === null ? !version.ended : version.from <= time && time < version.until;
    },
    forget: (passed) => {
      if (ended < fewest || 2 * ended < versions.length) return;
      const left = versions.filter((each) => !each.ended || each.until > passed);
      if (left.length < versions.length) become(left);
    },
    snapshot: () => ({
      names: versions.map(({ entry }) => entry),
      rows: versions.map(({ row }) => row),
      from: Float64Array.from(versions, ({ from }) => from),
      until: Float64Array.from(versions, ({ until }) => until),
      ended: Uint8Array.from(versions, (each) => (each.ended ? 1 : 0)),
    }),
    restore: (state) => become(versionsIn(state)),
  };
}

function versionsIn(state: State): Version[] {
  if (!isKept(state)) throw new Error('this is no state of a table');
  const { names, rows, from, until, ended } = state;
  return names.map((entry, at) => ({ entry, row: rows[at] ?? {}, from: from[at] ?? -Infinity, until: until[at] ?? Infinity, ended: ended[at] === 1 }));
}

interface Kept {
  readonly names: readonly string[];
  readonly rows: readonly { readonly [name: string]: Value }[];
  readonly from: Float64Array;
  readonly until: Float64Array;
  readonly ended: Uint8Array;
}

const isKept = (state: unknown): state is Kept =>
  typeof state === 'object' && state !== null && 'names' in state && 'rows' in state && 'from' in state && 'until' in state && 'ended' in state;
