/**
 * Seeded random numbers, the same in every engine: whole-number arithmetic, and logarithms and powers made of the four
 * operations alone, as the last digits of `Math.log` and `Math.exp` are each engine's own.
 */

export interface Random {
  /** What the stream was made from: forks hang on this, never on how far the stream has been read. */
  readonly origin: string;
  readonly state: Int32Array;
}

/** A stream of its own for each seed. */
export function randomFrom(seed: number | string): Random {
  const origin = String(seed);
  const state = new Int32Array(4);
  for (let word = 0; word < 3; word += 1) state[word] = hash32(origin, word + 1);
  state[3] = 1;
  const random = { origin, state };
  for (let round = 0; round < 12; round += 1) uint32(random);
  return random;
}

/** A stream that depends on the seed and the label only: a new fork changes none of the others. */
export function fork(random: Random, label: string | number): Random {
  return randomFrom(`${random.origin}/${label}`);
}

/** A well-mixed number of 32 bits from a text. */
export function hash32(text: string, salt: number): number {
  let hash = Math.imul(salt, 0x9e3779b1);
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) | 0;
}

/** 0 to 2^32 - 1. A small fast counting generator with three words of state. */
export function uint32({ state }: Random): number {
  const a = state[0] ?? 0;
  const b = state[1] ?? 0;
  const c = state[2] ?? 0;
  const count = state[3] ?? 0;
  const out = (a + b + count) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + out) | 0;
  state[3] = (count + 1) | 0;
  return out >>> 0;
}

/** At least 0, less than 1. */
export const uniform = (random: Random): number => uint32(random) / 4_294_967_296;

/** A whole number of at least 0, less than `count`. */
export const below = (random: Random, count: number): number => Math.floor(uniform(random) * count);

/** A whole number between two, both included. */
export const integer = (random: Random, low: number, high: number): number => low + below(random, high - low + 1);

/** A number of at least `low`, less than `high`. */
export const between = (random: Random, low: number, high: number): number => low + uniform(random) * (high - low);

export const chance = (random: Random, probability: number): boolean => uniform(random) < probability;

export function pickOne<T>(random: Random, list: readonly T[]): T {
  const item = list[below(random, list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Mean 0, deviation 1. */
export function normal(random: Random): number {
  for (;;) {
    const x = uniform(random) * 2 - 1;
    const y = uniform(random) * 2 - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
  }
}

/** Waiting times with this mean. */
export const exponential = (random: Random, mean: number): number => -mean * ln(1 - uniform(random));

/** Half the numbers are below `median`; two thirds lie within a factor of e^spread of it. */
export const logNormal = (random: Random, median: number, spread: number): number =>
  median * exp(spread * normal(random));

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const out = [...list];
  for (let last = out.length - 1; last > 0; last -= 1) {
    const other = below(random, last + 1);
    const [a, b] = [out[last], out[other]];
    if (a !== undefined && b !== undefined) [out[last], out[other]] = [b, a];
  }
  return out;
}

/** Picks positions by weight, in the same short time however many there are. */
export interface Picker {
  readonly keep: Float64Array;
  readonly other: Int32Array;
}

export function picker(weights: readonly number[] | Float64Array): Picker {
  const count = weights.length;
  let total = 0;
  for (const weight of weights) total += weight;
  const keep = Float64Array.from(weights, (weight) => (weight * count) / total);
  const other = Int32Array.from({ length: count }, (_, index) => index);
  const small: number[] = [];
  const large: number[] = [];
  keep.forEach((share, index) => (share < 1 ? small : large).push(index));
  for (;;) {
    const less = small.pop();
    const more = large.pop();
    if (less === undefined || more === undefined) {
      for (const full of [less, more, ...small, ...large]) if (full !== undefined) keep[full] = 1;
      return { keep, other };
    }
    other[less] = more;
    const left = (keep[more] ?? 0) + (keep[less] ?? 0) - 1;
    keep[more] = left;
    (left < 1 ? small : large).push(more);
  }
}

export function pickIndex(random: Random, { keep, other }: Picker): number {
  const place = uniform(random) * keep.length;
  const index = Math.floor(place);
  return place - index < (keep[index] ?? 1) ? index : (other[index] ?? index);
}

const ln2 = 0.6931471805599453;

/** The natural logarithm of a positive number. */
export function ln(x: number): number {
  let mantissa = x;
  let power = 0;
  while (mantissa >= 1.5) {
    mantissa /= 2;
    power += 1;
  }
  while (mantissa < 0.75) {
    mantissa *= 2;
    power -= 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  let sum = 1 / 21;
  sum = sum * z + 1 / 19;
  sum = sum * z + 1 / 17;
  sum = sum * z + 1 / 15;
  sum = sum * z + 1 / 13;
  sum = sum * z + 1 / 11;
  sum = sum * z + 1 / 9;
  sum = sum * z + 1 / 7;
  sum = sum * z + 1 / 5;
  sum = sum * z + 1 / 3;
  sum = sum * z + 1;
  return 2 * s * sum + power * ln2;
}

/** e to the power of x. */
export function exp(x: number): number {
  const power = Math.round(x / ln2);
  const rest = x - power * ln2;
  let sum = 1 / 6_227_020_800;
  sum = sum * rest + 1 / 479_001_600;
  sum = sum * rest + 1 / 39_916_800;
  sum = sum * rest + 1 / 3_628_800;
  sum = sum * rest + 1 / 362_880;
  sum = sum * rest + 1 / 40_320;
  sum = sum * rest + 1 / 5040;
  sum = sum * rest + 1 / 720;
  sum = sum * rest + 1 / 120;
  sum = sum * rest + 1 / 24;
  sum = sum * rest + 1 / 6;
  sum = sum * rest + 1 / 2;
  sum = sum * rest + 1;
  sum = sum * rest + 1;
  for (let step = power; step > 0; step -= 1) sum *= 2;
  for (let step = power; step < 0; step += 1) sum /= 2;
  return sum;
}
