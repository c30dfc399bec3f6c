/**
 * The encodings of values in Parquet pages. Nothing here trusts a count: what a page claims to hold is given only as far
 * as its bytes go, and reading past them throws.
 */
export interface Bytes {
  readonly view: DataView;
  at: number;
  readonly end: number;
}

/** What a value is in the file, before its logical type is looked at. */
export type Raw = number | bigint | boolean | Uint8Array;
export type PhysicalType = 'BOOLEAN' | 'INT32' | 'INT64' | 'INT96' | 'FLOAT' | 'DOUBLE' | 'BYTE_ARRAY' | 'FIXED_LEN_BYTE_ARRAY';

export function bytesOf(array: Uint8Array): Bytes {
  return { view: new DataView(array.buffer, array.byteOffset, array.byteLength), at: 0, end: array.byteLength };
}

export function broken(what: string): never {
  throw new Error(what);
}

export function take(from: Bytes, length: number): Uint8Array {
  if (length < 0 || length > from.end - from.at) broken('past the end of a page');
  const taken = new Uint8Array(from.view.buffer, from.view.byteOffset + from.at, length);
  from.at += length;
  return taken;
}

function unsigned(from: Bytes): number {
  let value = 0;
  for (let scale = 1; scale < 2 ** 35; scale *= 128) {
    const byte = from.view.getUint8(from.at);
    from.at += 1;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
  return broken('a number that never ends');
}

function zigzag(from: Bytes): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = from.view.getUint8(from.at);
    from.at += 1;
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return (value >> 1n) ^ -(value & 1n);
  }
  return broken('a number that never ends');
}

/** The bits from this place on as a number; up to 32 of them. */
function bitsAt(view: DataView, base: number, bit: number, width: number): number {
  let value = 0;
  for (let got = 0; got < width; ) {
    const place = bit + got;
    const offset = place & 7;
    const count = Math.min(8 - offset, width - got);
    value |= ((view.getUint8(base + (place >>> 3)) >>> offset) & ((1 << count) - 1)) << got;
    got += count;
  }
  return value >>> 0;
}

/** Runs of one number, and numbers packed by their bits, in turn. */
export function hybrid(from: Bytes, width: number, count: number): Int32Array {
  if (width > 32) broken('numbers of too many bits');
  const values = new Int32Array(count);
  if (width === 0) return values;
  const bytes = (width + 7) >>> 3;
  for (let filled = 0; filled < count; ) {
    const head = unsigned(from);
    const times = Math.floor(head / 2);
    if (head % 2 === 0) {
      const run = Math.min(times, count - filled);
      values.fill(bitsAt(from.view, from.at, 0, bytes * 8), filled, filled + run);
      from.at += bytes;
      filled += run;
    } else {
      const packed = Math.min(times * 8, count - filled);
      for (let index = 0; index < packed; index += 1) values[filled + index] = bitsAt(from.view, from.at, index * width, width);
      from.at += times * width;
      filled += packed;
    }
  }
  return values;
}

export function plain(from: Bytes, type: PhysicalType, count: number, width: number): ArrayLike<Raw> {
  const { view, at } = from;
  switch (type) {
    case 'BOOLEAN': {
      const bits = take(from, Math.ceil(count / 8));
      return Array.from({ length: count }, (_, index) => (((bits[index >>> 3] ?? 0) >>> (index & 7)) & 1) === 1);
    }
    case 'INT32':
      return fixed(from, new Int32Array(count), 4, (index) => view.getInt32(at + index * 4, true));
    case 'INT64':
      return fixed(from, new BigInt64Array(count), 8, (index) => view.getBigInt64(at + index * 8, true));
    case 'FLOAT':
      return fixed(from, new Float64Array(count), 4, (index) => view.getFloat32(at + index * 4, true));
    case 'DOUBLE':
      return fixed(from, new Float64Array(count), 8, (index) => view.getFloat64(at + index * 8, true));
    case 'INT96':
      return Array.from({ length: count }, () => take(from, 12));
    case 'FIXED_LEN_BYTE_ARRAY':
      return Array.from({ length: count }, () => take(from, width));
    case 'BYTE_ARRAY':
      return Array.from({ length: count }, () => {
        const length = view.getUint32(from.at, true);
        from.at += 4;
        return take(from, length);
      });
  }
}

function fixed<V extends number | bigint>(from: Bytes, values: { length: number; [index: number]: V }, width: number, read: (index: number) => V): ArrayLike<V> {
  take(from, values.length * width);
  for (let index = 0; index < values.length; index += 1) values[index] = read(index);
  return values;
}

/** The bytes of numbers, all first ones before all second ones. */
export function splitBytes(from: Bytes, type: PhysicalType, count: number, length: number): ArrayLike<Raw> {
  const width = type === 'INT32' || type === 'FLOAT' ? 4 : type === 'INT64' || type === 'DOUBLE' ? 8 : length;
  const given = take(from, count * width);
  const joined = new Uint8Array(count * width);
  for (let byte = 0; byte < width; byte += 1) {
    for (let index = 0; index < count; index += 1) joined[index * width + byte] = given[byte * count + index] ?? 0;
  }
  return plain(bytesOf(joined), type, count, width);
}

/** Whole numbers by their differences. */
export function deltas(from: Bytes, count: number, bits: 32 | 64): bigint[] {
  if (count === 0) return [];
  const block = unsigned(from);
  const parts = unsigned(from);
  const total = unsigned(from);
  const each = block / parts;
  if (total !== count || !Number.isInteger(each) || each === 0 || each % 8 !== 0) broken('differences that do not add up');
  let value = zigzag(from);
  const values = [BigInt.asIntN(bits, value)];
  for (let left = total - 1; left > 0; ) {
    const least = zigzag(from);
    const widths = take(from, parts);
    for (const width of widths) {
      if (left <= 0) break;
      if (width > 64) broken('numbers of too many bits');
      const base = from.at;
      const here = Math.min(each, left);
      for (let index = 0; index < here; index += 1) {
        const low = BigInt(bitsAt(from.view, base, index * width, Math.min(width, 32)));
        const high = width > 32 ? BigInt(bitsAt(from.view, base, index * width + 32, width - 32)) << 32n : 0n;
        value = BigInt.asIntN(bits, value + least + low + high);
        values.push(value);
      }
      from.at += Math.ceil((each * width) / 8);
      left -= here;
    }
  }
  return values;
}

export function deltaLengths(from: Bytes, count: number): Uint8Array[] {
  return deltas(from, count, 32).map((length) => take(from, Number(length)));
}

/** Each text begins with so many bytes of the one before. */
export function deltaTexts(from: Bytes, count: number): Uint8Array[] {
  const shared = deltas(from, count, 32);
  const rest = deltaLengths(from, count);
  let before: Uint8Array = new Uint8Array(0);
  return rest.map((own, index) => {
    const length = Number(shared[index] ?? 0n);
    if (length < 0 || length > before.length) broken('the beginning of a text that is not there');
    if (length > 0) {
      const whole = new Uint8Array(length + own.length);
      whole.set(before.subarray(0, length));
      whole.set(own, length);
      before = whole;
    } else before = own;
    return before;
  });
}
