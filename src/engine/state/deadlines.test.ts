import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { createDeadlines } from './deadlines.ts';

test('numbers come back by moment and then by number, however they are added and taken', () => {
  const moves = fc.array(fc.oneof({ weight: 3, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.constant('take' as const) }), { maxLength: 300, size: 'max' });
  fc.assert(
    fc.property(moves, (all) => {
      const deadlines = createDeadlines();
      const model: { readonly time: number; readonly number: number }[] = [];
      all.forEach((move, number) => {
        expect(deadlines.next()).toBe(model[0]?.time ?? Infinity);
        if (move === 'take') {
          const first = model.shift();
          if (first !== undefined) expect(deadlines.take()).toBe(first.number);
          return;
        }
        deadlines.add(move, number);
        model.push({ time: move, number });
        model.sort((a, b) => a.time - b.time || a.number - b.number);
      });
      expect(deadlines.numbers().toSorted()).toEqual(Float64Array.from(model, ({ number }) => number).toSorted());
    }),
    runs(50),
  );
});
