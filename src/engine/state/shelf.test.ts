import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { createShelf } from './shelf.ts';

test('rows keep what they hold, and their number, while others come and go', () => {
  const moves = fc.array(fc.record({ come: fc.nat(90), go: fc.nat(90), written: fc.boolean() }), { maxLength: 30, size: 'max' });
  fc.assert(
    fc.property(moves, (all) => {
      let shelf = createShelf();
      let cells = { number: shelf.numbers(), code: shelf.codes(), byte: shelf.bytes() };
      let next = 0;
      let first = 0;
      for (const { come, go, written } of all) {
        shelf.room(come);
        for (let row = 0; row < come; row += 1) {
          const index = shelf.span.to++;
          cells.number.values[index] = next / 2;
          cells.code.values[index] = next;
          cells.byte.values[index] = next % 256;
          next += 1;
        }
        const gone = Math.min(go, next - first);
        first += gone;
        shelf.span.from += gone;
        if (written) {
          const state = structuredClone(shelf.snapshot());
          shelf = createShelf();
          cells = { number: shelf.numbers(), code: shelf.codes(), byte: shelf.bytes() };
          shelf.restore(state);
        }
        const { from, to, base } = shelf.span;
        expect([base + from, base + to]).toEqual([first, next]);
        const held = Array.from({ length: to - from }, (_, row) => [cells.number.values, cells.code.values, cells.byte.values].map((values) => values[from + row]));
        expect(held).toEqual(held.map((_, row) => [(first + row) / 2, first + row, (first + row) % 256]));
      }
    }),
    runs(30),
  );
});

test('room that is no longer needed is given back', () => {
  const shelf = createShelf();
  shelf.codes();
  shelf.room(100_000);
  const large = shelf.size();
  shelf.span.to = 100_000;
  shelf.span.from = 99_000;
  for (let step = 0; step < 200; step += 1) {
    shelf.room(1000);
    shelf.span.to += 1000;
    shelf.span.from += 1000;
  }
  expect(shelf.size()).toBeLessThan(large / 10);
});
