import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kafka } from '../../src/server/connectors/kafka.ts';
import { second, source } from '../reference/testing.ts';
import { feed } from './feeding.ts';
import type { Feed } from './feeding.ts';
import { tell } from './services.ts';
import { openTopics } from './topics.ts';
import type { Sending, Topics } from './topics.ts';

/** Messages of a real Apache Kafka. */

let topics: Topics;
beforeAll(async () => {
  topics = await openTopics();
});
afterAll(() => topics.close());

const step = source('s');
const message = (partition: number, n: number, at: number = n): Sending => ({ partition, value: `{"id":"p${n}","at":${second(at)}}` });
const idsOf = (lines: readonly string[]): number[] => lines.map((line) => Number(/"id":"p(\d+)"/.exec(line)?.[1]));
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);
const reading = (topic: string, more: Partial<Parameters<typeof feed>[1]> = {}): Feed => feed(kafka, { settings: { topic, group: topic }, source: step, ...more });
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const firstTrouble = async ({ troubles }: Feed): Promise<string> => {
  while (troubles.length === 0) await pause(20);
  return troubles[0] ?? '';
};

describe('the partitions of a topic', () => {
  test('come in the order of their times, however far one of them is ahead', async () => {
    const topic = await topics.make(3);
    // Of the first partition alone there is more than may wait.
    const wide = 'x'.repeat(500);
    const all = numbers(0, 30_000).map((n) => ({ partition: n % 7 === 0 ? 1 : n % 11 === 0 ? 2 : 0, value: `{"id":"p${n}","at":${second(n)},"card":"${wide}"}` }));
    for (const partition of [0, 1, 2]) {
      const own = all.filter((each) => each.partition === partition);
      for (let at = 0; at < own.length; at += 1000) await topics.send(topic, own.slice(at, at + 1000));
    }
    const read = reading(topic);
    expect(idsOf(await read.until(30_000))).toEqual(numbers(0, 30_000));
    expect(read.health()).toMatchObject({ state: 'current', lag: { count: 0 } });

    // As they are sent, each a moment after the one before.
    for (const n of numbers(30_000, 30_060)) await topics.send(topic, [message(n % 3, n)]);
    expect(idsOf((await read.until(30_060)).slice(30_000))).toEqual(numbers(30_000, 30_060));
    await read.stop();
    expect(read.troubles).toEqual([]);
    const [kept] = await topics.admin.fetchOffsets({ groupId: topic, topics: [topic] });
    const sum = kept?.partitions.reduce((all, { offset }) => all + Number(offset), 0);
    expect(sum).toBe(30_060);
  });

  test('wait for none that is empty, or that ends with the mark of a transaction', async () => {
    const topic = await topics.make(3);
    await topics.sendAtOnce(topic, numbers(0, 10).map((n) => message(0, n)));
    await topics.sendAtOnce(topic, numbers(10, 20).map((n) => message(1, n)));
    const read = reading(topic);
    expect(idsOf(await read.until(20))).toEqual(numbers(0, 20));
    await read.stop();
  });

  test('that came since are read from their beginning', async () => {
    const topic = await topics.make(1);
    await topics.send(topic, [message(0, 0)]);
    const read = reading(topic);
    await read.until(1);
    await topics.admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] });
    const later = await openTopics();
    await later.send(topic, [message(1, 1), message(2, 2)]);
    await later.send(topic, [message(0, 3)]);
    await later.close();
    expect(idsOf(await read.until(4)).sort((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    await read.stop();
    expect(read.troubles).toEqual([]);
  });
});

describe('messages', () => {
  test('that are no events are delivered as they are, and hold nobody back', async () => {
    const topic = await topics.make(2);
    await topics.send(topic, [
      { partition: 0, value: null }, { partition: 0, value: '' }, { partition: 0, value: 'no JSON' }, message(0, 1),
      { partition: 1, value: '[{"id":"p2"},{"id":"p3"}]' }, { partition: 1, value: '[1' }, { partition: 1, value: '{\n"id":"p4"\n}' },
    ]);
    const read = reading(topic);
    expect([...(await read.until(8))].sort()).toEqual(['"[1"', 'no JSON', 'null', 'null', '{"id":"p1","at":1772355601000}', '{"id":"p2"}', '{"id":"p3"}', '{"id":"p4"}'].sort());
    await read.stop();
  });

  test('are read in gzip; another compression is told by its name', async () => {
    const zipped = await topics.make(1, { 'compression.type': 'gzip' });
    await topics.send(zipped, [message(0, 1)]);
    const read = reading(zipped);
    expect(idsOf(await read.until(1))).toEqual([1]);
    await read.stop();
    const packed = await topics.make(1, { 'compression.type': 'lz4' });
    await topics.send(packed, [message(0, 1)]);
    const failing = reading(packed);
    expect(await firstTrouble(failing)).toContain('compressed with LZ4');
    await failing.stop();
  });

  test('are read on from the position, whatever the group says; at first from the end, where that is asked for', async () => {
    const topic = await topics.make(2);
    await topics.send(topic, numbers(0, 10).map((n) => message(n % 2, n)));
    const first = reading(topic, { settings: { topic, group: topic, from: 'end' } });
    while (first.position() === undefined) await pause(20);
    await topics.send(topic, numbers(10, 20).map((n) => message(n % 2, n)));
    expect(idsOf(await first.until(10))).toEqual(numbers(10, 20));
    await first.stop();
    const second = reading(topic, { position: { topic, next: { 0: 2, 1: 3 } } });
    expect(idsOf(await second.until(15))).toEqual([4, 6, ...numbers(7, 20)]);
    await second.stop();
  });
});

test('what was deleted before it was read is told, and the rest is read', async () => {
  const topic = await topics.make(1);
  await topics.send(topic, numbers(0, 10).map((n) => message(0, n)));
  // Who leads its partitions is only known of a topic that was asked about.
  await topics.admin.fetchTopicOffsets(topic);
  await topics.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '6' }] });
  const read = reading(topic, { position: { topic, next: { 0: 2 } } });
  expect(idsOf(await read.until(4))).toEqual(numbers(6, 10));
  expect(read.health()?.missed?.en).toContain('had deleted 4 messages before they were read');
  await read.stop();
});

test('a second process is refused with a reason, and may begin when the first one ends', async () => {
  const topic = await topics.make(1);
  await topics.send(topic, [message(0, 0)]);
  const first = reading(topic);
  await first.until(1);
  const other = reading(topic);
  expect(await firstTrouble(other)).toContain(`Another process reads as the group “${topic}”, from 127.0.0.1`);
  await topics.send(topic, [message(0, 1)]);
  await first.until(2);
  expect([first.troubles, other.lines()]).toEqual([[], []]);
  await first.stop();
  expect(idsOf(await other.until(2))).toEqual([0, 1]);
  await other.stop();
  const lost = reading('not-there');
  expect(await firstTrouble(lost)).toBe('There is no topic of this name');
  await lost.stop();
});

test('a broker that is killed in mid-stream costs no message, and doubles none', async () => {
  const topic = await topics.make(3);
  const read = reading(topic);
  const sendMore = (from: number): Promise<void> => topics.send(topic, numbers(from, from + 2000).map((n) => message(n % 3, n)));
  await sendMore(0);
  await read.until(1);
  await sendMore(2000);
  await tell('kafka', 'kill');
  expect(await firstTrouble(read)).toBe('No broker answers');
  await tell('kafka', 'start');
  await sendMore(4000);
  await read.until(6000);
  await read.stop();
  const ids = idsOf(read.lines());
  expect({ doubled: ids.length - new Set(ids).size, come: new Set(ids).size }).toEqual({ doubled: 0, come: 6000 });
});
