import type { Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import type { TextStore } from '../state/texts.ts';

/**
 * Values of any type as doubles, so that aggregates treat all alike: numbers and times as they are, booleans as 0 and 1,
 * texts and lists by their numbers in the store. NaN is missing.
 */
export function valuesIn(column: Column, rows: Int32Array | undefined, texts: TextStore): Float64Array {
  switch (column.type) {
    case 'number':
    case 'time':
      return column.values;
    case 'boolean':
      return Float64Array.from(column.values, (value) => (value === missingBoolean ? NaN : value));
    case 'text':
      return Float64Array.from(texts.codesIn(column, rows), (code) => (code === 0 ? NaN : code));
    case 'list': {
      const known = new Map<number, number>();
      return Float64Array.from(column.codes, (code) => {
        const list = column.dictionary[code - 1];
        if (list === undefined) return NaN;
        let kept = known.get(code);
        if (kept === undefined) known.set(code, (kept = texts.codeOf(JSON.stringify(list))));
        return kept;
      });
    }
  }
}

/** The column that such values stand for. */
export function columnFrom(type: FieldType, values: Float64Array, texts: TextStore): Column {
  switch (type) {
    case 'number':
    case 'time':
      return { type, values };
    case 'boolean':
      return { type, values: Uint8Array.from(values, (value) => (Number.isNaN(value) ? missingBoolean : value)) };
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

function interned<T>(values: Float64Array, read: (code: number) => T): { readonly codes: Int32Array; readonly dictionary: readonly T[] } {
  const known = new Map<number, number>();
  const dictionary: T[] = [];
  const codes = Int32Array.from(values, (value) => {
    // Where a row is not here there is a 0, which is no number of a text.
    if (!(value > 0)) return 0;
    let code = known.get(value);
    if (code === undefined) known.set(value, (code = dictionary.push(read(value))));
    return code;
  });
  return { codes, dictionary };
}

export const isKeptAsText = (type: FieldType): boolean => type === 'text' || type === 'list';
