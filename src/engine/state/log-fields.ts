import type { Column, ListColumn } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import type { Marks } from '../operator.ts';
import type { Cell, Shelf } from './shelf.ts';
import type { TextStore } from './texts.ts';

/** One field of the rows of a log: a column without an end. Texts, and lists as JSON, stand in the store of texts. */
export interface KeptColumn {
  /** Puts the rows of a column in from an index on; missing where there is no column. */
  readonly fill: (column: Column | undefined, rows: Int32Array, at: number) => void;
  /** The rows at these indexes; missing where the index is negative. */
  readonly gather: (indexes: Int32Array) => Column;
  readonly mark: (texts: Marks) => void;
}

export function keptColumn(type: FieldType, shelf: Shelf, texts: TextStore): KeptColumn {
  switch (type) {
    case 'number':
    case 'time':
      return keptNumbers(type, shelf.numbers());
    case 'boolean':
      return keptBooleans(shelf.bytes());
    case 'text':
    case 'list':
      return keptTexts(type, shelf, texts);
  }
}

const nothing = (): void => undefined;

function keptNumbers(type: 'number' | 'time', cell: Cell<Float64Array>): KeptColumn {
  return {
    fill: (column, rows, at) => copy(column === undefined || 'codes' in column || column.type === 'boolean' ? undefined : column.values, NaN, rows, cell.values, at),
    gather: (indexes) => {
      const values = new Float64Array(indexes.length);
      const from = cell.values;
      for (let row = 0; row < indexes.length; row += 1) {
        const index = indexes[row] ?? -1;
        values[row] = index < 0 ? NaN : (from[index] ?? NaN);
      }
      return { type, values };
    },
    mark: nothing,
  };
}

function keptBooleans(cell: Cell<Uint8Array>): KeptColumn {
  return {
    fill: (column, rows, at) => copy(column?.type === 'boolean' ? column.values : undefined, missingBoolean, rows, cell.values, at),
    gather: (indexes) => {
      const values = new Uint8Array(indexes.length);
      const from = cell.values;
      for (let row = 0; row < indexes.length; row += 1) {
        const index = indexes[row] ?? -1;
        values[row] = index < 0 ? missingBoolean : (from[index] ?? missingBoolean);
      }
      return { type: 'boolean', values };
    },
    mark: nothing,
  };
}

function keptTexts(type: 'text' | 'list', shelf: Shelf, texts: TextStore): KeptColumn {
  const cell = shelf.codes();
  const { span } = shelf;
  return {
    fill: (column, rows, at) => copy(codesIn(type, column, rows, texts), 0, rows, cell.values, at),
    gather: (indexes) => {
      const codes = new Int32Array(indexes.length);
      const from = cell.values;
      for (let row = 0; row < indexes.length; row += 1) {
        const index = indexes[row] ?? -1;
        codes[row] = index < 0 ? 0 : (from[index] ?? 0);
      }
      const known = renumber(codes).map((code) => texts.text(code));
      return type === 'text' ? { type, codes, dictionary: known } : { type, codes, dictionary: known.map((json) => JSON.parse(json) as readonly string[]) };
    },
    mark: (marks) => {
      const of = cell.values;
      for (let index = span.from; index < span.to; index += 1) {
        const code = of[index] ?? 0;
        if (code > 0) marks.add(code);
      }
    },
  };
}

function codesIn(type: 'text' | 'list', column: Column | undefined, rows: Int32Array, texts: TextStore): Int32Array | undefined {
  if (column?.type !== type) return undefined;
  return column.type === 'text' ? texts.codesIn(column, rows) : listCodes(column, rows, texts);
}

function listCodes({ codes: from, dictionary }: ListColumn, rows: Int32Array, texts: TextStore): Int32Array {
  const known = new Map<number, number>();
  const codes = new Int32Array(from.length);
  for (const row of rows) {
    const code = from[row] ?? 0;
    if (code === 0) continue;
    let kept = known.get(code);
    if (kept === undefined) known.set(code, (kept = texts.codeOf(JSON.stringify(dictionary[code - 1]))));
    codes[row] = kept;
  }
  return codes;
}

type Values = Float64Array | Int32Array | Uint8Array;

/** Rows are rising, so as many as there are values are all of them. */
function copy<A extends Values>(values: A | undefined, missing: number, rows: Int32Array, into: A, at: number): void {
  const count = rows.length;
  if (values === undefined) into.fill(missing, at, at + count);
  else if (count === values.length) into.set(values, at);
  else for (let index = 0; index < count; index += 1) into[at + index] = values[rows[index] ?? 0] ?? missing;
}

/** By the number of a text, its number in the dictionary that is being made; 0 between two. */
let numbers = new Int32Array(1024);

/** Makes the numbers of kept texts codes of a dictionary of their own, in place. Gives the kept number of each entry. */
function renumber(codes: Int32Array): readonly number[] {
  let most = 0;
  for (let row = 0; row < codes.length; row += 1) most = Math.max(most, codes[row] ?? 0);
  if (most >= numbers.length) numbers = new Int32Array(2 * most);
  const entries: number[] = [];
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0;
    if (code === 0) continue;
    let number = numbers[code] ?? 0;
    if (number === 0) numbers[code] = number = entries.push(code);
    codes[row] = number;
  }
  for (const code of entries) numbers[code] = 0;
  return entries;
}
