import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Row } from '../../src/data/field.ts';
import { field } from '../../src/logic/expr.ts';
import type { Aggregate, WindowShape } from '../../src/plan/plan.ts';
import { openDuckdb } from './duckdb.mjs';
import type { Duckdb } from './duckdb.mjs';
import { run } from './engine.ts';
import { day, hour, load, makeEvents, minute } from './events.ts';
import { expectSame } from './same.ts';

/** Summaries of windows, over the night in which Berlin's clocks go forward. */

const events = makeEvents({
  seed: 'windows', count: 120_000, keys: 200, from: Date.UTC(2026, 2, 27), length: 4 * day, edges: [5 * minute, 10 * minute, hour],
});

let duckdb: Duckdb;
beforeAll(async () => {
  duckdb = await openDuckdb();
  await load(duckdb, 'all_events', events);
  await duckdb.run('CREATE TABLE events AS FROM all_events WHERE k IS NOT NULL');
});
afterAll(() => duckdb.close());

const aggregates: readonly Aggregate[] = [
  { into: { name: 'rows', type: 'number' }, fn: 'count' },
  { into: { name: 'fine', type: 'number' }, fn: 'count', where: field('ok') },
  { into: { name: 'sum', type: 'number' }, fn: 'sum', of: 'x' },
  { into: { name: 'average', type: 'number' }, fn: 'average', of: 'x', where: field('ok') },
  { into: { name: 'least', type: 'number' }, fn: 'min', of: 'y' },
  { into: { name: 'greatest', type: 'number' }, fn: 'max', of: 'x' },
  { into: { name: 'kinds', type: 'number' }, fn: 'distinct', of: 'kind' },
  { into: { name: 'first', type: 'text' }, fn: 'first', of: 'kind' },
  { into: { name: 'last', type: 'number' }, fn: 'last', of: 'x', where: field('ok') },
];

const names = ['key', 'start', 'end', ...aggregates.map(({ into }) => into.name)];

const aggregated = `
  count(*), count(*) FILTER (WHERE ok), CAST(CAST(sum(x) AS VARCHAR) AS DOUBLE),
  CAST(sum(cents) FILTER (WHERE ok) AS DOUBLE) / (100 * count(x) FILTER (WHERE ok)),
  CAST(min(y) AS DOUBLE), CAST(max(x) AS DOUBLE), count(DISTINCT kind), arg_min(kind, n), CAST(arg_max(x, n) FILTER (WHERE ok) AS DOUBLE)`;

const summaries = (shape: WindowShape): readonly Row[] =>
  run({ events }, [
    {
      op: 'window', id: 'window', node: 'window', input: ['events.events'], key: ['key'], shape, aggregates,
      start: { name: 'start', type: 'time' }, end: { name: 'end', type: 'time' },
    },
  ]).rows;

const moment = (time: string): string => `epoch_ms(${time})`;

describe('windows hold what SQL says', () => {
  test('tumbling, of a fixed length', async () => {
    const rows = summaries({ type: 'tumbling', size: { ms: 15 * minute }, zone: 'UTC' });
    const start = moment("time_bucket(INTERVAL '15 minutes', make_timestamp_ms(t))");
    const sql = await duckdb.rows(`
      SELECT k, ${start} AS start, start + ${15 * minute} AS stop, ${aggregated}
      FROM events GROUP BY k, start ORDER BY stop, k`);
    expectSame(rows, names, sql);
  });

  test('tumbling, of days by the calendar of a zone', async () => {
    const rows = summaries({ type: 'tumbling', size: { unit: 'day', count: 1 }, zone: 'Europe/Berlin' });
    const local = "(make_timestamptz(t * 1000) AT TIME ZONE 'Europe/Berlin')";
    const sql = await duckdb.rows(`
      SELECT k, ${moment("timezone('Europe/Berlin', day)")}, ${moment("timezone('Europe/Berlin', day + INTERVAL 1 DAY)")} AS stop, ${aggregated}
      FROM (SELECT *, date_trunc('day', ${local}) AS day FROM events) GROUP BY k, day ORDER BY stop, k`);
    expectSame(rows, names, sql);
  });

  test('hopping, where the length is no multiple of the hop', async () => {
    const [size, hop] = [25 * minute, 10 * minute];
    const rows = summaries({ type: 'hopping', size: { ms: size }, hop: { ms: hop }, zone: 'UTC' });
    const latest = moment("time_bucket(INTERVAL '10 minutes', make_timestamp_ms(t))");
    const sql = await duckdb.rows(`
      SELECT k, start, start + ${size} AS stop, ${aggregated}
      FROM (SELECT *, unnest(range(${latest}, t - ${size}, -${hop})) AS start FROM events)
      GROUP BY k, start ORDER BY stop, k`);
    expectSame(rows, names, sql);
  });

  test('sessions: islands between gaps', async () => {
    const gap = 5 * minute;
    const rows = summaries({ type: 'session', gap });
    const sql = await duckdb.rows(`
      WITH begun AS (SELECT *, coalesce(t - lag(t) OVER (PARTITION BY k ORDER BY n) > ${gap}, true) AS fresh FROM events),
      islands AS (SELECT *, count(*) FILTER (WHERE fresh) OVER (PARTITION BY k ORDER BY n ROWS UNBOUNDED PRECEDING) AS island FROM begun)
      SELECT k, min(t), max(t) + ${gap} + 1 AS stop, ${aggregated} FROM islands GROUP BY k, island ORDER BY stop, k`);
    expectSame(rows, names, sql);
  });
});
