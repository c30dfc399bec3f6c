import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { valueAt } from '../../src/data/columns.ts';
import type { Field } from '../../src/data/field.ts';
import { nameInData } from '../../src/data/field.ts';
import { readTable } from '../../src/data/read/table-file.ts';
import { printTime } from '../../src/data/time.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { SourceStep } from '../../src/plan/plan.ts';
import { openSession } from '../../src/server/connections/postgresql.ts';
import type { ConnectorKind } from '../../src/server/connectors/connector.ts';
import { kafka } from '../../src/server/connectors/kafka.ts';
import { mqtt } from '../../src/server/connectors/mqtt.ts';
import { postgresql } from '../../src/server/connectors/postgresql.ts';
import { openRun } from '../../src/server/runs/run.ts';
import type { LiveRun } from '../../src/server/runs/contract.ts';
import { openStore } from '../../src/server/store/database.ts';
import { keptResults } from '../../src/server/store/results.ts';
import { examples } from '../support/examples.ts';
import { feed } from './feeding.ts';
import { addresses } from './services.ts';
import { openTopics } from './topics.ts';

/** A live run on each of the servers raises the alerts of a simulation, to the byte, each once, wherever it is cut. */

const example = examples.find(({ id }) => id === 'card-fraud');
if (example === undefined) throw new Error('no example');
const { plan } = compile(example.document);
const source = plan.steps.find((step): step is SourceStep => step.op === 'source');
if (source === undefined) throw new Error('no source');

let root = '';
const rows: Record<string, unknown>[] = [];
const expected: string[] = [];
let lastTime = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ruleloom-cut-'));
  const engine = createEngine(plan, { listener: { alert: (alert) => expected.push(JSON.stringify(alert)) } });
  for await (const reading of readTable([await readFile(join(example.folder, 'data/payments.csv'))], source.fields)) {
    for (let row = 0; row < reading.batch.length; row += 1) {
      rows.push(Object.fromEntries(source.fields.map((field, at) => {
        const column = reading.batch.columns[at];
        const value = column === undefined ? null : valueAt(column, row);
        if (field.name === source.time) lastTime = Math.max(lastTime, Number(value));
        return [nameInData(field), field.type === 'time' ? printTime(Number(value)) : value];
      })));
    }
    engine.push(source.id, reading);
  }
  engine.finish();
});
afterAll(() => rm(root, { recursive: true, force: true }));

const openIn = (folder: string): Promise<LiveRun> => {
  const store = openStore(join(folder, 'ruleloom.sqlite'));
  const results = keptResults(store, { graph: 'g', run: 'r', now: () => lastTime, print: (alert) => JSON.stringify(alert) });
  return openRun({ folder, plans: () => ({ plan }), first: 1, results, now: () => lastTime, segmentBytes: 100_000, snapshotBytes: 150_000 });
};

const storedIn = (folder: string): string[] => {
  const store = openStore(join(folder, 'ruleloom.sqlite'));
  const found = store.prepare('select body from alerts order by seq').pluck().all().map(String);
  store.close();
  return found;
};

/** Each life of the run ends right after what it has stored, before the connector hears of it. */
async function alertsOf<S>(kind: ConnectorKind<S>, settings: Readonly<Record<string, unknown>>, lives: readonly number[]): Promise<string[]> {
  const folder = await mkdtemp(join(root, `${kind.type}-`));
  const killed: LiveRun[] = [];
  let accepted = 0;
  for (const until of [...lives, rows.length]) {
    const run = await openIn(folder);
    const reading = feed(kind, {
      settings, source: source as SourceStep, position: run.position(source?.id ?? ''),
      deliver: async (delivery) => {
        if (accepted >= until) throw new Error('killed');
        accepted += (await run.accept({ source: source?.id ?? '', ...delivery })).accepted;
        if (accepted >= until && until < rows.length) throw new Error('killed');
      },
    });
    const last = Date.now() + 60_000;
    while (accepted < until) {
      if (Date.now() > last) throw new Error(`${accepted} of ${until} came; ${[...new Set(reading.troubles)].join('; ')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await reading.stop();
    killed.push(run);
  }
  const run = killed.pop();
  await run?.finish();
  for (const each of [...killed, run]) await each?.close();
  expect(accepted).toBe(rows.length);
  return storedIn(folder);
}

test('from a query of PostgreSQL', async () => {
  const { signal } = new AbortController();
  const session = await openSession(addresses.postgresql, { timeout: 30_000, signal });
  const types: Readonly<Record<Field['type'], string>> = { number: 'numeric', text: 'text', boolean: 'boolean', time: 'timestamptz', list: 'text[]' };
  await session.query(`drop table if exists card_payments; create table card_payments (n serial, ${source.fields.map((field) => `"${nameInData(field)}" ${types[field.type]}`).join(', ')})`);
  const names = source.fields.map((field) => `"${nameInData(field)}"`).join(', ');
  await session.query({ text: `insert into card_payments (${names}) select ${names} from jsonb_populate_recordset(null::card_payments, $1::jsonb)`, values: [JSON.stringify(rows)] });
  await session.end();
  expect(await alertsOf(postgresql, { query: 'select * from card_payments', cursor: 'n', batch: 170, every: '50ms' }, [1, 800, 801, 1400])).toEqual(expected);
});

test('from the partitions of a Kafka topic', async () => {
  const topics = await openTopics();
  const topic = await topics.make(3);
  const messages = rows.map((row, at) => ({ partition: at % 7 === 0 ? 2 : at % 2, value: JSON.stringify(row) }));
  // Of one partition all before any of the others: only their times say how they belong together.
  for (const partition of [1, 2, 0]) await topics.send(topic, messages.filter((each) => each.partition === partition));
  await topics.close();
  expect(await alertsOf(kafka, { topic, group: topic }, [1, 1500])).toEqual(expected);
});

// A message that was published twice is one to the broker but two events; each attempt has a topic and a session of its own.
let attempt = 0;
test('from a topic of MQTT', { retry: 4 }, async () => {
  attempt += 1;
  const topic = `card-payments-${attempt}`;
  const { url, user, password } = addresses.mqtt;
  const client = await connectAsync(url, { protocolVersion: 5, username: user, password });
  const settings = { topic, client: topic };
  const first = feed(mqtt, { settings, source });
  while (first.health() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  await first.stop();
  // No more at once than the broker takes unanswered: it would break off, and what was on its way be published twice.
  for (let at = 0; at < rows.length; at += 16) await Promise.all(rows.slice(at, at + 16).map((row) => client.publishAsync(topic, JSON.stringify(row), { qos: 1 })));
  await client.endAsync();
  expect(await alertsOf(mqtt, settings, [1, 700, 1500])).toEqual(expected);
});
