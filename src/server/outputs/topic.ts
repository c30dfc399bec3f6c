import { Partitioners } from 'kafkajs';
import type { z } from '../../data/zod.ts';
import { topic as about } from '../../kinds/output/targets/topic.ts';
import { kafkaClient, kafkaTrouble, typeOf } from '../connections/kafka.ts';
import { Refused, nameOfRow } from './output.ts';
import type { OutputKind, SentRow } from './output.ts';
import { bodies } from './sent-body.ts';

type Settings = z.infer<typeof about.settings>;

/** What the broker says of a message that it will never take. */
const refusals = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD'];

/** Each row as a message of a Kafka topic. */
export const topic: OutputKind<Settings> = {
  ...about,
  group: 500,

  open: async ({ connection, topic: name, key }, context) => {
    const bodyOf = bodies(context);
    const keyOf = ({ id, row }: SentRow): string => {
      const value = key === undefined ? null : (row[key] ?? null);
      return value === null ? id : typeof value === 'string' ? value : JSON.stringify(value);
    };
    const producer = kafkaClient(context.connections.named(connection, 'kafka')).producer({
      // What is sent again within a connection is there once.
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    try {
      await producer.connect();
    } catch (error) {
      throw kafkaTrouble(error);
    }
    return {
      send: async (rows) => {
        const messages = rows.map((row) => ({ key: keyOf(row), value: Buffer.from(bodyOf(row)), headers: { 'ruleloom-id': nameOfRow(context, row) } }));
        try {
          await producer.send({ topic: name, acks: -1, messages });
        } catch (error) {
          if (refusals.includes(typeOf(error) ?? '')) throw new Refused({ en: 'The broker takes no message of this size or form', zh: '代理不接受这样大小或格式的消息' }, { cause: error });
          throw kafkaTrouble(error);
        }
      },
      close: () => producer.disconnect(),
    };
  },
};
