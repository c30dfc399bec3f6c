import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { randomFrom, uniform } from '../../../src/data/random.ts';
import type { RuleDocument } from '../../../src/graph/document.ts';
import { addresses, tell } from '../../services/services.ts';
import { openTopics } from '../../services/topics.ts';
import { makeDay } from '../day.ts';
import type { Day } from '../day.ts';
import { deploy, pause, settled, startServer, storedAlerts } from '../server.ts';

/** A real broker and the server die in turn while events keep coming: the alerts are those of the simulation. */

const kills = Number(process.env['RULELOOM_KILLS'] ?? 10);
const seed = Number(process.env['RULELOOM_SEED'] ?? 1);
const partitions = 3;
const group = 200;

const root = mkdtempSync(join(tmpdir(), 'ruleloom-brokers-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let day: Day;
beforeAll(() => {
  day = makeDay(join(root, 'day'), 20_000);
});

const fedBy = (document: RuleDocument, live: object): RuleDocument => ({ ...document, nodes: document.nodes.map((node) => (node.kind === 'source' ? { ...node, config: { ...node.config, live } } : node)) });

test(`Kafka: ${kills} times the broker or the server is killed under load`, async () => {
  const source = randomFrom(seed);
  const random = (): number => uniform(source);
  const topics = await openTopics();
  const topic = await topics.make(partitions);
  const folder = join(root, 'server');
  mkdirSync(folder);
  writeFileSync(join(folder, 'ruleloom.config.json'), JSON.stringify({ connections: { broker: addresses.kafka } }));
  let server = await startServer(folder);
  onTestFinished(() => server.kill());
  await deploy(server.client, fedBy(day.document, { connector: 'kafka', settings: { connection: 'broker', topic, group: topic } }));

  const groups = Array.from({ length: Math.ceil(day.lines.length / group) }, (_, at) => day.lines.slice(at * group, (at + 1) * group).map((value, index) => ({ partition: index % partitions, value })));
  const killAt = new Map(Array.from({ length: kills }, (_, index) => [Math.floor(random() * groups.length), index % 2 === 0 ? 'broker' : 'server'] as const));
  for (const [at, messages] of groups.entries()) {
    const victim = killAt.get(at);
    const sending = topics.send(topic, messages);
    if (victim === 'broker') {
      await pause(random() * 50);
      await tell('kafka', 'kill');
      await tell('kafka', 'start');
    } else if (victim === 'server') {
      await pause(random() * 50);
      await server.kill();
      server = await startServer(folder);
    }
    await sending;
  }
  await topics.close();
  await settled(server.client, 'card-fraud', day.lines.length);
  await server.stop();
  expect(await storedAlerts(folder)).toEqual(day.alerts);
});
