/**
 * The partitions of a topic as one stream. A source has one watermark, so rows of a partition that is read ahead of the
 * others would make theirs late: a message waits here until no partition can have an earlier one.
 */
export interface Merge {
  readonly add: (partition: number, messages: readonly Arrived[]) => void;
  /** Called before the broker is asked where its partitions end, and what that gives with the answer. */
  readonly asking: () => (ends: ReadonlyMap<number, number>) => void;
  /** Nothing will come of a partition up to the end that was told last, though its offsets go on to there. */
  readonly nothing: (partition: number) => void;
  /** What waits for no one, in the order of its times: so many bytes, and one message more. */
  readonly take: (most: number) => readonly Taken[];
  /** Bytes that wait here of a partition. */
  readonly waiting: (partition: number) => number;
  /** The first offset that has not come here. */
  readonly next: (partition: number) => number;
}

export interface Arrived {
  readonly offset: number;
  /** Undefined where it has none: then it waits for nobody. */
  readonly time: number | undefined;
  readonly lines: readonly Buffer[];
  readonly bytes: number;
}

export interface Taken extends Arrived {
  readonly partition: number;
}

interface Partition {
  readonly id: number;
  queue: Arrived[];
  /** How many of the queue have been taken. */
  head: number;
  bytes: number;
  next: number;
  /** The latest time that it has shown. */
  latest: number;
  /** Up to here nothing more will come. */
  empty: number;
  /** Where it ended when it was asked last, and what had come of it by then. */
  end: number;
  asked: number;
}

export function mergeOf(starts: ReadonlyMap<number, number>): Merge {
  const partitions = new Map<number, Partition>();
  for (const [id, next] of starts) partitions.set(id, { id, queue: [], head: 0, bytes: 0, next, latest: -Infinity, empty: -1, end: Infinity, asked: next });
  const partition = (id: number): Partition => {
    const found = partitions.get(id);
    if (found === undefined) throw new RangeError(`Partition ${id} was not asked for`);
    return found;
  };

  /**
   * Whether a partition of which nothing waits here may still have something earlier. Where a message was here when its
   * end was asked for, and all up to there has come, it has not.
   */
  const holdsBack = (other: Partition, time: number, isAsked: boolean): boolean =>
    other.head === other.queue.length && other.latest < time && !(isAsked && Math.max(other.next, other.empty) >= other.end);

  const first = (): Partition | undefined => {
    let earliest: Partition | undefined;
    let least = Infinity;
    for (const each of partitions.values()) {
      const head = each.queue[each.head];
      if (head === undefined) continue;
      const time = head.time ?? -Infinity;
      if (earliest === undefined || time < least) [earliest, least] = [each, time];
    }
    if (earliest === undefined || least === -Infinity) return earliest;
    const isAsked = (earliest.queue[earliest.head]?.offset ?? 0) < earliest.asked;
    for (const other of partitions.values()) if (other !== earliest && holdsBack(other, least, isAsked)) return undefined;
    return earliest;
  };

  return {
    add: (id, messages) => {
      const own = partition(id);
      for (const message of messages) {
        if (message.offset < own.next) continue;
        own.queue.push(message);
        own.bytes += message.bytes;
        own.next = message.offset + 1;
        own.latest = Math.max(own.latest, message.time ?? -Infinity);
      }
    },
    asking: () => {
      const come = new Map([...partitions.values()].map(({ id, next }) => [id, next]));
      return (ends) => {
        for (const each of partitions.values()) {
          each.asked = come.get(each.id) ?? 0;
          each.end = ends.get(each.id) ?? Infinity;
        }
      };
    },
    nothing: (id) => {
      const own = partition(id);
      own.empty = own.end;
    },
    take: (most) => {
      const taken: Taken[] = [];
      for (let bytes = 0; bytes < most; ) {
        const from = first();
        const message = from?.queue[from.head];
        if (from === undefined || message === undefined) break;
        from.head += 1;
        from.bytes -= message.bytes;
        bytes += message.bytes;
        taken.push({ ...message, partition: from.id });
      }
      for (const each of partitions.values()) {
        if (each.head === 0) continue;
        each.queue = each.queue.slice(each.head);
        each.head = 0;
      }
      return taken;
    },
    waiting: (id) => partition(id).bytes,
    next: (id) => partition(id).next,
  };
}
