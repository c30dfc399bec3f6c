/** Hashes of texts by their bytes, made while looking for where the text ends. */

export const hashSeed = -2_128_831_035;
export const hashPrime = 16_777_619;

/**
 * Mixes in four bytes at once. The shift brings the high bits, where a product is best, down to where it is poor.
 */
export function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, hashPrime);
  return mixed ^ (mixed >>> 15);
}

/** Bytes below this stand alone in hashes: no separator is part of four bytes that are mixed in together. */
export const aloneBelow = (separator: number): number => Math.max(separator, 44) + 1;

/** A number that tells by `anyBelow` whether one of four bytes is below the limit. */
export const limitWord = (limit: number): number => Math.imul(limit, 0x01010101);

export const anyBelow = (word: number, limits: number): boolean => ((word - limits) & ~word & 0x80808080) !== 0;

/** The hash of a text: four bytes at once where all of them are at or above the limit, else on to the next that is below. */
export function hashOf(view: DataView, start: number, end: number, limits: number): number {
  const limit = limits & 255;
  let hash = hashSeed;
  for (let at = start; at < end; ) {
    if (at + 4 <= end && !anyBelow(view.getInt32(at, true), limits)) {
      hash = mix(hash, view.getInt32(at, true));
      at += 4;
      continue;
    }
    for (let byte = 255; byte >= limit && at < end; at += 1) {
      byte = view.getUint8(at);
      hash = Math.imul(hash ^ byte, hashPrime);
    }
  }
  return hash;
}
