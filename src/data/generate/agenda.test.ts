import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { newAgenda, nextAt, nothing, plan, runNext } from './agenda.ts';

test('what is planned happens soonest first, and in the order of planning within a moment', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.array(fc.integer({ min: 0, max: 5 })), (times, more) => {
      const agenda = newAgenda();
      const happened: { at: number; order: number }[] = [];
      let order = 0;
      const add = (at: number): void => {
        order += 1;
        const mine = order;
        plan(agenda, at, () => happened.push({ at, order: mine }));
      };
      times.forEach(add);
      for (const wait of more) {
        const at = nextAt(agenda);
        runNext(agenda);
        if (at !== Infinity) add(at + wait);
      }
      while (nextAt(agenda) !== Infinity) runNext(agenda);
      expect(happened).toEqual([...happened].sort((a, b) => a.at - b.at || a.order - b.order));
      expect(happened).toHaveLength(order);
    }),
    runs(500),
  );
});

test('an empty agenda has nothing to run', () => {
  expect(runNext(newAgenda())).toBe(nothing);
});
