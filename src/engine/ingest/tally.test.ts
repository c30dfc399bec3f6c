import { expect, test } from 'vitest';
import { decode, encode } from '../state/encode.ts';
import { idOfValues } from '../flow/ids.ts';
import { createTally } from './tally.ts';

test('counts each id, however many there are and wherever it goes on from', () => {
  let tally = createTally();
  const counts = new Map<string, number>();
  for (let turn = 0; turn < 6000; turn += 1) {
    const id = idOfValues([(turn * 7919) % 3500]);
    expect(tally.next(id)).toBe(counts.get(id) ?? 0);
    counts.set(id, (counts.get(id) ?? 0) + 1);
    if (turn % 2500 === 0) {
      const bytes = encode(tally.snapshot());
      tally = createTally();
      tally.restore(decode(bytes));
    }
  }
  expect(tally.bytes()).toBeLessThan(3500 * 48);
});
