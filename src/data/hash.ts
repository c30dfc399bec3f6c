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

export function sha256(message: Uint8Array): Uint8Array {
  const state = start.slice();
  const whole = message.length - (message.length % blockSize);
  for (let at = 0; at < whole; at += blockSize) digestBlock(state, message, at);
  const left = message.length - whole;
  const tail = new Uint8Array(left < blockSize - 8 ? blockSize : 2 * blockSize);
  tail.set(message.subarray(whole));
  tail[left] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(tail.length - 4, (message.length << 3) >>> 0);
  for (let at = 0; at < tail.length; at += blockSize) digestBlock(state, tail, at);
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  state.forEach((word, index) => out.setInt32(index * 4, word));
  return digest;
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function digestBlock(state: Int32Array, bytes: Uint8Array, from: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, blockSize);
  for (let at = 0; at < 16; at += 1) words[at] = view.getInt32(at * 4);
  for (let at = 16; at < 64; at += 1) {
    const early = words[at - 15] ?? 0;
    const late = words[at - 2] ?? 0;
    const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[at] = ((words[at - 16] ?? 0) + small + (words[at - 7] ?? 0) + large) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
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
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = ((state[index] ?? 0) + word) | 0;
  });
}

const encoder = new TextEncoder();

/**
 * An id of 128 bits for a list of texts, as 32 hexadecimal digits. Each text stands behind its length in bytes (4 bytes,
 * the highest first), so that no two lists are the same message.
 */
export function idOf(parts: readonly string[]): string {
  const encoded = parts.map((part) => encoder.encode(part));
  const message = new Uint8Array(encoded.reduce((length, part) => length + 4 + part.length, 0));
  const view = new DataView(message.buffer);
  let at = 0;
  for (const part of encoded) {
    view.setUint32(at, part.length);
    message.set(part, at + 4);
    at += 4 + part.length;
  }
  return Array.from(sha256(message).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
