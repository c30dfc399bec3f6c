import type { State } from './state.ts';

/**
 * What is kept, as bytes: a head, then values one after the other, each behind a byte that says what it is. Numbers
 * stand with the lowest byte first. Texts are kept by their UTF-16 units, as half a character must survive too.
 */

const head = [0x52, 0x4c, 0x4f, 0x4f, 0x4d, 1];

const tags = {
  null: 0,
  false: 1,
  true: 2,
  number: 3,
  narrow: 4,
  wide: 5,
  list: 6,
  record: 7,
  doubles: 8,
  integers: 9,
  bytes: 10,
} as const;

export function encode(state: State): Uint8Array {
  const out = createOut();
  head.forEach(out.byte);
  write(state, out);
  return out.taken();
}

export function decode(bytes: Uint8Array): State {
  if (bytes.length < head.length || head.some((byte, at) => at < 5 && bytes[at] !== byte)) {
    throw new Error('this is not a snapshot');
  }
  if (bytes[5] !== head[5]) {
    throw new Error(`the snapshot has version ${bytes[5] ?? 0}; this engine reads version ${head[5] ?? 0}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader: In = { bytes, view, at: head.length };
  try {
    const state = read(reader);
    if (reader.at === bytes.length) return state;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new Error('the snapshot is damaged');
}

interface Out {
  readonly byte: (value: number) => void;
  readonly length: (value: number) => void;
  readonly number: (value: number) => void;
  readonly text: (text: string) => void;
  readonly raw: (array: Float64Array | Int32Array | Uint8Array) => void;
  readonly taken: () => Uint8Array;
}

function createOut(): Out {
  let bytes = new Uint8Array(65_536);
  let view = new DataView(bytes.buffer);
  let at = 0;
  const room = (more: number): void => {
    if (at + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(at + more, bytes.length * 2));
    larger.set(bytes);
    bytes = larger;
    view = new DataView(bytes.buffer);
  };
  const byte = (value: number): void => {
    room(1);
    bytes[at] = value;
    at += 1;
  };
  const length = (value: number): void => {
    room(4);
    view.setUint32(at, value, true);
    at += 4;
  };
  return {
    byte,
    length,
    number: (value) => {
      room(8);
      view.setFloat64(at, value, true);
      at += 8;
    },
    text: (text) => {
      const wide = isWide(text);
      byte(wide ? tags.wide : tags.narrow);
      length(text.length);
      room(text.length * 2);
      for (let index = 0; index < text.length; index += 1) {
        if (wide) view.setUint16(at + 2 * index, text.charCodeAt(index), true);
        else bytes[at + index] = text.charCodeAt(index);
      }
      at += wide ? text.length * 2 : text.length;
    },
    raw: (array) => {
      length(array.length);
      room(array.byteLength);
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
      at += array.byteLength;
    },
    taken: () => bytes.slice(0, at),
  };
}

function isWide(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0xff) return true;
  return false;
}

function write(state: State, out: Out): void {
  if (state === null) return out.byte(tags.null);
  if (typeof state === 'boolean') return out.byte(state ? tags.true : tags.false);
  if (typeof state === 'string') return out.text(state);
  if (typeof state === 'number') {
    out.byte(tags.number);
    out.number(state);
  } else if (state instanceof Float64Array) {
    out.byte(tags.doubles);
    out.raw(state);
  } else if (state instanceof Int32Array) {
    out.byte(tags.integers);
    out.raw(state);
  } else if (state instanceof Uint8Array) {
    out.byte(tags.bytes);
    out.raw(state);
  } else if (isList(state)) {
    out.byte(tags.list);
    out.length(state.length);
    for (const each of state) write(each, out);
  } else {
    const entries = Object.entries(state);
    out.byte(tags.record);
    out.length(entries.length);
    for (const [name, value] of entries) {
      out.text(name);
      write(value, out);
    }
  }
}

const isList = (state: State): state is readonly State[] => Array.isArray(state);

interface In {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

function read(from: In): State {
  const tag = from.view.getUint8(from.at);
  from.at += 1;
  switch (tag) {
    case tags.null:
      return null;
    case tags.false:
      return false;
    case tags.true:
      return true;
    case tags.number: {
      const value = from.view.getFloat64(from.at, true);
      from.at += 8;
      return value;
    }
    case tags.narrow:
    case tags.wide:
      return readText(from, tag === tags.wide);
    case tags.list: {
      const list: State[] = [];
      for (let left = lengthIn(from); left > 0; left -= 1) list.push(read(from));
      return list;
    }
    case tags.record: {
      const entries: [string, State][] = [];
      for (let left = lengthIn(from); left > 0; left -= 1) entries.push([nameIn(from), read(from)]);
      return Object.fromEntries(entries);
    }
    case tags.doubles:
      return new Float64Array(readRaw(from, 8));
    case tags.integers:
      return new Int32Array(readRaw(from, 4));
    case tags.bytes:
      return new Uint8Array(readRaw(from, 1));
    default:
      throw new RangeError(`no value begins with ${tag}`);
  }
}

function nameIn(from: In): string {
  const name = read(from);
  if (typeof name !== 'string') throw new RangeError('a name is no text');
  return name;
}

function lengthIn(from: In): number {
  const length = from.view.getUint32(from.at, true);
  from.at += 4;
  return length;
}

function readRaw(from: In, width: number): ArrayBuffer {
  const length = lengthIn(from) * width;
  if (from.at + length > from.bytes.length) throw new RangeError('there are fewer bytes');
  const copy = new Uint8Array(from.bytes.subarray(from.at, from.at + length));
  from.at += length;
  return copy.buffer;
}

const unitsAtOnce = 4096;

function readText(from: In, wide: boolean): string {
  const length = lengthIn(from);
  const end = from.at + (wide ? length * 2 : length);
  if (end > from.bytes.length) throw new RangeError('there are fewer bytes');
  let text = '';
  while (from.at < end) {
    const units: number[] = [];
    for (; units.length < unitsAtOnce && from.at < end; from.at += wide ? 2 : 1) {
      units.push(wide ? from.view.getUint16(from.at, true) : (from.bytes[from.at] ?? 0));
    }
    text += String.fromCharCode(...units);
  }
  return text;
}
