import type { Admin } from 'kafkajs';
import { z } from '../../data/zod.ts';
import type { ConnectorContext } from './connector.ts';
import type { Merge } from './kafka-merge.ts';
import type { KafkaSession } from './kafka-session.ts';
import { bodyOf } from './message-lines.ts';

/** By partition, the first offset that is not stored; and what the group called its reader. */
export const positionSchema = z.object({ topic: z.string(), next: z.record(z.string().regex(/^\d+$/), z.int()), member: z.string().default('') });
export type KafkaPosition = z.infer<typeof positionSchema>;

/** Bytes: what is delivered at once, and what may wait of one partition before no more of it is read. */
const mostDelivered = 1024 * 1024;
export const mostWaiting = 4 * mostDelivered;

/** In milliseconds: how often it is asked where the partitions end, while something waits for it and else. */
const [askedSoon, askedElse] = [50, 2000];
const [committed, looked] = [5000, 10_000];
/** Who is asked again and again, and has had nothing for so long, has nothing: what stands there may be marks of transactions. */
const quiet = { milliseconds: 2000, fetches: 3 };
/** Who does not answer holds the others back so long, where the source does not say. */
const silence = 30_000;

/** Tells whoever waits that something has come. */
export interface Arrivals {
  readonly come: () => void;
  /** Resolves when something comes that had not when this was called. */
  readonly next: () => Promise<void>;
}

export function arrivalsOf(): Arrivals {
  let tell = (): void => undefined;
  return { come: () => tell(), next: () => new Promise((resolve) => (tell = resolve)) };
}

export interface Delivering {
  readonly topic: string;
  readonly starts: ReadonlyMap<number, number>;
  readonly admin: Admin;
  readonly merge: Merge;
  readonly arrivals: Arrivals;
  readonly session: KafkaSession;
  readonly context: ConnectorContext;
}

/** Delivers what waits for no one until the session is over or the run ends; resolves to the position behind it. */
export async function deliverMerged({ topic, starts, admin, merge, arrivals, session, context }: Delivering): Promise<KafkaPosition> {
  const { source, deliver, report, now, wait, signal } = context;
  const partitions = [...starts.keys()];
  const next = new Map(starts);
  let ends: ReadonlyMap<number, number> = new Map();
  const position = (): KafkaPosition => ({ topic, next: Object.fromEntries(next), member: session.member() ?? '' });

  let ended: { readonly failed: boolean } | undefined;
  const over = session.over.then(() => void (ended = { failed: false }), () => void (ended = { failed: true }));

  const owing = new Map<number, { readonly next: number; readonly at: number; readonly fetches: number }>();
  const empty = new Map<number, number>();
  const noticeSilence = (): void => {
    for (const each of partitions) {
      const come = merge.next(each);
      const known = owing.get(each);
      if (merge.waiting(each) > 0 || come >= (ends.get(each) ?? 0)) owing.delete(each);
      else if (known?.next !== come) owing.set(each, { next: come, at: now(), fetches: session.fetches(each) });
      else {
        const isAnswered = session.fetches(each) >= known.fetches + quiet.fetches;
        if (now() - known.at >= (isAnswered ? quiet.milliseconds : (source.idle ?? silence))) {
          merge.nothing(each);
          empty.set(each, ends.get(each) ?? 0);
        }
      }
    }
  };

  const ask = every(now, async () => {
    const answer = merge.asking();
    ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
    answer(ends);
  });
  const commit = every(now, () => session.commit(next));
  const look = every(now, async () => {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    if ((topics[0]?.partitions ?? []).length !== partitions.length) ended = { failed: false };
  });
  let told = -1;
  const tellLag = (): void => {
    const behind = (each: number): number => Math.max(0, (ends.get(each) ?? 0) - Math.max(next.get(each) ?? 0, empty.get(each) ?? 0));
    const count = partitions.reduce((sum, each) => sum + behind(each), 0);
    if (ends.size > 0 && count !== told) report({ state: count === 0 ? 'current' : 'behind', lag: { count, of: { en: 'messages', zh: '条消息' } } });
    told = count;
  };

  let resting: Promise<void> | undefined;
  while (!signal.aborted && ended === undefined) {
    const arrival = arrivals.next();
    const taken = merge.take(mostDelivered);
    if (taken.length > 0) {
      for (const { partition, offset } of taken) next.set(partition, offset + 1);
      await deliver({ body: bodyOf(taken.flatMap(({ lines }) => lines)), position: position() });
      for (const each of new Set(taken.map(({ partition }) => partition))) if (merge.waiting(each) < mostWaiting / 2) session.resume(each);
    } else {
      const isWaiting = partitions.some((each) => merge.waiting(each) > 0);
      if (await ask(isWaiting ? askedSoon : askedElse)) noticeSilence();
      else await Promise.race([arrival, over, (resting ??= wait(askedSoon).finally(() => (resting = undefined)))]);
    }
    tellLag();
    await commit(committed);
    await look(looked);
  }
  // Tells the reason.
  if (ended?.failed === true) await session.over;
  await session.commit(next);
  return position();
}

/** Does it where it was not done for so long; whether it did. */
function every(now: () => number, act: () => Promise<void>): (milliseconds: number) => Promise<boolean> {
  let done = -Infinity;
  return async (milliseconds) => {
    if (now() - done < milliseconds) return false;
    done = now();
    await act();
    return true;
  };
}
