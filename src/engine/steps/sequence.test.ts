import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { sequence } from '../../../test/reference/chains.ts';
import { prepare } from '../../../test/reference/expressions.ts';
import { plan, source } from '../../../test/reference/testing.ts';
import type { FieldType } from '../../data/field.ts';
import { boolean, call, field, number } from '../../logic/expr.ts';
import type { SequencePart, SequenceStep } from '../../plan/plan.ts';
import { contextOf, flowOf, shown } from '../testing.ts';
import { arrived, outcome, sources, streams, sweep } from './chains-testing.ts';
import { createSequence } from './sequence.ts';

const named = (part: number, name: string, type: FieldType) => ({ name, field: { name: name === 'reasons' && part === 1 ? name : `${part}.${name}`, type } });

const anyPart = (part: number, absent: boolean): fc.Arbitrary<SequencePart> =>
  fc.record({
    key: fc.constant(['card']),
    when: fc.constantFrom(boolean(true), boolean(true), field('ok'), call('gt', field('n'), number(1))),
    input: fc.constant([`s${part}.events`]),
    fields: fc.constant(absent ? [] : [named(part, 'at', 'time'), named(part, 'name', 'text'), named(part, 'ok', 'boolean'), named(part, 'reasons', 'list')]),
  });

const sequences: fc.Arbitrary<SequenceStep> = fc
  .record({ count: fc.integer({ min: 2, max: 4 }), within: fc.integer({ min: 0, max: 8 }), absent: fc.boolean() })
  .chain(({ count, within, absent }) =>
    fc.tuple(...Array.from({ length: count }, (_, part) => anyPart(part, absent && part === count - 1))).map((steps): SequenceStep => ({
      op: 'sequence', id: 'q', node: 'q', steps, within, absent, ...(absent ? { time: { name: 'missed_at', type: 'time' } } : {}),
    })),
  );

const check = (size: number, count: number): void =>
  fc.assert(
    fc.property(sequences, streams(4, size), (own, stream) => {
      const until = stream.rounds.at(-1)?.until ?? -Infinity;
      const prepared = prepare(plan(...sources, own));
      const printed = prepared.steps.at(-1);
      if (printed?.op !== 'sequence') throw new Error('another step');
      const wanted = sequence(printed, arrived(stream), prepared).filter((row) => (row.time ?? 0) <= until);
      expect(outcome(own, (context) => createSequence(own, context), stream)).toEqual(wanted);
    }),
    runs(count),
  );

test('finds the chains of the reference, in its order, however rounds are cut', () => check(30, 200));
test('goes on to do so when what it keeps has to move and grow', () => check(300, 10));

const row = (t: number, card: string | null = 'c', n = 1) => ({ t, card, n });
const cards = [{ name: 'card', type: 'text' as const }, { name: 'n', type: 'number' as const }];
const part = (input: string, more: Partial<SequencePart> = {}): SequencePart => ({ input: [`${input}.events`], key: ['card'], when: boolean(true), fields: [], ...more });
const step = (more: Partial<SequenceStep>): SequenceStep => ({ op: 'sequence', id: 'q', node: 'q', steps: [part('s0'), part('s1')], within: 5, absent: false, ...more });

test('keeps only rows that a chain may go on from, as long as it may', () => {
  const own = step({ steps: [part('s0'), part('s1'), part('s2')] });
  const { context } = contextOf([...sources, own]);
  const operator = createSequence(own, context);
  operator.run([flowOf(cards, [row(0), row(1, null)]), flowOf(cards, [row(2), row(2, 'd'), row(3, null)], { maker: 1 }), undefined], 3);
  expect(operator.counts?.()).toMatchObject({ keyless: 2, keys: 1 });
  operator.run([undefined, undefined, undefined], 6);
  expect(operator.counts?.().keys).toBe(1);
  operator.run([undefined, undefined, undefined], 7);
  sweep(operator, context);
  expect([operator.counts?.().keys, context.keys.size(), context.texts.size()]).toEqual([0, 0, 0]);
});

test('a row that came too late for its start begins no chain that a later row could end', () => {
  const own = step({ steps: [part('s0'), part('s1'), part('s2')] });
  const operator = createSequence(own, contextOf([...sources, own]).context);
  const [out] = operator.run([flowOf(cards, [row(0)]), flowOf(cards, [row(5)], { maker: 1 }), flowOf(cards, [row(5), row(6)], { maker: 2 })], 9);
  expect(shown(out).map(({ t }) => t)).toEqual([5]);
});

test('what the last part would have kept is missing where it must not come', () => {
  const own = step({ absent: true, steps: [part('s0'), part('s1', { fields: [{ name: 'n', field: { name: 'n', type: 'number' } }] })], time: { name: 'missed_at', type: 'time' } });
  const operator = createSequence(own, contextOf([...sources, own]).context);
  const [out] = operator.run([flowOf(cards, [row(1)]), undefined], 6);
  expect(shown(out).map(({ row: made }) => made)).toEqual([{ n: null, missed_at: 6 }]);
});

test('counts divisions by zero in its conditions', () => {
  const own = step({ steps: [part('s0', { when: call('gt', call('divide', number(1), field('n')), number(0)) }), part('s1')] });
  const operator = createSequence(own, contextOf([source('s0', { fields: cards }), source('s1', { fields: cards }), own]).context);
  operator.run([flowOf(cards, [row(1, 'c', 0), row(2, 'c', 1)]), undefined], 6);
  expect(operator.counts?.().zeroDivisions).toBe(1);
});
