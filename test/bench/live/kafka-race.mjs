import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { kafka } from '../../services/kafka.mjs';
import { cardFraud, deliveriesAtHand, linesIn } from './events.mjs';
import { median } from './figures.mjs';
import { bare, ruleloom } from './processes.mjs';
import { now } from './sender.mjs';
import { followAlerts, storedAlerts, timeOfLast } from './stored-alerts.mjs';

const cache = fileURLToPath(new URL('../../services/.cache', import.meta.url));
const consumers = 20_000;
const partitions = 3;
const size = 500;
/** Counts while this much of the events has yet to come are of a start. */
const warm = 0.25;

/** Ruleloom and a bare consumer read the same topic of a broker of their own, from its beginning to its end, turn by turn. */
export async function kafkaRace({ folder, events, rounds }) {
  mkdirSync(folder, { recursive: true });
  const { server: broker, address } = await kafka(folder, cache);
  process.on('exit', () => broker.abandon());
  await broker.start();
  const client = new Kafka({ brokers: address.brokers, logLevel: logLevel.NOTHING });
  const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const admin = client.admin();
  await Promise.all([producer.connect(), admin.connect()]);

  const makeTopic = async () => {
    const topic = `payments-${randomUUID()}`;
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: partitions }] });
    return topic;
  };
  /** By card: events of one lie in one partition, in their order. */
  const send = (topic, body) => producer.send({ topic, messages: body.toString('utf8').split('\n').filter((line) => line !== '').map((line) => ({ key: /"card":"([^"]*)"/.exec(line)?.[1] ?? '', value: line })) });

  const all = await deliveriesAtHand({ events, consumers, size });
  const count = all.reduce((sum, body) => sum + linesIn(body), 0);
  const topic = await makeTopic();
  for (const body of all) await send(topic, body);

  /** From when it has a quarter to when it has all. */
  const timed = async (counted, cpu) => {
    let [seen, began] = [0, { count: 0, at: 0, cpu: 0 }];
    while (seen < count) {
      await sleep(20);
      seen = await counted();
      if (began.count === 0 && seen >= count * warm) began = { count: seen, at: now(), cpu: cpu() };
    }
    return { rate: ((count - began.count) / (now() - began.at)) * 1000, cpu: ((cpu() - began.cpu) / (count - began.count)) * 1e6 };
  };
  const contenders = {
    ruleloom: async (round) => {
      const server = await serving(join(folder, `round-${round}`), address);
      await server.deploy(cardFraud({ connector: 'kafka', settings: { connection: 'broker', topic, group: `ruleloom-${round}` } }));
      const figures = await timed(async () => (await server.ask('/api/runs/card-fraud')).sources[0].accepted, server.cpu);
      await server.stop();
      return figures;
    },
    bare: async (round) => {
      const consumer = await bare('bare-kafka.mjs', [address.brokers.join(','), topic, `bare-${round}`]);
      let seen = 0;
      consumer.each(/count (\d+)/g, (told) => (seen = Number(told)));
      const figures = await timed(async () => seen, consumer.cpu);
      await consumer.stop();
      return figures;
    },
  };
  const told = { ruleloom: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? ['bare', 'ruleloom'] : ['ruleloom', 'bare']) told[name].push(await contenders[name](round));
  }
  const rate = { ruleloom: median(told.ruleloom.map((each) => each.rate)), bare: median(told.bare.map((each) => each.rate)) };
  const cpu = { ruleloom: median(told.ruleloom.map((each) => each.cpu)), bare: median(told.bare.map((each) => each.cpu)) };

  const latency = await paced({ folder: join(folder, 'paced'), address, topic: await makeTopic(), all, send, pace: (size / 10 / rate.ruleloom) * 2000 });
  await Promise.all([producer.disconnect(), admin.disconnect()]);
  await broker.stop();
  return { title: `Kafka, ${partitions} partitions`, events: count, rate, share: rate.ruleloom / rate.bare, cpu, latency };
}

async function serving(folder, address) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'ruleloom.config.json'), JSON.stringify({ connections: { broker: { type: 'kafka', brokers: address.brokers } } }));
  return ruleloom(folder);
}

/** At half of what it can do: from when the broker has a message to when the alert is stored that it made due. */
async function paced({ folder, address, topic, all, send, pace }) {
  const server = await serving(folder, address);
  await server.deploy(cardFraud({ connector: 'kafka', settings: { connection: 'broker', topic, group: 'paced' } }));
  const alerts = followAlerts();
  const small = all.flatMap((body) => parts(body, 10)).slice(0, Math.ceil(20_000 / pace));
  const began = now();
  const warmed = began + 4000;
  for (const [number, body] of small.entries()) {
    const wait = began + number * pace - now();
    if (wait > 1) await sleep(wait);
    await send(topic, body);
    alerts.delivered(timeOfLast(body), now());
  }
  const count = small.reduce((sum, body) => sum + linesIn(body), 0);
  while ((await server.ask('/api/runs/card-fraud')).sources[0].accepted < count) await sleep(50);
  const { latency: stored } = await server.ask('/api/runs/card-fraud');
  await server.stop();
  return { 'from acknowledgement by the broker to stored alert': alerts.waits(storedAlerts(folder).filter(({ raised }) => raised >= warmed)), 'from durable to stored': stored };
}

/** So many deliveries of about the same number of lines. */
function parts(body, count) {
  const lines = body.toString('utf8').split('\n').filter((line) => line !== '');
  const each = Math.ceil(lines.length / count);
  return Array.from({ length: Math.ceil(lines.length / each) }, (_, at) => Buffer.from(lines.slice(at * each, (at + 1) * each).join('\n')));
}
