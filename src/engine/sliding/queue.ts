import type { Passage } from './group.ts';
import { capacityFor } from './log.ts';

/** Some of the rows of a log, apart: a ring of their times and keys. */
export interface Queue {
  times: Float64Array;
  keys: Int32Array;
  head: number;
  size: number;
}

export const createQueue = (): Queue => ({ times: new Float64Array(0), keys: new Int32Array(0), head: 0, size: 0 });

/** Makes room for the rows of the round that pass. */
export function roomInQueue(queue: Queue, { moments, added, start, mask }: Passage, passes: Uint8Array): void {
  const rows = moments === 0 ? 0 : (added[moments - 1] ?? 0);
  let needed = queue.size;
  for (let row = 0; row < rows; row += 1) needed += passes[(start + row) & mask] ?? 0;
  const capacity = capacityFor(needed, queue.times.length);
  if (capacity !== queue.times.length) resize(queue, capacity);
}

function resize(queue: Queue, capacity: number): void {
  const { times, keys, head, size } = queue;
  const [movedTimes, movedKeys] = [new Float64Array(capacity), new Int32Array(capacity)];
  for (let index = 0; index < size; index += 1) {
    const from = (head + index) & (times.length - 1);
    movedTimes[index] = times[from] ?? NaN;
    movedKeys[index] = keys[from] ?? 0;
  }
  queue.times = movedTimes;
  queue.keys = movedKeys;
  queue.head = 0;
}
