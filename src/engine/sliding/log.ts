/**
 * Rows that aggregates still look back at, in total order: a ring of columns, of which each owner holds its own. A row
 * stands in a slot until it is dropped; only when the ring grows do all rows move.
 */
export interface Log {
  readonly times: Part<Float64Array>;
  readonly keys: Part<Int32Array>;
  /** Slots follow one another as `(slot + 1) & mask`. */
  readonly mask: number;
  readonly head: number;
  readonly size: number;
  readonly numbers: () => Part<Float64Array>;
  readonly codes: () => Part<Int32Array>;
  readonly bytes: () => Part<Uint8Array>;
  /** Slots, each one more than it is; 0 is none. */
  readonly links: () => Part<Int32Array>;
  /** Called when rows move, with the slot that each old one becomes. */
  readonly onMove: (listener: (moved: (slot: number) => number) => void) => void;
  /** Makes room for so many rows behind the others and counts them in; gives the slot of the first. */
  readonly extend: (count: number) => number;
  /** The slot of the first row that is not before this moment; behind the last one where all are. */
  readonly slotFrom: (time: number) => number;
  /** Drops all rows before the slot. */
  readonly dropTo: (slot: number) => void;
  readonly clear: () => void;
  readonly memory: () => number;
}

export interface Part<T> {
  values: T;
}

const smallest = 8;
/** A ring that was this long and is far from full gives memory back. */
const large = 65_536;
const farFromFull = 8;

/** How long a ring of so many places is best, being so long now. */
export const capacityFor = (needed: number, now: number): number =>
  needed > now || (now > large && needed * farFromFull < now) ? 2 ** Math.ceil(Math.log2(needed * 1.5 + 1)) : now;

export function createLog(): Log {
  let capacity = smallest;
  let head = 0;
  let size = 0;
  const times = { values: new Float64Array(capacity).fill(NaN) };
  const keys = { values: new Int32Array(capacity) };
  const numbers: Part<Float64Array>[] = [times];
  const codes: Part<Int32Array>[] = [keys];
  const bytes: Part<Uint8Array>[] = [];
  const links: Part<Int32Array>[] = [];
  const listeners: ((moved: (slot: number) => number) => void)[] = [];

  function resize(wanted: number): void {
    const [from, mask, tail] = [head, capacity - 1, (head + size) & (capacity - 1)];
    capacity = wanted;
    /** The rows stand in one or two runs of the old ring. */
    const move = <T extends Float64Array | Int32Array | Uint8Array>(old: T, fresh: T): T => {
      if (from <= tail) fresh.set(old.subarray(from, tail));
      else {
        fresh.set(old.subarray(from));
        fresh.set(old.subarray(0, tail), old.length - from);
      }
      return fresh;
    };
    for (const part of numbers) part.values = move(part.values, new Float64Array(capacity));
    for (const part of [...codes, ...links]) part.values = move(part.values, new Int32Array(capacity));
    for (const part of bytes) part.values = move(part.values, new Uint8Array(capacity));
    const moved = (slot: number): number => (slot - from) & mask;
    for (const { values } of links) {
      for (let slot = 0; slot < size; slot += 1) {
        const link = values[slot] ?? 0;
        if (link !== 0) values[slot] = moved(link - 1) + 1;
      }
    }
    head = 0;
    for (const listener of listeners) listener(moved);
  }

  return {
    times,
    keys,
    get mask() {
      return capacity - 1;
    },
    get head() {
      return head;
    },
    get size() {
      return size;
    },
    numbers: () => joined(numbers, new Float64Array(capacity)),
    codes: () => joined(codes, new Int32Array(capacity)),
    bytes: () => joined(bytes, new Uint8Array(capacity)),
    links: () => joined(links, new Int32Array(capacity)),
    onMove: (listener) => listeners.push(listener),
    extend: (count) => {
      // One slot stays empty: the time there is none, so that whoever looks for rows to drop stops.
      const needed = size + count + 1;
      const fitting = capacityFor(needed, capacity);
      if (fitting !== capacity) resize(fitting);
      const start = (head + size) & (capacity - 1);
      size += count;
      times.values[(head + size) & (capacity - 1)] = NaN;
      return start;
    },
    slotFrom: (time) => {
      let low = 0;
      let high = size;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((times.values[(head + middle) & (capacity - 1)] ?? NaN) < time) low = middle + 1;
        else high = middle;
      }
      return (head + low) & (capacity - 1);
    },
    dropTo: (slot) => {
      size -= (slot - head) & (capacity - 1);
      head = slot;
    },
    clear: () => {
      head = 0;
      size = 0;
      times.values[0] = NaN;
    },
    memory: () => [...numbers, ...codes, ...bytes, ...links].reduce((sum, { values }) => sum + values.byteLength, 0),
  };
}

/**
 * Puts values where the rows stand that follow one another from a slot on: those at the chosen places, the first ones
 * where undefined. As many as there are rows.
 */
export function putInto<T extends Float64Array | Int32Array | Uint8Array>(
  { values: out }: Part<T>,
  start: number,
  count: number,
  values: NoInfer<T>,
  chosen: Int32Array | undefined,
): void {
  if (chosen !== undefined) {
    putChosen(out, start, count, values, chosen);
    return;
  }
  const straight = Math.min(count, out.length - start);
  out.set(values.subarray(0, straight), start);
  if (straight < count) out.set(values.subarray(straight, count), 0);
}

function putChosen(
  out: Float64Array | Int32Array | Uint8Array,
  start: number,
  count: number,
  values: Float64Array | Int32Array | Uint8Array,
  chosen: Int32Array,
): void {
  const mask = out.length - 1;
  for (let index = 0; index < count; index += 1) out[(start + index) & mask] = values[chosen[index] ?? 0] ?? NaN;
}

/** A copy of what is in the ring, oldest first. */
export function inOrder<T extends Float64Array | Int32Array | Uint8Array>(
  { values }: Part<T>,
  { head, size }: Pick<Log, 'head' | 'size'>,
): T {
  const whole = values.slice(0, size) as T;
  const straight = Math.min(size, values.length - head);
  whole.set(values.subarray(head, head + straight));
  if (straight < size) whole.set(values.subarray(0, size - straight), straight);
  return whole;
}

/** A copy of what stands in these slots. */
export function pickedFrom<T extends Float64Array | Int32Array | Uint8Array>({ values }: Part<T>, slots: Int32Array): T {
  const picked = values.slice(0, slots.length) as T;
  for (let index = 0; index < slots.length; index += 1) picked[index] = values[slots[index] ?? 0] ?? 0;
  return picked;
}

function joined<T>(parts: Part<T>[], values: T): Part<T> {
  const part = { values };
  parts.push(part);
  return part;
}
