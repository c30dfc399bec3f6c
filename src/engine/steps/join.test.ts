import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { join } from '../../../test/reference/chains.ts';
import type { JoinStep } from '../../plan/plan.ts';
import { contextOf, flowOf, shown } from '../testing.ts';
import { arrived, outcome, sources, streams, sweep } from './chains-testing.ts';
import { createJoin } from './join.ts';

const step = (more: Partial<JoinStep> = {}): JoinStep => ({
  op: 'join', id: 'j', node: 'j', left: ['s0.events'], right: ['s1.events'], on: [{ left: 'card', right: 'card' }], from: 0, to: 0, mode: 'inner',
  fields: [
    ...['at', 'card', 'reasons'].map((name) => ({ side: 'left' as const, name, field: { name, type: name === 'at' ? 'time' as const : name === 'card' ? 'text' as const : 'list' as const } })),
    { side: 'right', name: 'n', field: { name: 'right.n', type: 'number' } },
    { side: 'right', name: 'name', field: { name: 'right.name', type: 'text' } },
    { side: 'right', name: 'ok', field: { name: 'right.ok', type: 'boolean' } },
    { side: 'right', name: 'reasons', field: { name: 'right.reasons', type: 'list' } },
  ],
  time: { name: 'pair_time', type: 'time' },
  ...more,
});

const joins: fc.Arbitrary<JoinStep> = fc
  .record({
    one: fc.integer({ min: -6, max: 6 }), other: fc.integer({ min: -6, max: 6 }), outer: fc.boolean(),
    on: fc.constantFrom(['card'], ['card', 'n'], ['n'], ['ok'], []),
  })
  .map(({ one, other, outer, on }) => step({
    from: Math.min(one, other), to: Math.max(one, other), mode: outer ? 'outer' : 'inner', on: on.map((name) => ({ left: name, right: name })),
  }));

const check = (size: number, count: number): void =>
  fc.assert(
    fc.property(joins, streams(2, size), (own, stream) => {
      const until = stream.rounds.at(-1)?.until ?? -Infinity;
      const [left = [], right = []] = arrived(stream);
      const wanted = join(own, left, right).filter((row) => (row.time ?? 0) <= until);
      expect(outcome(own, (context) => createJoin(own, context), stream)).toEqual(wanted);
    }),
    runs(count),
  );

test('makes the pairs of the reference, in its order, however rounds are cut', () => check(30, 300));
test('goes on to do so when what it keeps has to move and grow', () => check(400, 10));

const row = (t: number, card: string | null = 'c') => ({ t, card });
const cards = [{ name: 'card', type: 'text' as const }];

test('holds rows only as long as a partner can come, and counts keys and rows without one', () => {
  const own = step({ from: -5, to: 10 });
  const { context } = contextOf([...sources, own]);
  const operator = createJoin(own, context);
  const left = flowOf(cards, [row(0), row(1, null), row(2, 'd'), row(3, 'e')]);
  const right = flowOf(cards, [row(0, 'f'), row(2, null)], { maker: 1 });
  operator.run([left, right], 3);
  expect(operator.counts?.()).toMatchObject({ keyless: 2, keys: 4 });
  operator.run([undefined, undefined], 5);
  expect(operator.counts?.().keys).toBe(3);
  operator.run([undefined, undefined], 10);
  expect(operator.counts?.().keys).toBe(2);
  sweep(operator, context);
  expect(context.keys.size()).toBe(2);
  operator.run([undefined, undefined], Infinity);
  sweep(operator, context);
  expect([operator.counts?.().keys, context.keys.size(), context.texts.size()]).toEqual([0, 0, 0]);
});

test('a stream that lacks a field leaves it missing, and one without the key makes no pair', () => {
  const own = step({ mode: 'outer', fields: [{ side: 'left', name: 'n', field: { name: 'n', type: 'number' } }] });
  const operator = createJoin(own, contextOf([...sources, own]).context);
  const [out] = operator.run([flowOf([], [row(1)]), flowOf(cards, [row(1)])], 1);
  expect(shown(out).map(({ t, row: made }) => [t, made])).toEqual([[1, { n: null, pair_time: 1 }]]);
});
