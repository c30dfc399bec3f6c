import { randomUUID } from 'node:crypto';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import type { Admin, Producer } from 'kafkajs';
import { addresses } from './services.ts';

/** Topics of a real broker, and somebody who sends to them. */

const client = new Kafka({ brokers: [...addresses.kafka.brokers], logLevel: logLevel.NOTHING, retry: { retries: 20, initialRetryTime: 200, maxRetryTime: 1000 } });

export interface Topics {
  readonly admin: Admin;
  readonly make: (partitions: number, config?: Readonly<Record<string, string>>) => Promise<string>;
  readonly send: (topic: string, messages: readonly Sending[]) => Promise<void>;
  /** As one transaction, of which the broker keeps a mark of its own behind the messages. */
  readonly sendAtOnce: (topic: string, messages: readonly Sending[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Sending {
  readonly partition: number;
  readonly value: string | null;
}

export async function openTopics(): Promise<Topics> {
  const admin = client.admin();
  // What it sends again, where the broker was away, is there once.
  const once = { createPartitioner: Partitioners.DefaultPartitioner, idempotent: true, maxInFlightRequests: 1 };
  const producer = client.producer(once);
  const transactional = client.producer({ ...once, transactionalId: randomUUID() });
  await Promise.all([admin.connect(), producer.connect(), transactional.connect()]);
  const sendBy = (by: Pick<Producer, 'send'>, topic: string, messages: readonly Sending[]): Promise<unknown> => by.send({ topic, acks: -1, messages: [...messages] });
  return {
    admin,
    make: async (partitions, config = {}) => {
      const topic = `payments-${randomUUID()}`;
      await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: partitions, configEntries: Object.entries(config).map(([name, value]) => ({ name, value })) }] });
      return topic;
    },
    send: async (topic, messages) => void (await sendBy(producer, topic, messages)),
    sendAtOnce: async (topic, messages) => {
      const transaction = await transactional.transaction();
      await sendBy(transaction, topic, messages);
      await transaction.commit();
    },
    close: async () => void (await Promise.all([admin.disconnect(), producer.disconnect(), transactional.disconnect()])),
  };
}
