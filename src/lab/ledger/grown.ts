/** Columns that grow at their end. */
export interface Growing<T extends Float64Array | Int32Array | Uint8Array> {
  /** How many values there are. */
  readonly size: () => number;
  readonly put: (value: number) => void;
  /** Makes room for so many more and gives what they are written to; they count from then on. */
  readonly more: (count: number) => T;
  readonly at: (index: number) => number;
  readonly all: () => T;
}

function growing<T extends Float64Array | Int32Array | Uint8Array>(
  make: (size: number) => T,
  part: (values: T, from: number, to: number) => T,
): Growing<T> {
  let values = make(1024);
  let size = 0;
  const room = (count: number): void => {
    if (size + count <= values.length) return;
    const grown = make(Math.max(2 * values.length, size + count));
    grown.set(values);
    values = grown;
  };
  return {
    size: () => size,
    put: (value) => {
      room(1);
      values[size] = value;
      size += 1;
    },
    more: (count) => {
      room(count);
      size += count;
      return part(values, size - count, size);
    },
    at: (index) => values[index] ?? 0,
    all: () => part(values, 0, size),
  };
}

export const growingNumbers = (): Growing<Float64Array> =>
  growing((size) => new Float64Array(size), (values, from, to) => values.subarray(from, to));
export const growingCodes = (): Growing<Int32Array> =>
  growing((size) => new Int32Array(size), (values, from, to) => values.subarray(from, to));
export const growingBytes = (): Growing<Uint8Array> =>
  growing((size) => new Uint8Array(size), (values, from, to) => values.subarray(from, to));
