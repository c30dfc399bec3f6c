import type { Column, ListColumn } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import type { Marks } from '../operator.ts';
import { heldTexts, worthHolding } from './held-texts.ts';
import type { Cell, Shelf } from './shelf.ts';
import type { State } from './state.ts';
import type { TextStore } from './texts.ts';

/** One field of the rows of a log: a column without an end. */
export interface KeptColumn {
  /** Puts the rows of a column in from an index on; missing where there is no column. */
  readonly fill: (column: Column | undefined, rows: Int32Array, at: number) => void;
  /** The rows at these indexes; missing where the index is negative. */
  readonly gather: (indexes: Int32Array) => Column;
  readonly mark: (texts: Marks) => void;
  /** Forgets what it has of rows behind the last one. */
  readonly cut: () => void;
  /** In bytes, besides what stands on the shelf. */
  readonly size: () => number;
  /** What is to be kept besides what stands on the shelf, before that. */
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export function keptColumn(type: FieldType, shelf: Shelf, texts: TextStore): KeptColumn {
  switch (type) {
    case 'number':
    case 'time':
      return keptNumbers(type, shelf.numbers());
    case 'boolean':
      return keptBooleans(shelf.bytes());
    case 'text':
      return keptTexts(shelf, texts);
    case 'list':
      return keptLists(shelf, texts);
  }
}

const nothingElse = {
  mark: (): void => undefined,
  cut: (): void => undefined,
  size: (): number => 0,
  snapshot: (): State => null,
  restore: (): void => undefined,
};

function keptNumbers(type: 'number' | 'time', cell: Cell<Float64Array>): KeptColumn {
  return {
    fill: (column, rows, at) =>
      copy(
        column === undefined || 'codes' in column || column.type === 'boolean' ? undefined : column.values,
        NaN,
        rows,
        cell.values,
        at,
      ),
    gather: (indexes) => {
      const values = new Float64Array(indexes.length);
      const from = cell.values;
      for (let row = 0; row < indexes.length; row += 1) {
        const index = indexes[row] ?? -1;
        values[row] = index < 0 ? NaN : (from[index] ?? NaN);
      }
      return { type, values };
    },
    ...nothingElse,
  };
}

function keptBooleans(cell: Cell<Uint8Array>): KeptColumn {
  return {
    fill: (column, rows, at) =>
      copy(column?.type === 'boolean' ? column.values : undefined, missingBoolean, rows, cell.values, at),
    gather: (indexes) => {
      const values = new Uint8Array(indexes.length);
      const from = cell.values;
      for (let row = 0; row < indexes.length; row += 1) {
        const index = indexes[row] ?? -1;
        values[row] = index < 0 ? missingBoolean : (from[index] ?? missingBoolean);
      }
      return { type: 'boolean', values };
    },
    ...nothingElse,
  };
}

function keptTexts(shelf: Shelf, texts: TextStore): KeptColumn {
  const cell = shelf.codes();
  const held = heldTexts(cell, shelf.span, texts);
  return {
    ...held,
    fill: (column, rows, at) => {
      const own = column?.type === 'text' ? column : undefined;
      const hold = own !== undefined && worthHolding(own.dictionary, rows.length);
      held.begin(at, hold ? own.dictionary : undefined);
      copy(hold ? own.codes : own && texts.codesIn(own, rows), 0, rows, cell.values, at);
    },
  };
}

/** As JSON. */
function keptLists(shelf: Shelf, texts: TextStore): KeptColumn {
  const cell = shelf.codes();
  const held = heldTexts(cell, shelf.span, texts);
  return {
    ...held,
    fill: (column, rows, at) =>
      copy(column?.type === 'list' ? listCodes(column, rows, texts) : undefined, 0, rows, cell.values, at),
    gather: (indexes) => {
      const { codes, dictionary } = held.gather(indexes);
      return { type: 'list', codes, dictionary: dictionary.map((json) => JSON.parse(json) as readonly string[]) };
    },
  };
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
