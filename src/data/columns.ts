import type { FieldType, Value } from './field.ts';

/**
 * Rows by columns, as readers make them and the engine takes them. Missing is a value of its own in each kind of
 * column, chosen so that the plain operation does the right thing: every comparison with NaN is false, and every
 * sum with it is NaN.
 */
export type Column = NumberColumn | BooleanColumn | TextColumn | ListColumn;

/** Numbers, and times in milliseconds. NaN is missing. */
export interface NumberColumn {
  readonly type: 'number' | 'time';
  readonly values: Float64Array;
}

/** 0 is false, 1 true, 2 missing. */
export interface BooleanColumn {
  readonly type: 'boolean';
  readonly values: Uint8Array;
}

/**
 * Codes into a dictionary: 0 is missing, code n stands for entry n - 1. Batches of one source may share a dictionary, so
 * it may have entries that no row here uses; it may have a text twice, and may be made only when it is asked for.
 */
export interface TextColumn {
  readonly type: 'text';
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
}

export interface ListColumn {
  readonly type: 'list';
  readonly codes: Int32Array;
  readonly dictionary: readonly (readonly string[])[];
}

/** A run of rows of one source. Columns stand in the order of the contract's fields. */
export interface Batch {
  readonly length: number;
  readonly columns: readonly Column[];
}

export const missingBoolean = 2;

export function valueAt(column: Column, row: number): Value {
  switch (column.type) {
    case 'number':
    case 'time': {
      const value = column.values[row] ?? NaN;
      return Number.isNaN(value) ? null : value;
    }
    case 'boolean': {
      const value = column.values[row] ?? missingBoolean;
      return value === missingBoolean ? null : value === 1;
    }
    case 'text':
    case 'list':
      return column.dictionary[(column.codes[row] ?? 0) - 1] ?? null;
  }
}


/** Values that fit their type as a column; what is of another type is missing. */
export function columnOf(type: FieldType, values: readonly Value[]): Column {
  const length = values.length;
  switch (type) {
    case 'number':
    case 'time': {
      const numbers = new Float64Array(length);
      for (let row = 0; row < length; row += 1) {
        const value = values[row];
        numbers[row] = typeof value === 'number' ? value || 0 : NaN;
      }
      return { type, values: numbers };
    }
    case 'boolean': {
      const booleans = new Uint8Array(length);
      for (let row = 0; row < length; row += 1) {
        const value = values[row];
        booleans[row] = typeof value === 'boolean' ? Number(value) : missingBoolean;
      }
      return { type, values: booleans };
    }
    case 'text': {
      const { codeOf, dictionary } = interner();
      const codes = new Int32Array(length);
      for (let row = 0; row < length; row += 1) {
        const value = values[row];
        codes[row] = typeof value === 'string' ? codeOf(value) : 0;
      }
      return { type, codes, dictionary };
    }
    case 'list': {
      const dictionary: (readonly string[])[] = [];
      const codes = new Int32Array(length);
      for (let row = 0; row < length; row += 1) {
        const value = values[row] ?? null;
        codes[row] = isList(value) ? dictionary.push(value) : 0;
      }
      return { type, codes, dictionary };
    }
  }
}

const isList = (value: Value): value is readonly string[] => typeof value === 'object' && value !== null;

function interner(): { codeOf: (text: string) => number; dictionary: string[] } {
  const codes = new Map<string, number>();
  const dictionary: string[] = [];
  const codeOf = (text: string): number => {
    const known = codes.get(text);
    if (known !== undefined) return known;
    const code = dictionary.push(text);
    codes.set(text, code);
    return code;
  };
  return { codeOf, dictionary };
}
