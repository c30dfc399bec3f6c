import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Field } from '../../src/data/field.ts';
import { field } from '../../src/logic/expr.ts';
import type { RollingFeature } from '../../src/plan/plan.ts';
import { rootOfQuotient } from '../reference/exact.ts';
import { openDuckdb } from './duckdb.mjs';
import type { Duckdb } from './duckdb.mjs';
import { run } from './engine.ts';
import { day, hour, load, makeEvents, minute } from './events.ts';
import { expectSame } from './same.ts';

/** Rolling features are RANGE frames over the time: every peer belongs to the frame, or none does. */

const events = makeEvents({
  seed: 'rolling', count: 120_000, keys: 300, from: Date.UTC(2026, 2, 1), length: 2 * day, edges: [10 * minute, hour, 2 * hour],
});

let duckdb: Duckdb;
beforeAll(async () => {
  duckdb = await openDuckdb();
  await load(duckdb, 'events', events);
});
afterAll(() => duckdb.close());

type Sketch = Omit<RollingFeature, 'into'>;

function rollingOf(features: Readonly<Record<string, Sketch>>): readonly Readonly<Record<string, unknown>>[] {
  return run({ events: events }, [
    {
      op: 'rolling', id: 'rolling', node: 'rolling', input: ['events.events'], key: ['key'],
      features: Object.entries(features).map(([name, feature]) => ({ ...feature, into: intoOf(name, feature) })),
    },
  ]).rows;
}

const intoOf = (name: string, { fn, of }: Sketch): Field => ({ name, type: (fn === 'first' || fn === 'last') && of === 'kind' ? 'text' : 'number' });

const through = (window: number) => ({ window, frame: 'through' }) as const;
const before = (window: number) => ({ window, frame: 'before' }) as const;

/** Frames of a key's rows, by the name of their length. */
const frames = `
  WINDOW m10 AS (PARTITION BY k ORDER BY t RANGE BETWEEN ${10 * minute} PRECEDING AND CURRENT ROW),
         h1 AS (PARTITION BY k ORDER BY t RANGE BETWEEN ${hour} PRECEDING AND CURRENT ROW),
         h2 AS (PARTITION BY k ORDER BY t RANGE BETWEEN ${2 * hour} PRECEDING AND CURRENT ROW),
         before_h1 AS (PARTITION BY k ORDER BY t RANGE BETWEEN ${hour} PRECEDING AND 1 PRECEDING),
         before_h2 AS (PARTITION BY k ORDER BY t RANGE BETWEEN ${2 * hour} PRECEDING AND 1 PRECEDING)`;

/** One column for each feature, for all rows in total order. Rows without a key are asked for on their own. */
async function sqlOf(columns: readonly string[]): Promise<readonly (readonly (string | number | bigint | boolean | null)[])[]> {
  const nothing = columns.map((column) => (column.startsWith('count') ? '0' : 'NULL'));
  const rows = await duckdb.rows(`
    SELECT n, id, ${columns.join(', ')} FROM events WHERE k IS NOT NULL ${frames}
    UNION ALL SELECT n, id, ${nothing.join(', ')} FROM events WHERE k IS NULL
    ORDER BY n`);
  return rows.map(([, ...row]) => row);
}

const exact = (sum: string): string => `CAST(CAST(${sum} AS VARCHAR) AS DOUBLE)`;

describe('rolling features are what SQL says', () => {
  test('counts, also of rows that fit a condition, and of different values', async () => {
    const rows = rollingOf({
      all: { fn: 'count', ...through(10 * minute) },
      earlier: { fn: 'count', ...before(hour) },
      fine: { fn: 'count', where: field('ok'), ...through(hour) },
      kinds: { fn: 'distinct', of: 'kind', ...through(2 * hour) },
      amounts: { fn: 'distinct', of: 'x', where: field('ok'), ...before(2 * hour) },
    });
    const sql = await sqlOf([
      'count(*) OVER m10',
      'count(*) OVER before_h1',
      'count(*) FILTER (WHERE ok) OVER h1',
      'count(DISTINCT kind) OVER h2',
      'count(DISTINCT x) FILTER (WHERE ok) OVER before_h2',
    ]);
    expectSame(rows as never, ['id', 'all', 'earlier', 'fine', 'kinds', 'amounts'], sql);
  });

  test('sums and averages, to the last bit', async () => {
    const rows = rollingOf({
      sum: { fn: 'sum', of: 'x', ...through(hour) },
      earlier: { fn: 'sum', of: 'x', ...before(2 * hour) },
      fine: { fn: 'sum', of: 'y', where: field('ok'), ...through(10 * minute) },
      average: { fn: 'average', of: 'x', ...through(2 * hour) },
      averageBefore: { fn: 'average', of: 'y', ...before(hour) },
    });
    const sql = await sqlOf([
      exact('sum(x) OVER h1'),
      exact('sum(x) OVER before_h2'),
      exact('sum(y) FILTER (WHERE ok) OVER m10'),
      'CAST(sum(cents) OVER h2 AS DOUBLE) / (100 * count(x) OVER h2)',
      'CAST(CAST(1000000 * sum(y) OVER before_h1 AS BIGINT) AS DOUBLE) / (1000000 * count(y) OVER before_h1)',
    ]);
    expectSame(rows as never, ['id', 'sum', 'earlier', 'fine', 'average', 'averageBefore'], sql);
  });

  test('least and greatest, first and last', async () => {
    const rows = rollingOf({
      least: { fn: 'min', of: 'x', ...through(hour) },
      greatest: { fn: 'max', of: 'y', ...before(2 * hour) },
      greatestFine: { fn: 'max', of: 'x', where: field('ok'), ...through(10 * minute) },
      first: { fn: 'first', of: 'kind', ...through(hour) },
      last: { fn: 'last', of: 'kind', ...through(2 * hour) },
      firstBefore: { fn: 'first', of: 'x', where: field('ok'), ...before(hour) },
      lastBefore: { fn: 'last', of: 'x', ...before(2 * hour) },
    });
    const sql = await sqlOf([
      'CAST(min(x) OVER h1 AS DOUBLE)',
      'CAST(max(y) OVER before_h2 AS DOUBLE)',
      'CAST(max(x) FILTER (WHERE ok) OVER m10 AS DOUBLE)',
      'arg_min(kind, n) OVER h1',
      'arg_max(kind, n) OVER h2',
      'CAST(arg_min(x, n) FILTER (WHERE ok) OVER before_h1 AS DOUBLE)',
      'CAST(arg_max(x, n) OVER before_h2 AS DOUBLE)',
    ]);
    expectSame(rows as never, ['id', 'least', 'greatest', 'greatestFine', 'first', 'last', 'firstBefore', 'lastBefore'], sql);
  });

  test('the time since the previous row', async () => {
    const rows = rollingOf({
      since: { fn: 'sincePrevious', ...through(hour) },
      sinceEarlier: { fn: 'sincePrevious', ...before(hour) },
    });
    const sql = await sqlOf([
      `CASE WHEN t - lag(t) OVER (PARTITION BY k ORDER BY n) <= ${hour} THEN t - lag(t) OVER (PARTITION BY k ORDER BY n) END`,
      't - max(t) OVER before_h1',
    ]);
    expectSame(rows as never, ['id', 'since', 'sinceEarlier'], sql);
  });

  test('standard deviations: nearest to the root of what SQL adds up in whole numbers, and near its own', async () => {
    const rows = rollingOf({
      deviation: { fn: 'stddev', of: 'x', ...through(2 * hour) },
      deviationBefore: { fn: 'stddev', of: 'x', where: field('ok'), ...before(hour) },
    });
    const parts = (over: string): string[] => [`count(x) ${over}`, `sum(cents) ${over}`, `sum(cents * cents) ${over}`, `stddev_samp(CAST(x AS DOUBLE)) ${over}`];
    const sql = await sqlOf([...parts('OVER h2'), ...parts('FILTER (WHERE ok) OVER before_h1')]);
    const expected = sql.map(([id, ...cells]) => [id ?? null, deviation(cells.slice(0, 3)), deviation(cells.slice(4, 7))]);
    expectSame(rows as never, ['id', 'deviation', 'deviationBefore'], expected);
    let far = 0;
    sql.forEach((row, index) => {
      for (const [name, theirs] of [['deviation', row[4]], ['deviationBefore', row[8]]] as const) {
        const ours = rows[index]?.[name];
        if (Math.abs(Number(ours ?? 0) - Number(theirs ?? 0)) > 1e-6 || (ours === null) !== (theirs === null)) far += 1;
      }
    });
    expect(far).toBe(0);
  });
});

/** Of a sample whose values are hundredths. */
function deviation([count, sum, squares]: readonly (string | number | bigint | boolean | null)[]): number | null {
  const n = BigInt(count ?? 0);
  if (n < 2n) return null;
  return rootOfQuotient(n * BigInt(squares ?? 0) - BigInt(sum ?? 0) ** 2n, n * (n - 1n) * 10_000n);
}
