import { z } from '../../../data/zod.ts';
import { connectionName, setting } from '../../shared/settings.ts';
import type { AboutConnector } from './about.ts';

const settings = z.strictObject({
  connection: connectionName,
  topic: setting(z.string().min(1).max(249), { en: 'Topic', zh: '主题' }, { en: 'The topic whose messages are events.', zh: '消息即事件的主题。' }, { form: 'code' }),
  group: setting(z.string().min(1).max(250).optional(), { en: 'Consumer group', zh: '消费组' }, { en: 'As whom it reads; by the graph and the source where left out. Nobody else may read as this group at once.', zh: '以哪个消费组读取；不填则由规则图和数据源得出。同一时间不能有其他进程使用该组。' }, { form: 'code' }),
  from: setting(z.enum(['beginning', 'end']).optional(), { en: 'From', zh: '起点' }, { en: 'Where it begins at the very first start; `beginning` where left out.', zh: '首次启动时从哪里开始，默认 `beginning`（开头）。' }, { usual: 'beginning', choices: { beginning: { en: 'from the beginning', zh: '从开头' }, end: { en: 'from its end', zh: '从末尾' } } }),
});

export const kafka: AboutConnector<z.infer<typeof settings>> = {
  type: 'kafka',
  title: { en: 'Kafka', zh: 'Kafka' },
  summary: {
    en: 'Reads a topic as the one member of a consumer group. Its partitions come in the order of their event times, so that one that is read ahead makes no other late.',
    zh: '作为消费组的唯一成员读取一个主题。各分区按事件时间合并，读得快的分区不会让其他分区的事件变成迟到。',
  },
  settings,
  connection: 'kafka',
  rewinds: {
    en: 'All that the brokers still keep can be read again. What their retention has deleted before it was read is gone.',
    zh: '代理仍保留的消息都可以重新读取；读取之前就因保留期限被删除的无法找回。',
  },
  example: {
    settings: { topic: 'payments', group: 'fraud-desk' },
    connection: { type: 'kafka', brokers: ['kafka-1.internal:9093', 'kafka-2.internal:9093'], tls: true, user: 'ruleloom', password: '${KAFKA_PASSWORD}', mechanism: 'scram-sha-512' },
  },
};
