/** A buffer of UTF-8 that grows: what writers write into. */
export interface Bytes {
  array: Uint8Array;
  length: number;
}

export const newBytes = (capacity = 65_536): Bytes => ({ array: new Uint8Array(capacity), length: 0 });

/** What has been written, as a view that holds until the next write. */
export const written = (bytes: Bytes): Uint8Array => bytes.array.subarray(0, bytes.length);

export const writtenText = (bytes: Bytes): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(written(bytes));

/** Makes room for that many more bytes, and gives the buffer to write them into. */
export function reserve(bytes: Bytes, more: number): Uint8Array {
  const needed = bytes.length + more;
  if (needed > bytes.array.length) {
    const larger = new Uint8Array(Math.max(needed, bytes.array.length * 2));
    larger.set(written(bytes));
    bytes.array = larger;
  }
  return bytes.array;
}

export function putByte(bytes: Bytes, byte: number): void {
  reserve(bytes, 1)[bytes.length] = byte;
  bytes.length += 1;
}

const encoder = new TextEncoder();

/** Lone surrogates become U+FFFD, as everywhere in UTF-8. */
export function putText(bytes: Bytes, text: string): void {
  const array = reserve(bytes, text.length * 3);
  let at = bytes.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      bytes.length += encoder.encodeInto(text, array.subarray(bytes.length)).written;
      return;
    }
    array[at] = code;
    at += 1;
  }
  bytes.length = at;
}

const zero = 48;
const powers = [1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** A whole number of at least 0 in at least so many digits. */
function putDigits(bytes: Bytes, value: number, least: number): void {
  let digits = least;
  for (let limit = powers[least] ?? 1; value >= limit; limit *= 10) digits += 1;
  const array = reserve(bytes, digits);
  let at = bytes.length + digits;
  let rest = value;
  for (; rest > 0x7fffffff; at -= 1) {
    const tens = Math.floor(rest / 10);
    array[at - 1] = zero + rest - tens * 10;
    rest = tens;
  }
  for (let small = rest | 0; at > bytes.length; at -= 1) {
    const tens = (small / 10) | 0;
    array[at - 1] = zero + small - tens * 10;
    small = tens;
  }
  bytes.length += digits;
}

/** With the declared decimals where they tell the number exactly, else in the shortest way that does. */
export function putNumber(bytes: Bytes, value: number, decimals: number | undefined): void {
  if (decimals !== undefined && decimals < powers.length) {
    const scale = powers[decimals] ?? 1;
    const size = Math.abs(value);
    const scaled = Math.round(size * scale);
    if (scaled <= Number.MAX_SAFE_INTEGER && scaled / scale === size) {
      if (value < 0) putByte(bytes, 45);
      const whole = decimals === 0 ? scaled : Math.floor(scaled / scale);
      putDigits(bytes, whole, 1);
      if (decimals > 0) {
        putByte(bytes, 46);
        putDigits(bytes, scaled - whole * scale, decimals);
      }
      return;
    }
  }
  putText(bytes, String(value === 0 ? 0 : value));
}

const dayMs = 86_400_000;
const lastDay = { number: NaN, text: '' };

/** `2026-03-01T08:00:00.000Z`. The date is made once for all the times of a day. */
export function putTime(bytes: Bytes, ms: number): void {
  const day = Math.floor(ms / dayMs);
  if (day !== lastDay.number) {
    lastDay.number = day;
    lastDay.text = new Date(day * dayMs).toISOString().slice(0, 11);
  }
  putText(bytes, lastDay.text);
  const inDay = (ms - day * dayMs) | 0;
  const array = reserve(bytes, 13);
  const at = bytes.length;
  putPair(array, at, (inDay / 3_600_000) | 0, 58);
  putPair(array, at + 3, ((inDay / 60_000) | 0) % 60, 58);
  putPair(array, at + 6, ((inDay / 1000) | 0) % 60, 46);
  const rest = inDay % 1000;
  array[at + 9] = zero + ((rest / 100) | 0);
  putPair(array, at + 10, rest % 100, 90);
  bytes.length = at + 13;
}

/** Two digits and what follows them. */
function putPair(array: Uint8Array, at: number, value: number, next: number): void {
  const tens = (value / 10) | 0;
  array[at] = zero + tens;
  array[at + 1] = zero + value - tens * 10;
  array[at + 2] = next;
}
