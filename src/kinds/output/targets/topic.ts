import { z } from '../../../data/zod.ts';
import { connectionName, setting } from '../../shared/settings.ts';
import type { AboutTarget } from './about.ts';

const settings = z.strictObject({
  connection: connectionName,
  topic: setting(z.string().min(1).max(249), { en: 'Topic', zh: '主题' }, { en: 'Where the messages go. It has to be there.', zh: '消息发送到的主题，须已存在。' }, { form: 'code' }),
  key: setting(z.string().min(1).max(200).optional(), { en: 'Key', zh: '键' }, { en: 'The field by which rows go to partitions, so that those of one card keep their order; the id of the row where left out.', zh: '按哪个字段分配分区，使同一张卡的行保持先后；不填则用行的编号。' }),
});

export const topic: AboutTarget<z.infer<typeof settings>> = {
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
  example: {
    settings: { topic: 'fraud-cases', key: 'card' },
    connection: { type: 'kafka', brokers: ['kafka-1.internal:9093'], tls: true, user: 'ruleloom', password: '${KAFKA_PASSWORD}', mechanism: 'scram-sha-512' },
  },
};
