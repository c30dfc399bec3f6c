import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { below, chance, pickOne, randomFrom, shuffled } from '../../src/data/random.ts';
import type { Random } from '../../src/data/random.ts';
import type { Duckdb } from './duckdb.mjs';

/** Events with all that makes answers differ: equal times, times just on the end of a frame, and missing values. */
export interface Event {
  readonly id: string;
  readonly at: number;
  readonly key: string | null;
  /** Two digits after the point, declared. */
  readonly cents: number | null;
  /** Six, undeclared. */
  readonly micros: number | null;
  readonly kind: string | null;
  readonly ok: boolean | null;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const lateness = 2 * minute;

const kinds = ['chip', 'contactless', 'online', 'phone', 'atm'];

export interface Spread {
  readonly seed: string;
  readonly count: number;
  readonly keys: number;
  readonly from: number;
  readonly length: number;
  /** Distances between two rows of a key that are to be met exactly. */
  readonly edges: readonly number[];
}

/** In total order: by time, then by id. Ids say nothing of the order in which they were made. */
export function makeEvents({ seed, count, keys, from, length, edges }: Spread): readonly Event[] {
  const random = randomFrom(seed);
  const ids = shuffled(random, Array.from({ length: count }, (_, index) => `e-${String(index).padStart(7, '0')}`));
  const lastOf = new Map<number, number>();
  let last = { key: 0, at: from };
  const events = ids.map((id): Event => {
    let key = below(random, keys);
    let at = from + below(random, length);
    if (chance(random, 0.15)) ({ key, at } = last);
    else if (chance(random, 0.1)) at = last.at;
    else if (chance(random, 0.2)) at = Math.min((lastOf.get(key) ?? at) + pickOne(random, edges), from + length);
    last = { key, at };
    lastOf.set(key, at);
    return {
      id,
      at,
      key: chance(random, 0.02) ? null : `k-${key}`,
      cents: missingOr(random, () => below(random, 40_000) - 10_000),
      micros: missingOr(random, () => below(random, 2_000_000_000) - 1_000_000_000),
      kind: missingOr(random, () => pickOne(random, kinds)),
      ok: missingOr(random, () => chance(random, 0.6)),
    };
  });
  return events.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

const missingOr = <T>(random: Random, make: () => T): T | null => (chance(random, 0.05) ? null : make());

/** The same events in an order in which they may arrive, so that none is late. */
export function arriving(events: readonly Event[], seed: string): readonly Event[] {
  const random = randomFrom(`${seed}/arrival`);
  return events
    .map((event) => ({ event, arrives: event.at + below(random, lateness) }))
    .toSorted((a, b) => a.arrives - b.arrives)
    .map(({ event }) => event);
}

/**
 * A table of the events: `n` is their place in total order, `t` their time in milliseconds, `x` and `y` exact decimals,
 * `cents` the first of them as a whole number.
 */
export async function load(duckdb: Duckdb, table: string, events: readonly Event[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ruleloom-parity-'));
  try {
    const file = join(folder, 'events.csv');
    const cell = (value: string | number | boolean | null): string => (value === null ? '' : String(value));
    const lines = events.map(({ id, at, key, cents, micros, kind, ok }, n) =>
      [n, id, at, key, cents === null ? null : decimal(cents, 2), cents, micros === null ? null : decimal(micros, 6), kind, ok].map(cell).join(','),
    );
    writeFileSync(file, `${lines.join('\n')}\n`);
    const columns = {
      n: 'BIGINT', id: 'VARCHAR', t: 'BIGINT', k: 'VARCHAR', x: 'DECIMAL(18,2)', cents: 'BIGINT', y: 'DECIMAL(18,6)', kind: 'VARCHAR', ok: 'BOOLEAN',
    };
    await duckdb.run(`CREATE TABLE ${table} AS FROM read_csv('${file}', header = false, auto_detect = false, columns = ${JSON.stringify(columns).replaceAll('"', "'")})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function decimal(whole: number, digits: number): string {
  const text = String(Math.abs(whole)).padStart(digits + 1, '0');
  return `${whole < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
