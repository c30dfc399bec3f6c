import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, field, text } from '../../src/logic/expr.ts';
import type { JoinStep, SequencePart } from '../../src/plan/plan.ts';
import { openDuckdb } from './duckdb.mjs';
import type { Duckdb } from './duckdb.mjs';
import { run } from './engine.ts';
import { day, hour, load, makeEvents, minute } from './events.ts';
import { expectSame } from './same.ts';

/** What rows do to one another: repetitions, pairs, orders. */

const from = Date.UTC(2026, 2, 1);
const spread = { from, length: 2 * day, keys: 300, edges: [minute, 10 * minute, hour] };
const events = makeEvents({ ...spread, seed: 'chains', count: 120_000 });
const left = makeEvents({ ...spread, seed: 'left', count: 60_000, keys: 150 });
const right = makeEvents({ ...spread, seed: 'right', count: 60_000, keys: 150 });

let duckdb: Duckdb;
beforeAll(async () => {
  duckdb = await openDuckdb();
  await load(duckdb, 'events', events);
  await load(duckdb, 'lefts', left);
  await load(duckdb, 'rights', right);
  // Not the first of its moment: a row is kept at most once in a period, so only the first of peers can be.
  await duckdb.run('CREATE TABLE firsts AS SELECT k, t, min(n) AS n FROM events WHERE k IS NOT NULL GROUP BY k, t');
});
afterAll(() => duckdb.close());

/** Makes a table of the rows that are kept: from each one to the first that no longer falls into its period. */
async function keep(period: number): Promise<void> {
  // As a table of its own: inside the recursion an ASOF join crashes DuckDB 1.5.
  await duckdb.run(`
    CREATE OR REPLACE TABLE nexts AS
    SELECT one.n, other.n AS next FROM firsts one ASOF JOIN firsts other ON one.k = other.k AND one.t + ${period} <= other.t`);
  await duckdb.run(`
    CREATE OR REPLACE TABLE kept AS
    WITH RECURSIVE chain(n) AS (
      SELECT arg_min(n, t) FROM firsts GROUP BY k
      UNION ALL SELECT nexts.next FROM chain JOIN nexts ON nexts.n = chain.n)
    FROM chain`);
}

describe('repetitions', () => {
  test('dedupe keeps what a recursive query keeps', async () => {
    const { rows } = run({ events }, [{ op: 'dedupe', id: 'dedupe', node: 'dedupe', input: ['events.events'], key: ['key'], period: 10 * minute }]);
    await keep(10 * minute);
    const sql = await duckdb.rows(`
      SELECT id FROM events WHERE k IS NULL OR n IN (SELECT n FROM kept) ORDER BY n`);
    expectSame(rows, ['id'], sql);
  });

  test('alerts are held back as rows are dropped, and say how many', async () => {
    const { alerts, engine } = run({ events }, [
      {
        op: 'alert', id: 'alert', node: 'alert', input: ['events.events'], severity: 'high', key: ['key'],
        title: [{ field: 'id' }], message: [], suppress: { period: hour }, channels: [],
      },
    ]);
    await keep(hour);
    const sql = await duckdb.rows(`
      WITH told AS (SELECT events.*, n IN (SELECT n FROM kept) AS sent FROM events WHERE k IS NOT NULL),
      counted AS (SELECT *, count(*) FILTER (WHERE NOT sent) OVER (PARTITION BY k ORDER BY n) AS held FROM told)
      SELECT id, k, t, held - coalesce(lag(held) OVER (PARTITION BY k ORDER BY n), 0) AS since, n FROM counted WHERE sent
      UNION ALL SELECT id, NULL, t, 0, n FROM events WHERE k IS NULL
      ORDER BY n`);
    const expected = sql.map((row) => row.slice(0, 4));
    expectSame(alerts.map(({ title, key, time, heldBack }) => ({ title, key, time, heldBack })), ['title', 'key', 'time', 'heldBack'], expected);
    const reported = expected.reduce((sum, row) => sum + Number(row[3]), 0);
    expect(engine.statistics().unreported['alert']).toBe(events.length - alerts.length - reported);
  });
});

describe('pairs', () => {
  const join = (mode: JoinStep['mode'], start: number, end: number): JoinStep => ({
    op: 'join', id: 'join', node: 'join', left: ['left.events'], right: ['right.events'], on: [{ left: 'key', right: 'key' }], from: start, to: end, mode,
    fields: [
      { side: 'left', name: 'id', field: { name: 'left', type: 'text' } },
      { side: 'right', name: 'id', field: { name: 'right', type: 'text' } },
      { side: 'right', name: 'x', field: { name: 'x', type: 'number', decimals: 2 } },
    ],
    time: { name: 'time', type: 'time' },
  });
  const names = ['left', 'right', 'x', 'time'];
  const onTime = (start: number, end: number): string => `l.k = r.k AND r.t BETWEEN l.t + ${start} AND l.t + ${end}`;

  test('an inner join within an interval, both ends included', async () => {
    const { rows } = run({ left, right }, [join('inner', -10 * minute, minute)]);
    const sql = await duckdb.rows(`
      SELECT l.id, r.id, CAST(r.x AS DOUBLE), greatest(l.t, r.t) AS time
      FROM lefts l JOIN rights r ON ${onTime(-10 * minute, minute)} ORDER BY time, l.n, r.n`);
    expectSame(rows, names, sql);
  });

  test('an outer join gives out a left row alone when no partner can come any more', async () => {
    const { rows } = run({ left, right }, [join('outer', minute, 10 * minute)]);
    const sql = await duckdb.rows(`
      SELECT l.id, r.id, CAST(r.x AS DOUBLE), CASE WHEN l.k IS NULL THEN l.t ELSE coalesce(r.t, l.t + ${10 * minute}) END AS time
      FROM lefts l LEFT JOIN rights r ON ${onTime(minute, 10 * minute)} ORDER BY time, l.n, r.n`);
    expectSame(rows, names, sql);
  });
});

describe('orders', () => {
  const part = (kind: string, name: string): SequencePart => ({
    input: ['events.events'], key: ['key'], when: call('eq', field('kind'), text(kind)),
    fields: [{ name: 'id', field: { name, type: 'text' } }, { name: 'at', field: { name: `${name}_at`, type: 'time', roles: ['time'] } }],
  });
  const only = (kind: string): string => `(SELECT * FROM events WHERE kind = '${kind}' AND k IS NOT NULL)`;

  test('one match for each row that completes it, with the latest rows before it', async () => {
    const { rows } = run({ events }, [
      { op: 'sequence', id: 'sequence', node: 'sequence', steps: [part('chip', 'a'), part('online', 'b'), part('atm', 'c')], within: hour, absent: false },
    ]);
    const sql = await duckdb.rows(`
      WITH pairs AS (
        SELECT c.id AS c, c.n, c.t, c.k, b.id AS b, b.n AS before
        FROM ${only('atm')} c ASOF JOIN ${only('online')} b ON c.k = b.k AND c.n > b.n)
      SELECT a.id, b, c FROM pairs ASOF JOIN ${only('chip')} a ON pairs.k = a.k AND before > a.n
      WHERE pairs.t - a.t <= ${hour} ORDER BY pairs.n`);
    expectSame(rows, ['a', 'b', 'c'], sql);
  });

  test('a row that nothing follows within the time', async () => {
    const { rows } = run({ events }, [
      {
        op: 'sequence', id: 'sequence', node: 'sequence', steps: [part('chip', 'a'), part('online', 'b')], within: hour, absent: true,
        time: { name: 'certain', type: 'time' },
      },
    ]);
    const sql = await duckdb.rows(`
      SELECT a.id, a.t + ${hour} AS certain FROM ${only('chip')} a
      WHERE NOT EXISTS (FROM ${only('online')} b WHERE b.k = a.k AND b.n > a.n AND b.t <= a.t + ${hour}) ORDER BY certain, a.n`);
    expectSame(rows, ['a', 'certain'], sql);
  });
});
