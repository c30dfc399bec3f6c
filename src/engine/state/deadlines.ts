/** Numbers that wait for a moment each, given back by moment and then by number. */
export interface Deadlines {
  readonly add: (time: number, number: number) => void;
  /** The moment of the next one; infinite where none waits. */
  readonly next: () => number;
  /** Takes the next one out. */
  readonly take: () => number;
  /** The numbers that wait, in no order. */
  readonly numbers: () => Float64Array;
  readonly size: () => number;
}

/** A heap: the parent of place n is (n - 1) >> 1. */
export function createDeadlines(): Deadlines {
  let times = new Float64Array(0);
  let numbers = new Float64Array(0);
  let count = 0;

  const put = (at: number, time: number, number: number): void => {
    times[at] = time;
    numbers[at] = number;
  };
  const isBefore = (at: number, time: number, number: number): boolean => {
    const other = times[at] ?? 0;
    return other < time || (other === time && (numbers[at] ?? 0) < number);
  };

  function grow(): void {
    const [oldTimes, oldNumbers] = [times, numbers];
    times = new Float64Array(Math.max(64, 2 * count));
    numbers = new Float64Array(times.length);
    times.set(oldTimes);
    numbers.set(oldNumbers);
  }

  /** Finds the place of what is to stand at or below a place, and puts it there. */
  function sink(from: number, time: number, number: number): void {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < count && isBefore(child + 1, times[child] ?? 0, numbers[child] ?? 0)) child += 1;
      if (child >= count || !isBefore(child, time, number)) break;
      put(at, times[child] ?? 0, numbers[child] ?? 0);
      at = child;
    }
    put(at, time, number);
  }

  return {
    add: (time, number) => {
      if (count === times.length) grow();
      let at = count;
      count += 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (isBefore(parent, time, number)) break;
        put(at, times[parent] ?? 0, numbers[parent] ?? 0);
        at = parent;
      }
      put(at, time, number);
    },
    next: () => (count === 0 ? Infinity : (times[0] ?? Infinity)),
    take: () => {
      const first = numbers[0] ?? 0;
      count -= 1;
      sink(0, times[count] ?? 0, numbers[count] ?? 0);
      return first;
    },
    numbers: () => numbers.slice(0, count),
    size: () => times.byteLength + numbers.byteLength,
  };
}
