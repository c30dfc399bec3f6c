import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { caseMappings, casesVersion, lowerCase, upperCase } from './case.ts';

const surrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;

test('each character maps as in JavaScript, where that maps one character to one', () => {
  if (process.versions.unicode !== casesVersion) return;
  const wrong: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (surrogate(code)) continue;
    const letter = String.fromCodePoint(code);
    const small = letter.toLowerCase();
    const large = letter.toUpperCase();
    if (Array.from(small).length === 1 && lowerCase(letter) !== small) wrong.push(letter);
    if (Array.from(large).length === 1 && upperCase(letter) !== large) wrong.push(letter);
  }
  expect(wrong).toEqual([]);
});

test('what JavaScript maps to several characters stays one', () => {
  expect(upperCase('straße')).toBe('STRAßE');
  expect(upperCase('ŉ ǰ ΐ ﬁ')).toBe('ŉ ǰ ΐ ﬁ');
  expect(upperCase('ᾀ ᾳ ῼ')).toBe('ᾈ ᾼ ῼ');
  expect(lowerCase('İ')).toBe('i');
  expect(lowerCase('ΟΔΟΣ')).toBe('οδοσ');
  expect(lowerCase('ẞ')).toBe('ß');
});

test('other scripts, astral letters and lone surrogates', () => {
  expect(upperCase('支付 é ж ǆ 𐐨')).toBe('支付 É Ж Ǆ 𐐀');
  expect(lowerCase('ǅ𐐀\ud800A')).toBe('ǆ𐐨\ud800a');
});

test('the number of characters never changes, and letters map one by one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, two) => {
      const joined = one + two;
      expect(lowerCase(joined)).toBe(lowerCase(one) + lowerCase(two));
      expect(Array.from(upperCase(joined)).length).toBe(Array.from(joined).length);
      expect(lowerCase(lowerCase(joined))).toBe(lowerCase(joined));
    }),
    runs(2000),
  );
});

test('the tables tell what changes, and no text changes its length', () => {
  for (const table of [caseMappings.lower(), caseMappings.upper()]) {
    expect([...table].filter(([from, to]) => from > 0xffff !== to > 0xffff)).toEqual([]);
  }
  expect(caseMappings.lower().get(0x41)).toBe(0x61);
  expect(caseMappings.upper().get(0xdf)).toBeUndefined();
});
