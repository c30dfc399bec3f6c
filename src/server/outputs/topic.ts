import { Partitioners } from 'kafkajs';
import { z } from '../../data/zod.ts';
import { kafkaClient, kafkaTrouble, typeOf } from '../connections/kafka.ts';
import { connectionName, setting } from '../connectors/setting.ts';
import { Refused, nameOfRow } from './output.ts';
import type { OutputKind, SentRow } from './output.ts';
import { bodies } from './sent-body.ts';

const settings = z.strictObject({
  connection: connectionName,
  topic: setting(z.string().min(1).max(249), { en: 'Topic', zh: '主题' }, { en: 'Where the messages go. It has to be there.', zh: '消息发送到的主题，须已存在。' }),
  key: setting(z.string().min(1).max(200).optional(), { en: 'Key', zh: '键' }, { en: 'The field by which rows go to partitions, so that those of one card keep their order; the id of the row where left out.', zh: '按哪个字段分配分区，使同一张卡的行保持先后；不填则用行的编号。' }),
});
type Settings = z.infer<typeof settings>;

/** What the broker says of a message that it will never take. */
const refusals = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD'];

/** Each row as a message of a Kafka topic. */
export const topic: OutputKind<Settings> = {
  type: 'topic',
  title: { en: 'Kafka topic', zh: 'Kafka 主题' },
  summary: {
    en: 'Sends each row as a JSON message to a topic, once all replicas have it that have to.',
    zh: '把每一行以 JSON 消息发送到主题，所需副本都写入后才算完成。',
  },
  settings,
  connection: 'kafka',
  repeats: {
    en: 'After a crash the last messages may come twice. Each has the header `ruleloom-id`, the same both times, by which whoever reads them knows.',
    zh: '崩溃之后，最后几条消息可能重复发送。每条消息带有 `ruleloom-id` 头，两次相同，读取方据此识别。',
  },
  group: 500,
  example: {
    settings: { topic: 'fraud-cases', key: 'card' },
    connection: { type: 'kafka', brokers: ['kafka-1.internal:9093'], tls: true, user: 'ruleloom', password: '${KAFKA_PASSWORD}', mechanism: 'scram-sha-512' },
  },

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
