import type { Admin, Kafka, PartitionMetadata } from 'kafkajs';
import type { Words } from '../../data/text.ts';
import type { z } from '../../data/zod.ts';
import { kafka as about } from '../../kinds/source/connectors/kafka.ts';
import { kafkaClient, kafkaTrouble } from '../connections/kafka.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { arrivalsOf, deliverMerged, mostWaiting, positionSchema } from './kafka-delivery.ts';
import type { KafkaPosition } from './kafka-delivery.ts';
import { gapsInWords } from './kafka-gaps.ts';
import { mergeOf } from './kafka-merge.ts';
import { arrivedOf } from './kafka-messages.ts';
import { openKafkaSession } from './kafka-session.ts';

/** Messages of a Kafka topic, its partitions merged into one stream in the order of their event times. */

type Settings = z.infer<typeof about.settings>;

export const kafka: ConnectorKind<Settings> = {
  ...about,

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
  const { graph, source, deliver, report } = context;
  const { topic, group = `ruleloom-${graph}-${source.id}` } = chosen;
  const stored = before?.topic === topic ? before : undefined;
  const { starts, leaders, missed } = await lookAt(admin, chosen, stored);
  if (missed !== undefined) report({ state: 'behind', missed });
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
  /** What was deleted before it was read. */
  readonly missed: Words | undefined;
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
  return { starts: new Map(starts), leaders: new Map(partitions.map(({ partitionId, leader }) => [partitionId, leader])), missed: stored === undefined ? undefined : gapsInWords(stored.next, bounds) };
}

async function partitionsOf(admin: Admin, topic: string): Promise<readonly PartitionMetadata[]> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  return topics[0]?.partitions ?? [];
}
