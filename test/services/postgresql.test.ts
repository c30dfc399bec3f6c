import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRows } from '../../src/server/runs/read-rows.ts';
import type { Session } from '../../src/server/connections/postgresql.ts';
import { openSession } from '../../src/server/connections/postgresql.ts';
import { postgresql } from '../../src/server/connectors/postgresql.ts';
import { source } from '../reference/testing.ts';
import { feed } from './feeding.ts';
import { addresses, tell } from './services.ts';

/** Rows of a query of a real PostgreSQL. */

const { signal } = new AbortController();
let session: Session;
beforeEach(async () => {
  session = await openSession(addresses.postgresql, { timeout: 10_000, signal });
  await session.query('drop schema public cascade; create schema public');
});
afterEach(() => session.end());

const step = source('s');
const idsOf = (lines: readonly string[]): string[] => lines.map((line) => String((JSON.parse(line) as { id: unknown }).id));
const numbered = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, at) => `p${from + at}`);
const insert = (from: number, to: number, at = `'2026-03-01T09:00:00Z'`): Promise<unknown> =>
  session.query(`insert into payments (id, at) select 'p' || n, ${at} from generate_series(${from}, ${to - 1}) as n`);
const payments = 'create table payments (n serial, id text, at timestamptz)';

describe('rows of a query', () => {
  test('have their values as they stand: digits, times with their zone, and what no double holds as text', async () => {
    await session.query(`
      create table t (n int8, id int8, at timestamptz, plain timestamp, day date, amount numeric(30, 10), ok boolean, tags text[], device jsonb, note text, unread text);
      insert into t values (1, 9007199254740993, '2026-03-01 10:00:00.123456+01', '2026-03-01 09:00', '2026-03-01', 0.1000000000, true, '{a,"b, \\"c\\"",NULL}', '{"country": "DE"}', E'first\\nsecond', 'x'),
                           (2, 2, 'infinity', null, null, 'NaN', false, '{}', null, null, null)`);
    const names = [['plain', 'time'], ['day', 'time'], ['ok', 'boolean'], ['tags', 'list'], ['device.country', 'text'], ['note', 'text']] as const;
    const own = source('s', { fields: [...step.fields, ...names.map(([name, type]) => ({ name, type }))] });
    const reading = feed(postgresql, { settings: { query: 'select * from t; ', cursor: 'n' }, source: own });
    const lines = await reading.until(2);
    await reading.stop();
    expect(lines).toEqual([
      String.raw`{"id":"9007199254740993","at":"2026-03-01T09:00:00.123456Z","plain":"2026-03-01T09:00:00Z","day":"2026-03-01","amount":0.1000000000,"ok":true,"tags":["a","b, \"c\"",null],"device":{"country": "DE"},"note":"first\nsecond"}`,
      '{"id":"2","at":"infinity","plain":null,"day":null,"amount":"NaN","ok":false,"tags":[],"device":null,"note":null}',
    ]);
    // What is no value of its field is for the reader to reject, with its reason.
    const [rows] = readRows({ type: 'rows', at: Date.now(), source: 's', body: Buffer.from(lines[1] ?? '') }, own, 0);
    expect(rows?.rejected[0]?.faults.map(({ field }) => field)).toEqual(['at', 'amount']);
  });

  test('of the same moment are each read once, wherever the batches end, with a second column and without', async () => {
    await session.query(`${payments}; create view twice as select id, at, n from payments union all select id, at, n from payments`);
    await insert(0, 5, `'2026-03-01T09:00:00.000001Z'`);
    await insert(5, 40, `'2026-03-01T09:00:00.000002Z'`);
    for (const tie of [{}, { tie: 'n' }]) {
      const settings = { query: 'select * from payments', cursor: 'at', every: '50ms', batch: 7, ...tie };
      const first = feed(postgresql, { settings, source: step });
      expect(idsOf(await first.until(40)).sort()).toEqual(numbered(0, 40).sort());
      await first.stop();
      const second = feed(postgresql, { settings, source: step, position: JSON.parse(JSON.stringify(first.position())) });
      await insert(40, 50, `'2026-03-01T09:00:00.000002Z'`);
      expect(idsOf(await second.until(10)).sort()).toEqual(numbered(40, 50).sort());
      await second.stop();
      expect([...first.troubles, ...second.troubles]).toEqual([]);
      await session.query('delete from payments where n > 40');
    }
    const alike = feed(postgresql, { settings: { query: 'select * from twice', cursor: 'at', batch: 3, every: '50ms' }, source: step });
    expect(await alike.until(80)).toHaveLength(80);
    await alike.stop();
  });

  test('that commit after one with a higher number are seen, where the connector waits for them', async () => {
    await session.query(payments);
    const slow = await openSession(addresses.postgresql, { timeout: 10_000, signal });
    const settings = { query: 'select * from payments', cursor: 'n', every: '50ms', lag: '1s' };
    const reading = feed(postgresql, { settings, source: step });
    await slow.query(`begin; insert into payments (id, at) values ('slow', now())`);
    await session.query(`insert into payments (id, at) values ('quick', now())`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await slow.query('commit');
    await slow.end();
    expect(idsOf(await reading.until(2))).toEqual(['slow', 'quick']);
    await reading.stop();
  });

  test('are read on from where they were when the database is stopped and killed in between', async () => {
    await session.query(payments);
    await insert(0, 1000);
    const reading = feed(postgresql, { settings: { query: 'select * from payments', cursor: 'n', every: '50ms', batch: 100 }, source: step });
    await reading.until(1000);
    for (const [round, act] of (['stop', 'kill'] as const).entries()) {
      await tell('postgresql', act);
      await tell('postgresql', 'start');
      session = await openSession(addresses.postgresql, { timeout: 10_000, signal });
      await insert(1000 * (round + 1), 1000 * (round + 2));
      await reading.until(1000 * (round + 2));
    }
    await reading.stop();
    expect(idsOf(reading.lines())).toEqual(numbered(0, 3000));
    expect(reading.troubles.length).toBeGreaterThan(0);
  });
});

describe('a query', () => {
  const troubleOf = async (settings: Record<string, unknown>): Promise<string> => {
    const reading = feed(postgresql, { settings: { cursor: 'n', ...settings }, source: step });
    while (reading.troubles.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await reading.stop();
    return reading.troubles[0] ?? '';
  };

  test('can change nothing, however it is written, and is given up when it takes too long', async () => {
    await session.query(payments);
    await insert(0, 1);
    expect(await troubleOf({ query: 'select 1 as n) as rows; commit; drop table payments; select (1' })).toContain('multiple commands');
    expect(await troubleOf({ query: 'with gone as (delete from payments returning n) select * from gone' })).toMatch(/WITH clause|read-only/);
    expect(await troubleOf({ query: `select n, setval('payments_n_seq', 99) from payments` })).toContain('read-only transaction');
    expect(await troubleOf({ query: 'select n, pg_sleep(5) from payments', timeout: '100ms' })).toBe('The database took too long to answer: the query may lack an index');
    expect(await troubleOf({ query: 'select id from payments -- all of them' })).toBe('The query has no column “n”. It has id.');
    expect((await session.query('select count(*) from payments')).rows).toEqual([{ count: '1' }]);
  });

  test('stops in the middle of an answer', async () => {
    await session.query(payments);
    await insert(0, 1);
    const reading = feed(postgresql, { settings: { query: 'select n, pg_sleep(20) from payments', cursor: 'n' }, source: step });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const waits = new Promise((resolve) => setTimeout(resolve, 10_000, 'waits for the answer'));
    expect(await Promise.race([reading.stop().then(() => 'stopped'), waits])).toBe('stopped');
    expect(reading.troubles).toEqual([]);
  });
});
