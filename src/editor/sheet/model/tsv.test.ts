import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/support/runs.ts';
import { printTsv, readTsv } from './tsv.ts';

describe('cells on the clipboard', () => {
  test('as spreadsheets write them', () => {
    expect(readTsv('a\tb\r\n"two\nlines"\t"say ""hi"""\r\n')).toEqual([['a', 'b'], ['two\nlines', 'say "hi"']]);
    expect(readTsv('a\t\n\tb')).toEqual([['a', ''], ['', 'b']]);
    expect(readTsv('')).toEqual([['']]);
    expect(readTsv('a\n\nb\n')).toEqual([['a'], [''], ['b']]);
  });

  test('a text that only begins with quotes is that text', () => {
    expect(readTsv('"CN", "HK"\tx')).toEqual([['"CN", "HK"', 'x']]);
    expect(readTsv('"never closed')).toEqual([['"never closed']]);
  });

  test('nothing becomes a formula there', () => {
    expect(printTsv([['@eu', '-', '-5', '= 1', '>= 5', '-x']])).toBe("'@eu\t-\t-5\t'= 1\t>= 5\t'-x");
  });

  test('what was copied is pasted the same', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('@eu', '-', '"in store"', "'a", 'a\tb', 'a\r\nb', '\n', '"', '""'));
    const block = fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(block, (cells) => {
        // A last row of one empty cell looks like the end of the row before it.
        fc.pre(cells.length === 1 || cells.at(-1)?.join('') !== '');
        expect(readTsv(printTsv(cells))).toEqual(cells);
      }),
      runs(1000),
    );
  });
});
