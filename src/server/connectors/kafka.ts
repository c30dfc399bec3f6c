import type { Admin, Kafka, PartitionMetadata } from 'kafkajs';
import { z } from '../../data/zod.ts';
import { kafkaClient, kafkaTrouble } from '../connections/kafka.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { arrivalsOf, deliverMerged, mostWaiting, positionSchema } from './kafka-delivery.ts';
import type { KafkaPosition } from './kafka-delivery.ts';
import { mergeOf } from './kafka-merge.ts';
import { arrivedOf } from './kafka-messages.ts';
import { openKafkaSession } from './kafka-session.ts';
import { connectionName, setting } from './setting.ts';

/** Messages of a Kafka topic, its partitions merged into one stream in the order of their event times. */

const settings = z.strictObject({
  connection: connectionName,
  topic: setting(z.string().min(1).max(249), { en: 'Topic', zh: '主题' }, { en: 'The topic whose messages are events.', zh: '消息即事件的主题。' }),
  group: setting(z.string().min(1).max(250).optional(), { en: 'Consumer group', zh: '消费组' }, { en: 'As whom it reads; by the graph and the source where left out. Nobody else may read as this group at once.', zh: '以哪个消费组读取；不填则由规则图和数据源得出。同一时间不能有其他进程使用该组。' }),
  from: setting(z.enum(['beginning', 'end']).optional(), { en: 'From', zh: '起点' }, { en: 'Where it begins at the very first start; `beginning` where left out.', zh: '首次启动时从哪里开始，默认 `beginning`（开头）。' }),
});
type Settings = z.infer<typeof settings>;

export const kafka: ConnectorKind<Settings> = {
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

  async run(chosen, context) {
    const { connections, position, signal } = context;
    const client = kafkaClient(connections.named(chosen.connection, 'kafka'));
    let stored = positionSchema.safeParse(position).data;
    while (!signal.aborted) {
      // It keeps what it has heard of a topic; one that has changed is looked at anew.
      const admin = client.admin();
      try {
        await admin.connect();
        stored = await readOn(client, admin, chosen, stored, context);
      } catch (error) {
        if (!signal.aborted) throw kafkaTrouble(error);
      } finally {
        await admin.disconnect();
      }
    }
  },
};

/** Until the topic or the group changes: then it is begun anew, behind what it resolves to. */
async function readOn(client: Kafka, admin: Admin, chosen: Settings, before: KafkaPosition | undefined, context: ConnectorContext): Promise<KafkaPosition> {
  const { graph, source, deliver } = context;
  const { topic, group = `ruleloom-${graph}-${source.id}` } = chosen;
  const stored = before?.topic === topic ? before : undefined;
  const { starts, leaders } = await lookAt(admin, chosen, stored);
  // What comes before the first delivery belongs to the run too, should it be ended until then.
  if (stored === undefined && chosen.from === 'end') await deliver({ body: new Uint8Array(), position: { topic, next: Object.fromEntries(starts), member: '' } });

  const time = starts.size === 1 ? undefined : source.fields.find(({ name }) => name === source.time);
  const merge = mergeOf(starts);
  const arrivals = arrivalsOf();
  const session = await openKafkaSession(client, admin, {
    topic, group, before: stored?.member, starts, leaders,
    batch: ({ partition, messages }) => {
      merge.add(partition, arrivedOf(messages, time));
      arrivals.come();
      return merge.waiting(partition) > mostWaiting ? 'enough' : 'more';
    },
  });
  try {
    return await deliverMerged({ topic, starts, admin, merge, arrivals, session, context });
  } finally {
    await session.close();
  }
}

interface Topic {
  readonly starts: ReadonlyMap<number, number>;
  readonly leaders: ReadonlyMap<number, number>;
}

async function lookAt(admin: Admin, { topic, from }: Settings, stored: KafkaPosition | undefined): Promise<Topic> {
  const partitions = await partitionsOf(admin, topic);
  const bounds = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => [partition, { low: Number(low), high: Number(high) }]));
  const starts = partitions.map(({ partitionId: id }) => {
    const { low, high } = bounds.get(id) ?? { low: 0, high: 0 };
    // A partition that came since was empty before.
    const next = stored === undefined && from === 'end' ? high : (stored?.next[id] ?? low);
    // What was deleted meanwhile can't be read; a topic that was made anew has lower offsets.
    return [id, next >= low && next <= high ? next : low] as const;
  });
  return { starts: new Map(starts), leaders: new Map(partitions.map(({ partitionId, leader }) => [partitionId, leader])) };
}

async function partitionsOf(admin: Admin, topic: string): Promise<readonly PartitionMetadata[]> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  return topics[0]?.partitions ?? [];
}
