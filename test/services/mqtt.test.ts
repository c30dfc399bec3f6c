import { randomUUID } from 'node:crypto';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mqtt } from '../../src/server/connectors/mqtt.ts';
import { source } from '../reference/testing.ts';
import { feed } from './feeding.ts';
import { addresses, connections, tell } from './services.ts';

/** Messages of a real Mosquitto. */

const step = source('s');
const { url, user, password } = addresses.mqtt;
const sender = (): Promise<MqttClient> => connectAsync(url, { protocolVersion: 5, username: user, password });

let topic = '';
let client: MqttClient;
beforeEach(async () => {
  topic = `payments/${randomUUID()}`;
  client = await sender();
});
afterEach(() => client.endAsync(true));

const line = (n: number): string => `{"id":"p${n}"}`;
const lines = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, at) => line(from + at));
const send = async (from: number, to: number): Promise<void> => {
  await Promise.all(lines(from, to).map((each) => client.publishAsync(topic, each, { qos: 1 })));
};
const subscribed = async (reading: { readonly health: () => unknown }): Promise<void> => {
  while (reading.health() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('messages', () => {
  test('are rows: an event, a list of them; and what is neither is delivered too, to be rejected in sight', async () => {
    const reading = feed(mqtt, { settings: { topic: 'payments/+', client: topic }, source: step });
    await subscribed(reading);
    for (const each of ['{"id":\n"p1"}', '[{"id":"p2"},[3]]', '', 'no JSON\nat all', '[{"id":']) await client.publishAsync(topic, each, { qos: 1 });
    await client.publishAsync('payments/a/b', line(7), { qos: 1 });
    expect(await reading.until(6)).toEqual(['{"id":"p1"}', '{"id":"p2"}', '"[3]"', 'null', 'no JSON at all', String.raw`"[{\"id\":"`]);
    await reading.stop();
  });

  test('that nobody has acknowledged come again, and those that were stored already are known', async () => {
    let fails = false;
    const stored: string[] = [];
    const deliver = ({ body }: { readonly body: Uint8Array }): Promise<void> => {
      const isStored = !fails;
      if (isStored) stored.push(...Buffer.from(body).toString().trim().split('\n'));
      return isStored ? Promise.resolve() : Promise.reject(new Error('the disk is full'));
    };
    const settings = { topic, client: topic };
    const first = feed(mqtt, { settings, source: step, deliver });
    await subscribed(first);
    await send(0, 20);
    await first.until(20);
    fails = true;
    await send(20, 60);
    while (first.troubles.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    fails = false;
    await first.until(60);
    await first.stop();
    expect(stored).toEqual(lines(0, 60));

    // Stored, but the process ends before the broker hears of it.
    let last: unknown;
    const cut = feed(mqtt, {
      settings, source: step, position: first.position(),
      deliver: ({ body, position }) => {
        stored.push(...Buffer.from(body).toString().trim().split('\n'));
        last = position;
        return Promise.reject(new Error('killed'));
      },
    });
    await send(60, 61);
    while (stored.length < 61) await new Promise((resolve) => setTimeout(resolve, 20));
    await cut.stop();
    const second = feed(mqtt, { settings, source: step, position: JSON.parse(JSON.stringify(last)), deliver });
    await send(61, 80);
    await second.until(19);
    await second.stop();
    expect(stored.slice(60)).toEqual(lines(60, 80));
  });

  test('sent while the run or the broker was away are there afterwards, each once', async () => {
    const settings = { topic, client: topic };
    const first = feed(mqtt, { settings, source: step });
    await subscribed(first);
    await send(0, 500);
    await first.until(500);
    await tell('mosquitto', 'stop');
    await tell('mosquitto', 'start');
    await client.endAsync(true);
    client = await sender();
    await send(500, 1000);
    await first.until(1000);
    expect(first.troubles.length).toBeGreaterThan(0);
    await first.stop();
    await send(1000, 3000);
    await tell('mosquitto', 'stop');
    await tell('mosquitto', 'start');
    await client.endAsync(true);
    client = await sender();
    const second = feed(mqtt, { settings, source: step, position: first.position() });
    await second.until(2000);
    await second.stop();
    expect([...first.lines(), ...second.lines()]).toEqual(lines(0, 3000));
  });

  test('of quality 0 come while the run listens; retained ones, which tell of before, do not', async () => {
    await client.publishAsync(topic, line(0), { qos: 1, retain: true });
    const reading = feed(mqtt, { settings: { topic, qos: 0 }, source: step });
    await subscribed(reading);
    for (const each of lines(1, 200)) client.publish(topic, each);
    expect(await reading.until(199)).toEqual(lines(1, 200));
    expect(reading.position()).toBeUndefined();
    await reading.stop();
  });
});

test('a second run of the same client id is told what is wrong, and so is one without a password', async () => {
  const settings = { topic, client: topic };
  const first = feed(mqtt, { settings, source: step });
  await subscribed(first);
  const second = feed(mqtt, { settings, source: step });
  while (first.troubles.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(first.troubles[0]).toContain(`the same client id, ${topic}`);
  await first.stop();
  await second.stop();

  const anonymous = new Proxy(connections, { get: () => () => ({ type: 'mqtt', url }) });
  const context = { graph: 'g', source: step, position: undefined, deliver: () => Promise.reject(new Error('never')), connections: anonymous, report: () => undefined, now: Date.now, wait: () => Promise.resolve(), signal: new AbortController().signal };
  await expect(mqtt.run({ topic }, context)).rejects.toThrow('may not know the user and password');
});
