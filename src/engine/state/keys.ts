import type { Column, TextColumn } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import { groupsOf } from '../expressions/vector.ts';
import type { Marks } from '../operator.ts';
import { createEntries } from './entries.ts';
import { detached } from './texts.ts';
import type { State } from './state.ts';

/** Numbers from 0 for the keys that steps keep anything for: small, so that typed arrays can stand by them. */
export interface KeySpace {
  /**
   * The number of each row's key, -1 where part of it is missing; as long as the frame, and only sound for the rows
   * asked for.
   */
  readonly idsOf: (columns: readonly Column[], rows: Int32Array | undefined, length: number) => Int32Array;
  readonly valuesOf: (id: number) => readonly Value[];
  /** All numbers are below. */
  readonly limit: () => number;
  readonly size: () => number;
  /** How many of them this holds of. */
  readonly count: (holds: (id: number) => boolean) => number;
  /**
   * Forgets what `mark` does not tell of, and gives its numbers to new keys. So what a step has under a number that it
   * does not mark must be as if no row had come.
   */
  readonly sweep: (mark: (live: Marks) => void) => void;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export function createKeySpace(): KeySpace {
  let byText = new Map<string, number>();
  let byNumber = new Map<number, number>();
  /** Keys of several fields, and of other types, as JSON. */
  let byJson = new Map<string, number>();
  /** A key of one text or number is kept bare: there can be a million of them. */
  let keys: (readonly Value[] | string | number | undefined)[] = [];
  let free: number[] = [];
  const known = createEntries();
  /** Steps with the same key often ask about the same columns, one after the other. */
  let latest: { readonly columns: readonly Column[]; readonly ids: Int32Array } | undefined;

  const valuesOf = (id: number): readonly Value[] | undefined => {
    const key = keys[id];
    return typeof key === 'string' || typeof key === 'number' ? [key] : key;
  };
  const add = (key: readonly Value[] | string | number): number => {
    const id = free.pop() ?? keys.length;
    keys[id] = key;
    return id;
  };
  const textId = (text: string): number => {
    let id = byText.get(text);
    if (id === undefined) {
      const own = detached(text);
      byText.set(own, (id = add(own)));
    }
    return id;
  };
  const numberId = (number: number): number => {
    let id = byNumber.get(number);
    if (id === undefined) byNumber.set(number, (id = add(number)));
    return id;
  };
  const otherId = (values: readonly Value[]): number => {
    const json = JSON.stringify(values);
    let id = byJson.get(json);
    if (id === undefined) {
      byJson.set(json, (id = add(values.map((value) => (typeof value === 'string' ? detached(value) : value)))));
    }
    return id;
  };

  const forgetRows = (): void => {
    known.forget();
    latest = undefined;
  };
  const isLatest = (columns: readonly Column[], length: number): boolean =>
    latest?.ids.length === length &&
    latest.columns.length === columns.length &&
    latest.columns.every((column, index) => column === columns[index]);

  function ofRows(columns: readonly Column[], rows: Int32Array | undefined, length: number): Int32Array {
    const [first, second] = columns;
    if (first !== undefined && second === undefined) {
      if (first.type === 'text') return ofTexts(first, rows, length);
      if (first.type === 'number' || first.type === 'time') return ofNumbers(first.values, rows, length);
    }
    return ofOthers(columns, rows, length);
  }

  function ofTexts({ codes, dictionary }: TextColumn, rows: Int32Array | undefined, length: number): Int32Array {
    const out = new Int32Array(length);
    putIds(out, codes, rows, known.of(dictionary), (code) => textId(dictionary[code - 1] ?? ''));
    return out;
  }

  function ofNumbers(values: Float64Array, rows: Int32Array | undefined, length: number): Int32Array {
    const out = new Int32Array(length);
    const count = rows?.length ?? length;
    for (let index = 0; index < count; index += 1) {
      const row = rows === undefined ? index : (rows[index] ?? 0);
      const value = values[row] ?? NaN;
      out[row] = Number.isNaN(value) ? -1 : numberId(value + 0);
    }
    return out;
  }

  /** Only groups that the rows are of get a number. */
  function ofOthers(columns: readonly Column[], rows: Int32Array | undefined, length: number): Int32Array {
    const { ids, samples } = groupsOf(columns, length);
    const numbers = new Int32Array(samples.length + 1).fill(-2);
    numbers[0] = -1;
    const out = new Int32Array(length);
    const count = rows?.length ?? length;
    for (let index = 0; index < count; index += 1) {
      const row = rows === undefined ? index : (rows[index] ?? 0);
      const group = ids[row] ?? 0;
      let id = numbers[group] ?? -1;
      if (id === -2) numbers[group] = id = otherId(columns.map((column) => valueAt(column, samples[group - 1] ?? 0)));
      out[row] = id;
    }
    return out;
  }

  return {
    idsOf: (columns, rows, length) => {
      if (latest !== undefined && isLatest(columns, length)) return latest.ids;
      const ids = ofRows(columns, rows, length);
      if (rows === undefined) latest = { columns, ids };
      return ids;
    },
    valuesOf: (id) => valuesOf(id) ?? [],
    limit: () => keys.length,
    size: () => keys.length - free.length,
    count: (holds) => keys.reduce<number>((sum, _, id) => (holds(id) ? sum + 1 : sum), 0),
    sweep: (mark) => {
      const live = new Uint8Array(keys.length);
      mark({ add: (id) => (live[id] = 1) });
      for (const map of [byText, byNumber, byJson] as readonly Map<unknown, number>[]) {
        for (const [key, id] of map) if (live[id] !== 1) map.delete(key);
      }
      free = [];
      for (let id = keys.length - 1; id >= 0; id -= 1) {
        if (live[id] === 1) continue;
        keys[id] = undefined;
        free.push(id);
      }
      forgetRows();
    },
    snapshot: () => keys.map((_, id) => valuesOf(id) ?? null),
    restore: (state) => {
      keys = [];
      byText = new Map();
      byNumber = new Map();
      byJson = new Map();
      free = [];
      (state as readonly (readonly Value[] | null)[]).forEach((values, id) => {
        const [only, other] = values ?? [];
        keys[id] = values ?? undefined;
        if (values === null) free.push(id);
        else if (typeof only === 'string' && other === undefined) byText.set((keys[id] = only), id);
        else if (typeof only === 'number' && other === undefined) byNumber.set((keys[id] = only), id);
        else byJson.set(JSON.stringify(values), id);
      });
      forgetRows();
    },
  };
}

/** `known` has one more than the number of each code that was met; -1 where the code is 0. */
function putIds(
  out: Int32Array,
  codes: Int32Array,
  rows: Int32Array | undefined,
  known: Int32Array,
  idOf: (code: number) => number,
): void {
  const count = rows?.length ?? out.length;
  for (let index = 0; index < count; index += 1) {
    const row = rows === undefined ? index : (rows[index] ?? 0);
    const code = codes[row] ?? 0;
    if (code !== 0 && known[code] === 0) known[code] = idOf(code) + 1;
    out[row] = code === 0 ? -1 : (known[code] ?? 0) - 1;
  }
}
