import type { Column, ListColumn, TextColumn } from '../../data/columns.ts';
import { columnOf, missingBoolean, valueAt } from '../../data/columns.ts';
import type { FieldType, Value } from '../../data/field.ts';

/** Making columns, and taking them apart into groups of rows that hold the same values. */

export { columnOf };

/** The value in every row. */
export function repeated(type: FieldType, value: Value, length: number): Column {
  const one = columnOf(type, [value]);
  if ('codes' in one) return { ...one, codes: new Int32Array(length).fill(one.codes[0] ?? 0) };
  if (one.type === 'boolean') return { ...one, values: new Uint8Array(length).fill(one.values[0] ?? missingBoolean) };
  return { ...one, values: new Float64Array(length).fill(one.values[0] ?? NaN) };
}

/** Row n becomes row `ids[n] - 1` of the column; 0 becomes missing. */
export function gather(column: Column, ids: Int32Array): Column {
  const length = ids.length;
  if ('codes' in column) {
    const codes = new Int32Array(length);
    for (let row = 0; row < length; row += 1) codes[row] = column.codes[(ids[row] ?? 0) - 1] ?? 0;
    return { ...column, codes };
  }
  if (column.type === 'boolean') {
    const values = new Uint8Array(length);
    for (let row = 0; row < length; row += 1) values[row] = column.values[(ids[row] ?? 0) - 1] ?? missingBoolean;
    return { ...column, values };
  }
  const values = new Float64Array(length);
  for (let row = 0; row < length; row += 1) values[row] = column.values[(ids[row] ?? 0) - 1] ?? NaN;
  return { ...column, values };
}

/** Rows with the same values have the same id, from 1; 0 where one of the values is missing. */
export interface Groups {
  readonly ids: Int32Array;
  /** A row of each group, in the order of the ids. */
  readonly samples: readonly number[];
}

export function groupsOf(columns: readonly Column[], length: number): Groups {
  const [first, ...others] = columns;
  if (first === undefined) return { ids: new Int32Array(length).fill(1), samples: length === 0 ? [] : [0] };
  return others.reduce((groups, column) => together(groups, groupsOfOne(column, length)), groupsOfOne(first, length));
}

function groupsOfOne(column: Column, length: number): Groups {
  const ids = new Int32Array(length);
  const samples: number[] = [];
  if (!('codes' in column) && column.type !== 'boolean') {
    const known = new Map<number, number>();
    for (let row = 0; row < length; row += 1) {
      const value = column.values[row] ?? NaN;
      if (Number.isNaN(value)) continue;
      let id = known.get(value);
      if (id === undefined) known.set(value, (id = samples.push(row)));
      ids[row] = id;
    }
    return { ids, samples };
  }
  const known = numbering('codes' in column ? column.dictionary.length : missingBoolean, length);
  for (let row = 0; row < length; row += 1) {
    const code = 'codes' in column ? (column.codes[row] ?? 0) : ((column.values[row] ?? missingBoolean) + 1) % 3;
    if (code === 0) continue;
    const before = known.get(code);
    const id = before === 0 ? samples.push(row) : before;
    if (before === 0) known.set(code, id);
    ids[row] = id;
  }
  return { ids, samples };
}

/** What a code was given when it was first seen, or 0. Few rows with a long dictionary do not pay for all of it. */
function numbering(
  size: number,
  length: number,
): { readonly get: (code: number) => number; readonly set: (code: number, number: number) => void } {
  if (size > 4 * length + 1024) {
    const known = new Map<number, number>();
    return { get: (code) => known.get(code) ?? 0, set: (code, number) => known.set(code, number) };
  }
  const known = new Int32Array(size + 1);
  return {
    get: (code) => known[code] ?? 0,
    set: (code, number) => {
      known[code] = number;
    },
  };
}

function together(a: Groups, b: Groups): Groups {
  const length = a.ids.length;
  const ids = new Int32Array(length);
  const samples: number[] = [];
  const width = b.samples.length + 1;
  const known = numbering((a.samples.length + 1) * width, length);
  for (let row = 0; row < length; row += 1) {
    const [one, other] = [a.ids[row] ?? 0, b.ids[row] ?? 0];
    if (one === 0 || other === 0) continue;
    const pair = one * width + other;
    const before = known.get(pair);
    const id = before === 0 ? samples.push(row) : before;
    if (before === 0) known.set(pair, id);
    ids[row] = id;
  }
  return { ids, samples };
}

/** A function of the values of a row, called once for each group of rows. Missing where an argument is. */
export function perGroup(
  type: FieldType,
  columns: readonly Column[],
  length: number,
  compute: (...values: readonly Value[]) => Value,
): Column {
  const { ids, samples } = groupsOf(columns, length);
  return gather(
    columnOf(
      type,
      samples.map((row) => compute(...columns.map((column) => valueAt(column, row)))),
    ),
    ids,
  );
}

/** A test of two texts: once for each pair where there are few, else for each row. False where a text is missing. */
export function comparedTexts(
  a: TextColumn,
  b: TextColumn,
  length: number,
  holdsFor: (text: string, other: string) => boolean,
): Uint8Array {
  const out = new Uint8Array(length);
  const width = b.dictionary.length + 1;
  const pairs = (a.dictionary.length + 1) * width;
  const holds = (code: number, other: number): boolean =>
    code !== 0 && other !== 0 && holdsFor(a.dictionary[code - 1] ?? '', b.dictionary[other - 1] ?? '');
  if (pairs > length) {
    for (let row = 0; row < length; row += 1) out[row] = holds(a.codes[row] ?? 0, b.codes[row] ?? 0) ? 1 : 0;
    return out;
  }
  // 0 while the pair has not been met, 1 where the test fails, 2 where it holds.
  const known = new Uint8Array(pairs);
  for (let row = 0; row < length; row += 1) {
    const code = a.codes[row] ?? 0;
    const other = b.codes[row] ?? 0;
    let answer = known[code * width + other] ?? 0;
    if (answer === 0) {
      answer = holds(code, other) ? 2 : 1;
      known[code * width + other] = answer;
    }
    out[row] = answer - 1;
  }
  return out;
}

/** Row by row the column that `from` names, counted from 1; 0 is missing. */
export function chosen(type: FieldType, columns: readonly Column[], from: Int32Array | Uint8Array): Column {
  const length = from.length;
  if (type === 'text' || type === 'list') return chosenCodes(type, columns, from);
  const out = repeated(type, null, length);
  if ('codes' in out) return out;
  columns.forEach((column, index) => {
    if ('codes' in column) return;
    for (let row = 0; row < length; row += 1) if (from[row] === index + 1) out.values[row] = column.values[row] ?? NaN;
  });
  return out;
}

function chosenCodes(type: 'text' | 'list', columns: readonly Column[], from: Int32Array | Uint8Array): Column {
  const codes = new Int32Array(from.length);
  const texts: string[] = [];
  const lists: (readonly string[])[] = [];
  columns.forEach((column, index) => {
    if (!('codes' in column)) return;
    const moved = numbering(column.dictionary.length, from.length);
    for (let row = 0; row < from.length; row += 1) {
      const code = column.codes[row] ?? 0;
      if (from[row] !== index + 1 || code === 0) continue;
      const known = moved.get(code);
      const fresh = known === 0 ? add(column, code) : known;
      if (known === 0) moved.set(code, fresh);
      codes[row] = fresh;
    }
  });
  function add(column: TextColumn | ListColumn, code: number): number {
    return column.type === 'text'
      ? texts.push(column.dictionary[code - 1] ?? '')
      : lists.push(column.dictionary[code - 1] ?? []);
  }
  return type === 'text' ? { type, codes, dictionary: texts } : { type, codes, dictionary: lists };
}

/** Where a condition holds: 1, else 0. A missing boolean does not hold. */
export function truths(column: Column, length: number): Uint8Array {
  const out = new Uint8Array(length);
  if (column.type !== 'boolean') return out;
  for (let row = 0; row < length; row += 1) out[row] = column.values[row] === 1 ? 1 : 0;
  return out;
}

export function presences(column: Column, length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    if ('codes' in column) out[row] = column.codes[row] === 0 ? 0 : 1;
    else
      out[row] =
        column.type === 'boolean'
          ? column.values[row] === missingBoolean
            ? 0
            : 1
          : Number.isNaN(column.values[row] ?? NaN)
            ? 0
            : 1;
  }
  return out;
}
