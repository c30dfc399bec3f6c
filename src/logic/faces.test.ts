import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { testScope, wellTyped } from './arbitrary.ts';
import { asConditions, asExpr } from './builder.ts';
import { parseFormula } from './formula/checked.ts';
import { print } from './formula/print.ts';
import { fromStored, toStored } from './stored.ts';

test('an expression goes through all of its faces in turn and comes out the same', () => {
  fc.assert(
    fc.property(wellTyped(4), (expr) => {
      const typed = parseFormula(print(expr), testScope);
      expect(typed.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const shown = asConditions(typed.expr ?? expr);
      const kept = fromStored(toStored(asExpr(shown)));
      expect(kept.expr).toStrictEqual(expr);
    }),
    runs(1500, 4),
  );
});
