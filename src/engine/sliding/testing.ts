import fc from 'fast-check';
import type { Field, Row, Value } from '../../data/field.ts';
import { call, field as ref, number as constant } from '../../logic/expr.ts';
import { aggregateNames } from '../../plan/plan.ts';
import type { AggregateName, RollingFeature, Step } from '../../plan/plan.ts';
import { rowsOfSteps, unionOf } from '../../plan/rows.ts';
import type { ReferenceRow } from '../../../test/reference/row.ts';
import { fields, number, source } from '../../../test/reference/testing.ts';
import type { Operator, StepContext } from '../operator.ts';
import type { State } from '../state/state.ts';
import { contextOf, flowOf, shown } from '../testing.ts';
import type { TestRow } from '../testing.ts';

/** Steps with aggregates, run round by round over rows that the plain engine has put in order. */

const wideFields: readonly Field[] = [
  ...fields,
  { name: 'size', type: 'number' },
  { name: 'word', type: 'text' },
  { name: 'seen', type: 'time' },
  { name: 'flag', type: 'boolean' },
  { name: 'tags', type: 'list' },
];
export const wideSource = source('s', { fields: wideFields });

export interface Rounds {
  /** How many of the rows come by the end of each round; others come in a last one. Whole moments only. */
  readonly cuts: readonly number[];
  /** After which rounds it is stopped, written down and taken up by another. */
  readonly stops: readonly number[];
  readonly first?: (row: ReferenceRow) => boolean;
}

export interface Ran {
  readonly rows: readonly { readonly t: number | null; readonly id: string; readonly row: Row }[];
  readonly counts: ReturnType<NonNullable<Operator['counts']>>;
}

/** The last of the steps, given the rows of its input; `end` is the `until` of the last round. */
export function runStep(steps: readonly Step[], create: (context: StepContext) => Operator, input: readonly ReferenceRow[], { cuts, stops }: Rounds, end = Infinity): Ran {
  let { context } = contextOf(steps);
  let operator = create(context);
  const step = steps.at(-1);
  const { fields: seen } = unionOf(step !== undefined && 'input' in step ? step.input : [], rowsOfSteps(steps));
  const told: Ran['rows'][number][] = [];
  let done = 0;
  [...cuts, input.length].forEach((cut, round) => {
    let to = Math.max(done, Math.min(cut, input.length));
    while (to > 0 && to < input.length && input[to]?.time === input[to - 1]?.time) to += 1;
    const rows = input.slice(done, to).map((row): TestRow => ({ ...row.values, t: row.time ?? NaN }));
    const last = round === cuts.length;
    const until = last ? end : to === 0 ? -1 : (input[to - 1]?.time ?? 0);
    // Rows that are not here stand between those that are, as a selection leaves them.
    const padded = rows.flatMap((row) => [row, { t: row.t, card: 'none of this', amount: 1e9 }]);
    const flow = rows.length === 0 ? undefined : round % 2 === 0 ? flowOf(seen, rows, { first: done }) : flowOf(seen, padded, { here: rows.map((_, index) => 2 * index) });
    told.push(...shown(operator.run([flow], until)[0]));
    done = to;
    if (!stops.includes(round)) return;
    context.texts.sweep((texts) => operator.mark?.(texts, { add: () => undefined }));
    context.keys.sweep((keys) => operator.mark?.({ add: () => undefined }, keys));
    const [state, texts, keys] = [operator.snapshot?.() ?? null, context.texts.snapshot(), context.keys.snapshot()].map(copied);
    ({ context } = contextOf(steps));
    context.texts.restore(texts ?? null);
    context.keys.restore(keys ?? null);
    operator = create(context);
    operator.restore?.(state ?? null);
  });
  return { rows: told, counts: operator.counts?.() ?? {} };
}

/** As it would be after it was written down. */
const copied = (state: State): State => structuredClone(state);

export const rounds: fc.Arbitrary<Rounds> = fc.record({
  cuts: fc.array(fc.nat(60), { maxLength: 6, size: 'max' }).map((cuts) => cuts.sort((a, b) => a - b)),
  stops: fc.subarray([0, 1, 2, 3]),
});

/** Numbers that are easy to get wrong, and others. */
const amount = fc.oneof(
  fc.constantFrom<number | null>(null, 0, -1.5, 2, 0.1, 0.005, 1e14, 9e14, -9e14, 45_035_996_273_704.96, 1e-15),
  fc.integer({ min: -500, max: 500 }).map((cents) => cents / 100),
);

export const wideRow: fc.Arbitrary<Row> = fc.record({
  at: fc.oneof(fc.nat(12), fc.nat(20_000).map((ms) => ms / 1000)),
  card: fc.constantFrom<Value>('c-1', 'c-1', 'c-2', 'c-3', null),
  amount, size: fc.oneof(amount, fc.constantFrom(4_503_599.7, 1e7 + 0.1, 3e9, -2e10)),
  word: fc.constantFrom<Value>('one', 'two', 'three', '', null),
  seen: fc.constantFrom<Value>(0, 1_700_000_000_000, 1_700_000_000_001, null),
  flag: fc.constantFrom<Value>(true, false, null),
  tags: fc.constantFrom<Value>([], ['a'], ['a', 'b'], null),
});

const where = fc.constantFrom(undefined, undefined, call('ge', ref('amount'), constant(0.5)), call('isPresent', ref('word')), call('isPresent', ref('amount')), call('isPresent', ref('size')));
const takes: Readonly<Record<AggregateName, readonly string[]>> = {
  count: [], sincePrevious: [], sum: ['amount', 'size'], average: ['amount', 'size'], stddev: ['amount', 'size'],
  min: ['amount', 'size', 'seen'], max: ['amount', 'size', 'seen'], distinct: ['amount', 'word', 'seen', 'flag'],
  first: ['amount', 'word', 'seen', 'flag', 'tags'], last: ['amount', 'word', 'seen', 'flag', 'tags'],
};

export const feature: fc.Arbitrary<Omit<RollingFeature, 'into'>> = fc.constantFrom(...aggregateNames).chain((fn) =>
  fc.record({
    fn: fc.constant(fn), of: takes[fn].length === 0 ? fc.constant(undefined) : fc.constantFrom(...takes[fn]), where,
    window: fc.constantFrom(1, 1000, 2000, 5000), frame: fc.constantFrom('through' as const, 'before' as const),
  }),
);

/** A field of the type that the aggregate has. */
export function resultField(name: string, { fn, of }: Pick<RollingFeature, 'fn' | 'of'>): Field {
  const same = fn === 'min' || fn === 'max' || fn === 'first' || fn === 'last';
  return same ? { name, type: wideFields.find((field) => field.name === of)?.type ?? 'number' } : number(name);
}
