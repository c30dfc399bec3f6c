/**
 * Memory that compiled expressions read and write. Columns that are made in it need no copying on their way in or out.
 * An arena does not grow under columns that it gave out; one without room for columns grows with what is run in it.
 */
export interface Arena {
  readonly memory: WebAssembly.Memory;
  /** Room for a column, in the arena as long as there is any. What it held before shows. */
  readonly numbers: (length: number) => Float64Array<ArrayBuffer>;
  readonly codes: (length: number) => Int32Array<ArrayBuffer>;
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>;
  /** Takes the room of all columns back. */
  readonly clear: () => void;
  /** The address of so many bytes to work in, until anything else is asked for; undefined where there are none left. */
  readonly room: (bytes: number) => number | undefined;
  /** All of the memory, until it grows. */
  readonly views: () => Views;
}

export interface Views {
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly codes: Int32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly wide: BigInt64Array<ArrayBuffer>;
}

const viewsOf = (buffer: ArrayBuffer): Views => ({
  numbers: new Float64Array(buffer),
  codes: new Int32Array(buffer),
  bytes: new Uint8Array(buffer),
  wide: new BigInt64Array(buffer),
});

const page = 65_536;
/** The first bytes stay empty, so that no address is zero. */
const start = 64;

/** An arena with room for columns of so many bytes, and for what is computed from them. */
export function createArena(columnBytes = 0): Arena {
  const memory = new WebAssembly.Memory({ initial: 1 + Math.ceil(columnBytes / page) });
  const end = columnBytes === 0 ? start : memory.buffer.byteLength;
  let used = start;
  const take = (bytes: number): number | undefined => {
    const at = used;
    const next = at + Math.ceil(bytes / 64) * 64;
    if (next > end) return undefined;
    used = next;
    return at;
  };
  const buffer = (): ArrayBuffer => memory.buffer;
  let views = viewsOf(buffer());
  return {
    memory,
    numbers: (length) => {
      const at = take(length * 8);
      return at === undefined ? new Float64Array(length) : new Float64Array(buffer(), at, length);
    },
    codes: (length) => {
      const at = take(length * 4);
      return at === undefined ? new Int32Array(length) : new Int32Array(buffer(), at, length);
    },
    bytes: (length) => {
      const at = take(length);
      return at === undefined ? new Uint8Array(length) : new Uint8Array(buffer(), at, length);
    },
    clear: () => {
      used = start;
    },
    room: (bytes) => {
      const missing = used + bytes - memory.buffer.byteLength;
      if (missing <= 0) return used;
      if (used > start) return undefined;
      try {
        memory.grow(Math.ceil(missing / page));
      } catch {
        return undefined;
      }
      return used;
    },
    views: () => {
      if (views.bytes.buffer !== buffer()) views = viewsOf(buffer());
      return views;
    },
  };
}

let shared: Arena | undefined;

/** The one that all use who have none of their own: it holds nothing from one run to the next. */
export const sharedArena = (): Arena => (shared ??= createArena());
