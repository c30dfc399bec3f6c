/** Windows that close, in the order in which their summaries come. */
export interface Closings {
  readonly add: (key: number, slot: number, start: number, end: number) => void;
  readonly count: () => number;
  readonly keys: () => Int32Array;
  /** The number that its rows are kept under. */
  readonly slots: () => Int32Array;
  readonly starts: () => Float64Array;
  readonly ends: () => Float64Array;
}

export function createClosings(): Closings {
  const keys: number[] = [];
  const slots: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  return {
    add: (key, slot, start, end) => {
      keys.push(key);
      slots.push(slot);
      starts.push(start);
      ends.push(end);
    },
    count: () => keys.length,
    keys: () => Int32Array.from(keys),
    slots: () => Int32Array.from(slots),
    starts: () => Float64Array.from(starts),
    ends: () => Float64Array.from(ends),
  };
}
