import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { valueAt } from '../../data/columns.ts';
import type { Column } from '../../data/columns.ts';
import { rememberTables } from './remembered.ts';

/** Two cells for each entry: the length of the text, and its first character. */
function lengths(entries: Column, length: number): Float64Array {
  const table = new Float64Array(length * 2);
  for (let entry = 0; entry < length; entry += 1) {
    const text = valueAt(entries, entry);
    table[entry * 2] = typeof text === 'string' ? text.length : NaN;
    table[entry * 2 + 1] = typeof text === 'string' ? (text.codePointAt(0) ?? -1) : NaN;
  }
  return table;
}

const expected = (dictionary: readonly string[]): Float64Array =>
  lengths(
    { type: 'text', codes: Int32Array.from({ length: dictionary.length + 1 }, (_, code) => code), dictionary },
    dictionary.length + 1,
  );

test('a dictionary gets the table it would get alone, whatever came before it, and a text that it has twice', () => {
  const texts = fc.array(fc.constantFrom('', 'a', 'bb', 'ccc', 'd', 'ee'), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 6 }), (dictionaries) => {
      const tableOf = rememberTables(lengths);
      for (const dictionary of dictionaries) expect(tableOf(dictionary)).toEqual(expected(dictionary));
    }),
    runs(300),
  );
});

test('so does one of many texts, and one after very many', () => {
  const tableOf = rememberTables(lengths);
  for (let from = 0; from < 10_000; from += 900) {
    const dictionary = Array.from({ length: from === 4500 ? 3000 : 900 }, (_, index) => `text ${from + index}`);
    expect(tableOf(dictionary)).toEqual(expected(dictionary));
  }
});

test('what was made of a text is not made again', () => {
  const asked: string[] = [];
  const tableOf = rememberTables((entries, length) => {
    for (let entry = 1; entry < length; entry += 1) asked.push(String(valueAt(entries, entry)));
    return lengths(entries, length);
  });
  tableOf(['a', 'b']);
  tableOf(['b', 'c', 'a']);
  expect(asked).toEqual(['a', 'b', 'c']);
});
