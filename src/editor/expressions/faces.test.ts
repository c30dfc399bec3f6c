import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { testScope, wellTyped } from '../../logic/arbitrary.ts';
import { parseFormula } from '../../logic/formula/checked.ts';
import { print } from '../../logic/formula/print.ts';
import { boolean } from '../../logic/expr.ts';
import { fromStored, toStored } from '../../logic/stored.ts';
import { closed, opened } from './conditions.ts';
import { faceFor, facesFor } from './faces.ts';
import { readPasted } from './logic/pasted.ts';

test('an expression goes round through all faces and comes back the same', () => {
  fc.assert(
    fc.property(wellTyped(4), (expr) => {
      const built = closed(opened(expr));
      const typed = parseFormula(print(built), testScope).expr ?? boolean(false);
      const stored = toStored(typed);
      const pasted = readPasted(JSON.stringify(stored, undefined, 2), testScope, 'boolean');
      expect(pasted).toMatchObject({ kind: 'typed', stored: toStored(expr) });
      expect(fromStored(stored).expr).toStrictEqual(expr);
    }),
    runs(1000),
  );
});

describe('an expression opens', () => {
  test.each([
    ['a condition, as rows', { logic: { '>': [{ var: 'n' }, 5] } }, 'boolean', 'builder'],
    ['a condition with no rows for it, as a formula', { logic: { '>': [{ '+': [{ var: 'n' }, { var: 'm' }] }, 5] } }, 'boolean', 'formula'],
    ['one that has rows for a part, as rows', { logic: { and: [{ var: 'b' }, { '>': [{ '+': [{ var: 'n' }, 1] }, 5] }] } }, 'boolean', 'builder'],
    ['a value, as a formula', { logic: { '+': [{ var: 'n' }, 1] } }, 'number', 'formula'],
    ['what was written elsewhere, as it was', { raw: { var: 'n' } }, 'boolean', 'logic'],
    ['nothing yet, as rows to add to', undefined, 'boolean', 'builder'],
    ['no value yet, as an empty formula', undefined, undefined, 'formula'],
  ] as const)('%s', (_, value, expected, face) => {
    expect(faceFor(value, expected)).toBe(face);
    expect(facesFor(expected)).toContain(face);
  });
});
