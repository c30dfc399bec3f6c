import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedTexts } from './vector.ts';

test('texts are compared alike where pairs come again and where they do not', () => {
  const texts = ['', 'DE', 'FR', 'a', 'b'];
  const codes = fc.array(fc.tuple(fc.nat(texts.length), fc.nat(texts.length)), { maxLength: 80 });
  fc.assert(
    fc.property(codes, (rows) => {
      const column = (side: 0 | 1) =>
        ({ type: 'text', codes: Int32Array.from(rows, (row) => row[side]), dictionary: texts }) as const;
      const below = comparedTexts(column(0), column(1), rows.length, (a, b) => a < b);
      const expected = rows.map(([a, b]) => (a > 0 && b > 0 && (texts[a - 1] ?? '') < (texts[b - 1] ?? '') ? 1 : 0));
      expect([...below]).toEqual(expected);
    }),
    { seed: 1, numRuns: 200 },
  );
});
