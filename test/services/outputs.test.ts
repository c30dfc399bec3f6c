import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/server/clock.ts';
import { openSession } from '../../src/server/connections/postgresql.ts';
import type { Session } from '../../src/server/connections/postgresql.ts';
import { deliverOutputs } from '../../src/server/outputs/deliver-outputs.ts';
import type { WaitingRow } from '../../src/server/outputs/deliver-outputs.ts';
import type { OutputKind } from '../../src/server/outputs/output.ts';
import { table } from '../../src/server/outputs/table.ts';
import { noLists, sentRow, shape } from '../../src/server/outputs/testing.ts';
import { topic } from '../../src/server/outputs/topic.ts';
import { addresses, connections, tell } from './services.ts';
import { openTopics } from './topics.ts';
import type { Topics } from './topics.ts';

/** Rows into a real PostgreSQL and a real Apache Kafka. */

const { signal } = new AbortController();
const openDatabase = (): Promise<Session> => openSession(addresses.postgresql, { timeout: 10_000, signal });
let session: Session;
let topics: Topics;
beforeAll(async () => {
  [session, topics] = await Promise.all([openDatabase(), openTopics()]);
  await session.query('drop schema if exists risk cascade; create schema risk');
});
afterAll(() => Promise.all([session.end(), topics.close()]));

const rowsOf = (from: number, to: number): WaitingRow[] => Array.from({ length: to - from }, (_, at) => ({ seq: from + at, ...sentRow(from + at) }));
const until = async (holds: () => boolean): Promise<void> => {
  const last = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > last) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** An output at work on what waits, as in a server. */
function sending<S>(kind: OutputKind<S>, settings: unknown, rows: readonly WaitingRow[]) {
  let waiting = [...rows];
  const refused: string[] = [];
  const whys = new Set<string>();
  const forget = (gone: readonly WaitingRow[]): void => void (waiting = waiting.filter(({ seq }) => !gone.some((each) => each.seq === seq)));
  const outputs = deliverOutputs({
    kind: { ...kind, open: kind.open.bind(kind), group: 50 },
    settings: kind.settings.parse(settings),
    context: { graph: 'offers', node: 'send', shape, connections, lists: noLists },
    clock: systemClock(),
    outbox: {
      next: (most) => waiting.slice(0, most),
      sent: forget,
      refused: (row, why) => {
        refused.push(why.en);
        forget([row]);
      },
      isHalted: () => false,
    },
    changed: (state) => void (state.type === 'waiting' && whys.add(state.why.en)),
  });
  return {
    refused, whys, outputs,
    add: (more: readonly WaitingRow[]) => {
      waiting.push(...more);
      outputs.wake();
    },
    sent: () => until(() => waiting.length === 0 && outputs.state().type === 'current'),
  };
}

const rowsIn = async (text: string): Promise<readonly (readonly (string | null)[])[]> =>
  (await session.query<(string | null)[]>({ text, rowMode: 'array' })).rows;

test('a table is made with a column for each field, and has each row once, however often it is sent', async () => {
  const settings = { table: 'risk.cases', create: true };
  const first = sending(table, settings, rowsOf(1, 200));
  await first.sent();
  await first.outputs.stop();
  const again = sending(table, settings, rowsOf(100, 300));
  await again.sent();
  await again.outputs.stop();
  expect(await rowsIn('select count(*), count(distinct ruleloom_id), sum(amount) from risk.cases')).toEqual([['299', '299', '44850']]);
  const columns = await rowsIn(`select column_name, data_type from information_schema.columns where table_name = 'cases' order by ordinal_position`);
  expect(columns).toEqual([
    ['ruleloom_id', 'text'], ['card', 'text'], ['seen', 'timestamp with time zone'], ['amount', 'numeric'], ['outcome', 'text'], ['outcome.percent', 'double precision'],
  ]);
  expect(await rowsIn('select ruleloom_id, card, seen, amount, outcome, "outcome.percent" from risk.cases where amount = 7')).toEqual([
    [`offers/send/${sentRow(7).id}`, 'c7', '2025-10-09 08:53:20.007+00', '7', 'discount', '7'],
  ]);
});

test('a row that the table does not take is put aside with its words, and the others go on', async () => {
  await session.query('create table risk.strict (ruleloom_id text unique, card varchar(3), seen timestamptz, amount numeric check (amount <> 5), outcome text, "outcome.percent" int, at timestamptz default now())');
  const strict = sending(table, { table: 'risk.strict' }, rowsOf(1, 120));
  await strict.sent();
  await strict.outputs.stop();
  // The check, and the cards from c100 on, which are too long.
  expect(strict.refused).toHaveLength(21);
  expect(strict.refused[0]).toMatch(/^The database does not take this row: .*check constraint/);
  expect(await rowsIn('select count(*), count(at) from risk.strict')).toEqual([['98', '98']]);
});

test('what keeps all rows from a table is told, and tried again', async () => {
  await session.query('create table risk.narrow (ruleloom_id text, card text)');
  const narrow = sending(table, { table: 'risk.narrow' }, rowsOf(1, 2));
  const nowhere = sending(table, { table: 'risk.nowhere' }, rowsOf(1, 2));
  await until(() => narrow.whys.size > 0 && nowhere.whys.size > 0);
  expect([...narrow.whys]).toEqual(['The table risk.narrow lacks the columns seen, amount, outcome, outcome.percent. Add them, or choose which fields the node sends.']);
  expect([...nowhere.whys]).toEqual(['There is no table risk.nowhere. With `create` it is made.']);
  await session.query('alter table risk.narrow add seen timestamptz, add amount float8, add outcome text, add "outcome.percent" float8');
  await until(() => narrow.whys.has('The table needs a unique index on ruleloom_id'));
  await session.query('create unique index on risk.narrow (ruleloom_id)');
  await narrow.sent();
  await Promise.all([narrow.outputs.stop(), nowhere.outputs.stop()]);
});

test('a database that is killed in between has each row once', async () => {
  const cut = sending(table, { table: 'cut', create: true }, rowsOf(0, 500));
  await until(() => cut.outputs.state().type === 'current');
  cut.add(rowsOf(500, 1500));
  await tell('postgresql', 'kill');
  cut.add(rowsOf(1500, 2000));
  await until(() => cut.whys.size > 0);
  await tell('postgresql', 'start');
  session = await openDatabase();
  await cut.sent();
  await cut.outputs.stop();
  expect(await rowsIn('select count(*), count(distinct ruleloom_id) from cut')).toEqual([['2000', '2000']]);
});

test('a topic has each row with its name and its key, also where the broker was killed in between', async () => {
  const name = await topics.make(3, { 'max.message.bytes': '20000' });
  const cut = sending(topic, { topic: name, key: 'card' }, rowsOf(0, 300));
  await cut.sent();
  await tell('kafka', 'kill');
  cut.add([...rowsOf(300, 600), { seq: 600, ...sentRow(600, 'x'.repeat(30_000)) }]);
  await until(() => cut.whys.size > 0);
  await tell('kafka', 'start');
  await cut.sent();
  await cut.outputs.stop();
  expect(cut.refused).toEqual(['The broker takes no message of this size or form']);

  const kafka = new Kafka({ brokers: [...addresses.kafka.brokers], logLevel: logLevel.NOTHING, retry: { retries: 20, maxRetryTime: 1000 } });
  const consumer = kafka.consumer({ groupId: name });
  const messages: { readonly key: string; readonly id: string; readonly value: string }[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: name, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message: { key, headers, value } }) => {
      messages.push({ key: String(key), id: String(headers?.['ruleloom-id']), value: String(value) });
      return Promise.resolve();
    },
  });
  await until(() => new Set(messages.map(({ id }) => id)).size === 600);
  await consumer.disconnect();
  const seventh = messages.find(({ key }) => key === 'c7');
  expect(seventh?.id).toBe(`offers/send/${sentRow(7).id}`);
  expect(JSON.parse(seventh?.value ?? '')).toEqual({
    graph: 'offers', node: 'send', time: '2025-10-09T08:53:20.007Z', id: sentRow(7).id,
    row: { card: 'c7', seen: '2025-10-09T08:53:20.007Z', amount: 7 }, outcome: { type: 'discount', values: { percent: 7 } },
  });
});
