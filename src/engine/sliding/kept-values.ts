import type { Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import type { TextStore } from '../state/texts.ts';

/**
 * Values of any type as doubles, so that aggregates treat all alike: numbers and times as they are, booleans as 0 and
 * 1, texts and lists by their numbers in the store. NaN is missing.
 */
export function valuesIn(column: Column, rows: Int32Array | undefined, texts: TextStore): Float64Array {
  switch (column.type) {
    case 'number':
    case 'time':
      return column.values;
    case 'boolean':
      return numbersFrom(column.values, missingBoolean);
    case 'text':
      return numbersFrom(texts.codesIn(column, rows), 0);
    case 'list': {
      const known = new Int32Array(column.dictionary.length + 1);
      const codes = column.codes.map((code) => {
        const list = column.dictionary[code - 1];
        if (list !== undefined && known[code] === 0) known[code] = texts.codeOf(JSON.stringify(list));
        return known[code] ?? 0;
      });
      return numbersFrom(codes, 0);
    }
  }
}

function numbersFrom(codes: Int32Array | Uint8Array, missing: number): Float64Array {
  const out = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? missing;
    out[row] = code === missing ? NaN : code;
  }
  return out;
}

/** The column that such values stand for. */
export function columnFrom(type: FieldType, values: Float64Array, texts: TextStore): Column {
  switch (type) {
    case 'number':
    case 'time':
      return { type, values };
    case 'boolean':
      return { type, values: bytesFrom(values) };
    case 'text': {
      const { codes, dictionary } = interned(values, (code) => texts.text(code));
      return { type, codes, dictionary };
    }
    case 'list': {
      const { codes, dictionary } = interned(values, (code) => JSON.parse(texts.text(code)) as readonly string[]);
      return { type, codes, dictionary };
    }
  }
}

function interned<T>(
  values: Float64Array,
  read: (code: number) => T,
): { readonly codes: Int32Array; readonly dictionary: readonly T[] } {
  const known = new Map<number, number>();
  const dictionary: T[] = [];
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    // Where a row is not here there is a 0, which is no number of a text.
    if (!(value > 0)) continue;
    let code = known.get(value);
    if (code === undefined) known.set(value, (code = dictionary.push(read(value))));
    codes[row] = code;
  }
  return { codes, dictionary };
}

function bytesFrom(values: Float64Array): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    out[row] = Number.isNaN(values[row] ?? NaN) ? missingBoolean : (values[row] ?? 0);
  }
  return out;
}

export const isKeptAsText = (type: FieldType): boolean => type === 'text' || type === 'list';
