import { appendAll, codeOf, verdict } from '../dictionary.ts';
import { startOfDay } from '../quick.ts';
import type { Sink } from '../sink.ts';
import { kinds } from '../sink.ts';
import { hashOf } from '../text-hash.ts';
import { knownTexts, roomOfKnown } from './known-texts.ts';
import type { KnownTexts, Workspace } from './known-texts.ts';
import { ahead, masks, part, powers, records } from './layout.ts';
import { rowsCode } from './rows-code.ts';

/** Reads rows of CSV in compiled code, as many as are of the common form. */
export interface RowMachine {
  /** The bytes to read, up to a place; there are others with each chunk. */
  readonly take: (bytes: Uint8Array, to: number) => void;
  /** Reads rows from a place in the bytes on, into the rows from `row` on and before `lastRow`. Gives where the next row starts. */
  readonly run: (at: number, row: number, lastRow: number) => number;
  /** How many rows are filled after that. */
  readonly filled: () => number;
}

export interface MachineHost {
  /** The sink of each column in the file. */
  readonly route: readonly Sink[];
  readonly rows: number;
  readonly separator: number;
  readonly longest: number;
  /** See `aloneBelow`. */
  readonly limits: number;
  /** Reads a cell of an unusual form: the place of what ends it, or -1 where the row takes more. */
  readonly look: (sink: Sink, at: number, row: number) => number;
}

/** A column of texts, as the compiled code has it. */
interface TextPart {
  readonly sink: Sink;
  readonly record: number;
  readonly known: KnownTexts;
  readonly freshBytes: number;
  readonly freshEnds: number;
  /** What the codes of known texts are of. */
  entries: unknown;
}

type Run = (first: number, columnEnd: number, at: number, end: number, row: number, lastRow: number, longest: number, done: number) => number;

const pageSize = 65_536;
/** Bytes that are taken at once. */
const windowSize = 262_144;
const doneAt = 16;
const [manySlots, fewSlots] = [65_536, 4096];
/** With more columns of texts, each has few slots; with far more, rows are read in the plain way. */
const [someTexts, manyTexts] = [16, 200];

/** Undefined where there is no WebAssembly, or none that takes sixteen bytes at a time. */
export function newRowMachine(host: MachineHost): RowMachine | undefined {
  const compiled = moduleFor(host.separator);
  const texts = host.route.filter(({ quick }) => quick === kinds.text).length;
  if (compiled === undefined || texts > manyTexts) return undefined;
  try {
    return machineIn(compiled, host, texts > someTexts ? fewSlots : manySlots);
  } catch (error) {
    // A page that is short of memory still reads.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const modules = new Map<number, WebAssembly.Module | undefined>();

function moduleFor(separator: number): WebAssembly.Module | undefined {
  if (!modules.has(separator)) modules.set(separator, compile(rowsCode(separator)));
  return modules.get(separator);
}

function compile(code: Uint8Array<ArrayBuffer>): WebAssembly.Module | undefined {
  try {
    return typeof WebAssembly === 'object' && WebAssembly.validate(code) ? new WebAssembly.Module(code) : undefined;
  } catch {
    // A page may forbid it.
    return undefined;
  }
}

function machineIn(compiled: WebAssembly.Module, { route, rows, longest, limits, look }: MachineHost, slots: number): RowMachine {
  let used = records + route.length * part.size;
  const room = (bytes: number): number => {
    const at = Math.ceil(used / 64) * 64;
    used = at + bytes;
    return at;
  };
  const window = room(windowSize + ahead);
  const places = route.map((sink) => ({
    sink,
    values: room(rows * 8),
    isText: sink.quick === kinds.text,
    ...(sink.quick === kinds.text
      ? { freshBytes: room(windowSize + ahead), freshEnds: room((rows + 1) * 4), known: room(roomOfKnown(slots)) }
      : { freshBytes: 0, freshEnds: 0, known: 0 }),
  }));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(used / pageSize) });
  const space: Workspace = { bytes: new Uint8Array(memory.buffer), words: new Int32Array(memory.buffer), doubles: new Float64Array(memory.buffer) };
  const { bytes, words, doubles } = space;
  const view = new DataView(memory.buffer);
  bytes.fill(255, masks, masks + 16);
  for (let power = 0; power <= 15; power += 1) doubles[(powers >> 3) + power] = Number(`1e${power}`);

  const texts = places.map(({ sink, values, isText, freshBytes, freshEnds, known }, index): TextPart | undefined => {
    const record = records + index * part.size;
    describe(space, record, index, sink, values);
    share(sink, memory.buffer, values, rows);
    return isText ? { sink, record, known: knownTexts(space, record, known, slots), freshBytes, freshEnds, entries: undefined } : undefined;
  });

  const freshOf = ({ record }: TextPart): { bytes: number; ends: number } => ({
    bytes: words[(record + part.freshBytes) >> 2] ?? 0,
    ends: words[(record + part.freshEnds) >> 2] ?? 0,
  });
  /** What holds for a column of texts from here on. */
  const beginTexts = (text: TextPart): void => {
    const { sink, record, known, freshBytes, freshEnds } = text;
    const { unsearched, entries } = sink.dictionary;
    words[(record + part.slots) >> 2] = unsearched > 0 ? 0 : known.slots;
    words[(record + part.freshBytes) >> 2] = freshBytes;
    words[(record + part.freshEnds) >> 2] = freshEnds;
    words[(record + part.freshCode) >> 2] = entries.count + 1;
    if (unsearched > 0 || text.entries === entries) return;
    known.forget();
    text.entries = entries;
  };
  /** Texts that were not looked for, into the dictionary. */
  const takeFresh = (text: TextPart): void => {
    const fresh = freshOf(text);
    if (fresh.ends === text.freshEnds) return;
    appendAll(text.sink.dictionary, bytes.subarray(text.freshBytes, fresh.bytes), words.subarray(text.freshEnds >> 2, fresh.ends >> 2), text.freshBytes);
  };

  let source = bytes;
  let [from, to] = [-Infinity, 0];
  let end = window;
  const fillWindow = (at: number): void => {
    const length = Math.min(to - at, windowSize);
    from = at;
    end = window + length;
    bytes.set(source.subarray(at, at + length), window);
    bytes[end] = 10;
  };
  const lookClosely = (index: number, at: number, row: number): number => {
    const text = texts[index];
    const sink = route[index];
    if (sink === undefined) return -1;
    if (text !== undefined) takeFresh(text);
    const stop = look(sink, at - window + from, row);
    if (text !== undefined) beginTexts(text);
    return stop < 0 ? -1 : Math.min(stop - from + window, end);
  };
  const learn = (index: number, start: number, length: number, slot: number): number => {
    const text = texts[index];
    if (text === undefined) return -1;
    const { dictionary } = text.sink;
    if (slot === 0) takeFresh(text);
    const found = codeOf(dictionary, view, start, start + length, hashOf(view, start, start + length, limits));
    if (slot === 0) beginTexts(text);
    if (found < 0 && found !== verdict.missing) return -1;
    const code = Math.max(0, found);
    if (slot !== 0) text.known.learn(start, length, code, slot);
    return code;
  };
  const instance = new WebAssembly.Instance(compiled, {
    host: { memory, look: lookClosely, learn, startOfDay: (at: number) => startOfDay(bytes, at) },
  });
  // The one thing that `rowsCode` gives out.
  const run = instance.exports['run'] as Run;
  const lastRecord = records + route.length * part.size;
  return {
    take: (given, upTo) => {
      source = given;
      to = upTo;
      from = -Infinity;
    },
    run: (at, row, lastRow) => {
      if (at >= from + end - window) fillWindow(at);
      for (const text of texts) if (text !== undefined) beginTexts(text);
      const next = run(records, lastRecord, at - from + window, end, row, lastRow, longest, doneAt);
      for (const text of texts) if (text !== undefined) takeFresh(text);
      return next - window + from;
    },
    filled: () => words[doneAt >> 2] ?? 0,
  };
}

function describe({ words, doubles }: Workspace, record: number, index: number, sink: Sink, values: number): void {
  const put = (offset: number, value: number): void => {
    words[(record + offset) >> 2] = value;
  };
  put(part.kind, sink.quick);
  put(part.index, index);
  put(part.required, sink.required ? 1 : 0);
  put(part.values, values);
  put(part.decimals, Math.min(sink.decimals, 99));
  // No day is this one.
  put(part.day, -1);
  doubles[(record + part.min) >> 3] = sink.min;
  doubles[(record + part.max) >> 3] = sink.max;
}

/** The batch at hand is filled where the compiled code fills it, too. */
function share(sink: Sink, memory: ArrayBuffer, at: number, rows: number): void {
  switch (sink.quick) {
    case kinds.number:
    case kinds.time: {
      const numbers = new Float64Array(memory, at, rows);
      numbers.set(sink.numbers);
      sink.numbers = numbers;
      break;
    }
    case kinds.boolean: {
      const booleans = new Uint8Array(memory, at, rows);
      booleans.set(sink.booleans);
      sink.booleans = booleans;
      break;
    }
    case kinds.text: {
      const codes = new Int32Array(memory, at, rows);
      codes.set(sink.codes);
      sink.codes = codes;
      break;
    }
    default:
      return;
  }
  sink.isShared = true;
}
