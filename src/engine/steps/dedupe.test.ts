import { expect, test } from 'vitest';
import type { DedupeStep } from '../../plan/plan.ts';
import { fields, source } from '../../../test/reference/testing.ts';
import { contextOf, flowOf, shown } from '../testing.ts';
import type { TestRow } from '../testing.ts';
import { createDedupe } from './dedupe.ts';

const step: DedupeStep = { op: 'dedupe', id: 'd', node: 'd', input: ['s.events'], key: ['card'], period: 10 };
const cards = (...all: readonly (readonly [number, string | null])[]): readonly TestRow[] => all.map(([t, card]) => ({ t, card }));

function start() {
  const { context } = contextOf([source('s'), step]);
  const operator = createDedupe(step, context);
  return {
    operator, context,
    kept: (rows: readonly TestRow[], until = rows.at(-1)?.t ?? 0) => shown(operator.run([flowOf(fields, rows)], until)[0]).map(({ t, row }) => [t, row['card']]),
    sweep: () => context.keys.sweep((live) => operator.mark?.({ add: () => undefined }, live)),
  };
}

test('a row is kept where none of its key was in the period, which dropped rows do not extend', () => {
  const { kept, operator } = start();
  expect(kept(cards([0, 'a'], [0, 'a'], [5, 'a'], [5, 'b'], [9, 'a'], [9, null], [9, null]))).toEqual([[0, 'a'], [5, 'b'], [9, null], [9, null]]);
  expect(kept(cards([10, 'a'], [14, 'b'], [15, 'b'], [19, 'a'], [20, 'a']))).toEqual([[10, 'a'], [15, 'b'], [20, 'a']]);
  expect(operator.counts?.()).toMatchObject({ keyless: 2, keys: 2 });
});

test('memory follows the keys that can still hold a row back', () => {
  const { kept, sweep, context, operator } = start();
  for (let round = 0; round < 200; round += 1) {
    kept(Array.from({ length: 50 }, (_, at) => ({ t: round, card: `${round}-${at}` })));
    sweep();
    expect(context.keys.size()).toBe(Math.min(round + 1, 10) * 50);
  }
  expect(operator.counts?.().bytes).toBeLessThan(16 * 11 * 50);
  expect(kept(cards([200, '191-0'], [200, '190-0'], [200, 'new']))).toEqual([[200, '190-0'], [200, 'new']]);
});

test('time alone frees keys, and another step goes on where one stopped', () => {
  const { kept, sweep, context, operator } = start();
  kept(cards([0, 'a'], [5, 'b']));
  operator.run([undefined], 10);
  expect(operator.counts?.().keys).toBe(1);
  sweep();
  expect(context.keys.size()).toBe(1);
  const other = createDedupe(step, context);
  other.restore?.(operator.snapshot?.() ?? null);
  expect(shown(other.run([flowOf(fields, cards([11, 'a'], [11, 'b'], [15, 'b']))], 20)[0]).map(({ row }) => row['card'])).toEqual(['a', 'b']);
});
