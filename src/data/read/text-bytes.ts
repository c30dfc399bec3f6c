/** Texts from bytes. */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const latin = new TextDecoder('latin1');

/** Undefined where the bytes are no UTF-8. */
export function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** For showing: what is no UTF-8 becomes U+FFFD. */
export const decodeForShow = (bytes: Uint8Array): string => lenient.decode(bytes);

/** Every byte as one character, so that what is ASCII stays in its place. */
export const decodeInPlace = (bytes: Uint8Array): string => latin.decode(bytes);

/** Texts that stand one behind the other, each up to its end. */
export interface TextRun {
  readonly bytes: Uint8Array;
  readonly ends: Int32Array;
}

/**
 * Makes the texts from one up to another, but those that are there. Cuts of one long text cost far less than decoding
 * each.
 */
export function makeTexts(texts: (string | undefined)[], { bytes, ends }: TextRun, from: number, to: number, isAscii: boolean): void {
  if (from === to) return;
  const base = ends[from] ?? 0;
  const part = bytes.subarray(base, ends[to]);
  const all = isAscii ? lenient.decode(part) : latin.decode(part);
  for (let index = from; index < to; index += 1) {
    texts[index] ??= all.slice((ends[index] ?? 0) - base, (ends[index + 1] ?? 0) - base);
  }
}
