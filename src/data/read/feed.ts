/** Bytes that come in chunks cut anywhere, laid one behind the other so that every row stands whole in one buffer. */
export interface Feed {
  buffer: Uint8Array;
  view: DataView;
  /** So many bytes are there; a line feed stands behind the last. */
  filled: number;
  /** No look at the buffer before so many bytes are there: rows of many pieces are not begun again for each. */
  patience: number;
  /** The first bytes have been looked at for a byte order mark. */
  begun: boolean;
  /** Rows of more bytes are not waited for. */
  readonly longest: number;
  /** Rows end where lines do: small pieces without a line end are not worth a look. */
  byLine: boolean;
}

/** Goes on from a place in the buffer as far as it can; -1 where it takes more bytes to go on. */
export type Step = (at: number, final: boolean) => number;

export const feed = 10;
export const carriage = 13;

const firstBuffer = 262_144;
/** Quick paths look a few bytes ahead of the last one. */
const margin = 64;

export function newFeed(longest: number): Feed {
  const buffer = new Uint8Array(firstBuffer + margin);
  return { buffer, view: new DataView(buffer.buffer), filled: 0, patience: 0, begun: false, longest, byLine: true };
}

/** What comes next is another text. */
export function beginAnew(from: Feed): void {
  Object.assign(from, { filled: 0, patience: 0, begun: false, byLine: true });
}

export function takeChunk(from: Feed, chunk: Uint8Array, step: Step): void {
  for (let at = 0; at < chunk.length; ) {
    const room = from.buffer.length - margin - from.filled;
    if (room === 0) {
      enlarge(from);
      continue;
    }
    const piece = chunk.subarray(at, at + room);
    from.buffer.set(piece, from.filled);
    from.filled += piece.length;
    at += piece.length;
    const mayEnd = !from.byLine || piece.length > 1024 || piece.includes(feed) || piece.includes(carriage);
    if (from.filled > from.patience && (mayEnd || from.filled > from.longest)) goOn(from, false, step);
  }
}

function enlarge(from: Feed): void {
  const larger = new Uint8Array(from.filled * 2 + margin);
  larger.set(from.buffer);
  from.buffer = larger;
  from.view = new DataView(larger.buffer);
}

/** Steps through all that is whole; what is left moves to the front of the buffer. */
export function goOn(from: Feed, final: boolean, step: Step): void {
  const { buffer, filled } = from;
  if (!from.begun && filled < 3 && !final) return;
  buffer[filled] = feed;
  let at = !from.begun && filled >= 3 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  from.begun = true;
  while (at < filled) {
    const next = step(at, final);
    if (next < 0) break;
    at = next;
  }
  buffer.copyWithin(0, at, filled);
  from.filled = filled - at;
  from.patience = from.filled > 65_536 ? from.filled * 1.25 : 0;
}

export function lineEnd({ buffer, filled }: Feed, from: number): number {
  let at = from;
  while (at < filled && buffer[at] !== feed && buffer[at] !== carriage) at += 1;
  return at;
}

/** What follows the line break at this place; -1 where a line feed may still come after a carriage return. */
export function afterBreak({ buffer, filled }: Feed, at: number, final: boolean): number {
  if (at >= filled) return filled;
  if (buffer[at] === feed) return at + 1;
  if (at + 1 === filled) return final ? filled : -1;
  return buffer[at + 1] === feed ? at + 2 : at + 1;
}
