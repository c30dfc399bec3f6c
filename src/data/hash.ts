/**
 * SHA-256, synchronous, for ids that no one may forge: whoever could make two alerts with one id could hide the second.
 * The platform's own is asynchronous, and an engine without a clock waits for nothing.
 */

const rounds = Int32Array.from(primes(64), (prime) => fractionBits(Math.cbrt(prime)));
const start = Int32Array.from(primes(8), (prime) => fractionBits(Math.sqrt(prime)));

/** The first 32 bits of the fraction. Roots of small primes are far enough from a rounding border for doubles. */
function fractionBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

const blockSize = 64;
const words = new Int32Array(64);
const state = new Int32Array(8);
/** The message at hand, grown as needed, and its length. */
let message = new Uint8Array(1024);

function roomFor(length: number): void {
  if (length <= message.length) return;
  const larger = new Uint8Array(Math.max(length, 2 * message.length));
  larger.set(message);
  message = larger;
}

/** Leaves the digest of the first bytes of the message in `state`. */
function digest(length: number): void {
  const whole = Math.ceil((length + 9) / blockSize) * blockSize;
  roomFor(whole);
  message.fill(0, length, whole);
  message[length] = 0x80;
  putWord(whole - 8, Math.floor(length / 2 ** 29));
  putWord(whole - 4, length << 3);
  state.set(start);
  for (let at = 0; at < whole; at += blockSize) digestBlock(message, at);
}

function putWord(at: number, word: number): void {
  message[at] = word >>> 24;
  message[at + 1] = word >>> 16;
  message[at + 2] = word >>> 8;
  message[at + 3] = word;
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function digestBlock(bytes: Uint8Array, from: number): void {
  for (let at = 0, byte = from; at < 16; at += 1, byte += 4) {
    words[at] = ((bytes[byte] ?? 0) << 24) | ((bytes[byte + 1] ?? 0) << 16) | ((bytes[byte + 2] ?? 0) << 8) | (bytes[byte + 3] ?? 0);
  }
  for (let at = 16; at < 64; at += 1) {
    const early = words[at - 15] ?? 0;
    const late = words[at - 2] ?? 0;
    const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[at] = ((words[at - 16] ?? 0) + small + (words[at - 7] ?? 0) + large) | 0;
  }
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let at = 0; at < 64; at += 1) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + (rounds[at] ?? 0) + (words[at] ?? 0)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

export function sha256(bytes: Uint8Array): Uint8Array {
  roomFor(bytes.length);
  message.set(bytes);
  digest(bytes.length);
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => out.setInt32(index * 4, word));
  return new Uint8Array(out.buffer);
}

const encoder = new TextEncoder();

/** Where the text ends in the message, in UTF-8. */
function putText(text: string, from: number): number {
  roomFor(from + 3 * text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return from + at + encoder.encodeInto(text.slice(at), message.subarray(from + at)).written;
    message[from + at] = code;
  }
  return from + text.length;
}

/**
 * An id of 128 bits for a list of texts, as 32 hexadecimal digits. Each text stands behind its length in bytes (4 bytes,
 * the highest first), so that no two lists are the same message.
 */
export function idOf(parts: readonly string[]): string {
  let at = 0;
  for (const part of parts) {
    roomFor(at + 4);
    const end = putText(part, at + 4);
    putWord(at, end - at - 4);
    at = end;
  }
  digest(at);
  return hex(0) + hex(1) + hex(2) + hex(3);
}

const pairs: readonly string[] = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const pair = (byte: number): string => pairs[byte & 0xff] ?? '';

function hex(index: number): string {
  const word = state[index] ?? 0;
  return pair(word >>> 24) + pair(word >>> 16) + pair(word >>> 8) + pair(word);
}
