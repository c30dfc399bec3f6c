import type { Admin, Batch, Consumer, Kafka } from 'kafkajs';
import { Trouble } from '../connections/trouble.ts';

/** A member of a consumer group that reads all partitions of a topic, each from an offset of its own. */
export interface KafkaSession {
  /** Offsets behind what is stored, so that others see how far it is. Where the group does not take them, nothing is lost. */
  readonly commit: (next: ReadonlyMap<number, number>) => Promise<void>;
  /** Goes on with a partition that was left for later. */
  readonly resume: (partition: number) => void;
  /** How often the broker of a partition was asked for more. */
  readonly fetches: (partition: number) => number;
  /** Rejects when it comes to an end by itself; resolves when the group or the topic has changed: it is to be begun anew. */
  readonly over: Promise<void>;
  /** What the group calls it. */
  readonly member: () => string | undefined;
  readonly close: () => Promise<void>;
}

export interface SessionOptions {
  readonly topic: string;
  readonly group: string;
  /** What the group called this reader before. If it still does, that one was cut off, and its time in the group runs out. */
  readonly before: string | undefined;
  readonly starts: ReadonlyMap<number, number>;
  readonly leaders: ReadonlyMap<number, number>;
  /** Takes what was read; `enough` where no more is wanted of its partition for now. */
  readonly batch: (batch: Batch) => 'enough' | 'more';
}

export async function openKafkaSession(kafka: Kafka, admin: Admin, { topic, group, before, starts, leaders, batch }: SessionOptions): Promise<KafkaSession> {
  await refuseOthers(admin, group, before);
  const consumer = kafka.consumer({
    groupId: group,
    sessionTimeout: 10_000,
    rebalanceTimeout: 10_000,
    heartbeatInterval: 2000,
    // Of each partition a share in every answer, so that none is behind for the size of another.
    maxBytesPerPartition: 256 * 1024,
    maxBytes: 16 * 1024 * 1024,
    maxWaitTimeInMs: 200,
    allowAutoTopicCreation: false,
    retry: { retries: 4, initialRetryTime: 200, maxRetryTime: 2000, restartOnFailure: () => Promise.resolve(false) },
  });
  const fetches = new Map<number, number>();
  // The number of the broker comes as text.
  consumer.on(consumer.events.FETCH, ({ payload }) => {
    const broker = Number(payload.nodeId);
    fetches.set(broker, (fetches.get(broker) ?? 0) + 1);
  });
  let member: string | undefined;
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => (member = payload.memberId));
  const over = overOf(consumer, { topic, group, starts });

  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: ({ batch: read }) => {
        if (batch(read) === 'enough') consumer.pause([{ topic, partitions: [read.partition] }]);
        return Promise.resolve();
      },
    });
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }

  return {
    commit: async (next) => {
      const offsets = Array.from(next, ([partition, offset]) => ({ topic, partition, offset: String(offset) }));
      await consumer.commitOffsets(offsets).catch(() => undefined);
    },
    resume: (partition) => consumer.resume([{ topic, partitions: [partition] }]),
    fetches: (partition) => fetches.get(leaders.get(partition) ?? -1) ?? 0,
    over,
    member: () => member,
    close: () => consumer.disconnect(),
  };
}

/** Begins where it is told to as soon as it is a member, before it asks for anything. */
function overOf(consumer: Consumer, { topic, group, starts }: Pick<SessionOptions, 'topic' | 'group' | 'starts'>): Promise<void> {
  const { CRASH, GROUP_JOIN } = consumer.events;
  let joined = false;
  const over = new Promise<void>((resolve, reject) => {
    consumer.on(CRASH, ({ payload: { error } }) => reject(error));
    consumer.on(GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      if (joined) return resolve();
      joined = true;
      if ((memberAssignment[topic] ?? []).length < starts.size) return reject(taken(group, ''));
      for (const [partition, offset] of starts) consumer.seek({ topic, partition, offset: String(offset) });
    });
  });
  over.catch(() => undefined);
  return over;
}

/** Windows are in one process: two that share the partitions would each see half of the events. */
async function refuseOthers(admin: Admin, group: string, before: string | undefined): Promise<void> {
  const { groups } = await admin.describeGroups([group]);
  const member = groups[0]?.members.find(({ memberId }) => memberId !== before);
  if (member !== undefined) throw taken(group, member.clientHost.replace(/^\//, ''));
}

function taken(group: string, host: string): Trouble {
  const from = host === '' ? { en: '', zh: '' } : { en: `, from ${host}`, zh: `（来自 ${host}）` };
  return new Trouble({
    en: `Another process reads as the group “${group}”${from.en}. A run has one process: stop the other one. If it was killed just now, the brokers let go of it within ten seconds.`,
    zh: `另一个进程${from.zh}正以消费组“${group}”读取。一个运行只能有一个进程：请停止另一个。如果它刚被强制结束，代理会在十秒内将其移除。`,
  });
}
