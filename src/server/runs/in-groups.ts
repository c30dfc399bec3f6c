/** Takes what comes one by one, and hands on together what came at the same time. */
export function inGroups<T>(take: (all: readonly T[]) => void): (each: T) => void {
  let waiting: T[] = [];
  return (each) => {
    // Those that became durable by the same write are told of one right after the other.
    if (waiting.push(each) > 1) return;
    queueMicrotask(() => {
      const all = waiting;
      waiting = [];
      take(all);
    });
  };
}
