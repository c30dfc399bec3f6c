import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Compilation } from '../../compile/compile.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Reading } from '../../data/read/reading.ts';
import { ranOver, somePayments, twoRules } from '../ledger/testing.ts';
import type { Payment } from '../ledger/testing.ts';
import type { SuggestOptions, Suggestion } from './model.ts';
import { curveOf, suggest } from './suggest.ts';
import { nameOfThreshold, thresholdsOf } from './thresholds.ts';

const day = 86_400_000;

function suggestFor(compilation: Compilation, name: string, rows: readonly Payment[], options: SuggestOptions): Promise<Suggestion> {
  const threshold = thresholdsOf(compilation).find((each) => each.node === name);
  if (threshold === undefined) throw new Error(`no threshold in ${name}`);
  const inputs = (sources: readonly string[]) =>
    Promise.resolve(new Map(compilation.plan.steps.flatMap((step) => (step.op === 'source' && sources.includes(step.id) ? [[step.id, inputOf(readingOf([...rows], step.fields))] as const] : []))));
  return suggest({ compilation, inputs }, threshold, { warmUp: 0, ...options });
}

async function* inputOf(reading: Reading): AsyncGenerator<Reading, readonly []> {
  yield await Promise.resolve(reading);
  return [];
}

/** What a value comes to, found by running the graph with it and counting rows. */
async function plainly(name: 'large' | 'often', value: number, rows: readonly Payment[], from: number, to: number, days: number) {
  const ran = await ranOver(name === 'large' ? twoRules(value) : twoRules(50, value), { payments: rows });
  const hits = new Set((ran.streams.get(`${name}.match`) ?? []).map((row) => row['id']));
  const inside = rows.filter(({ at }) => at >= from && at < to);
  const assumed = !rows.some(({ fraud }) => fraud === false);
  const count = (isCaught: boolean, truth: boolean): number => inside.filter((row) => hits.has(row.id) === isCaught && (row.fraud ?? (assumed ? false : undefined)) === truth).length;
  const alerts = ran.alerts.filter(({ node, time }) => node === `warn-${name}` && (time ?? 0) >= from && (time ?? 0) < to).length;
  return { caughtYes: count(true, true), caughtNo: count(true, false), missedYes: count(false, true), alerts, alertsADay: alerts / days };
}

const payments = somePayments(50, 6).filter((rows) => rows.some(({ fraud }) => fraud === true) && Math.floor((rows.at(-1)?.at ?? 0) / day) > Math.floor((rows[0]?.at ?? 0) / day));

describe.each(['large', 'often'] as const)('%s', (name) => {
  test('each value comes to what a run of its own comes to, suppression included', async () => {
    await fc.assert(
      fc.asyncProperty(payments, async (rows) => {
        const { curve, split = 0, days } = await suggestFor(twoRules(), name, rows, { goal: 'f1' });
        const [first, last] = [Math.floor((rows[0]?.at ?? 0) / day), Math.floor((rows.at(-1)?.at ?? 0) / day)];
        expect(days.earlier + days.later).toBe(last - first + 1);
        expect(split).toBe((first + days.earlier) * day);
        for (const { value, earlier, later } of curve) {
          expect(earlier).toMatchObject(await plainly(name, value, rows, -Infinity, split, days.earlier));
          expect(later).toMatchObject(await plainly(name, value, rows, split, Infinity, days.later));
        }
      }),
      runs(5),
    );
  });
});

test('by key, what a rule takes is with it what has the key of an alert that came of it, on its day', async () => {
  await fc.assert(
    fc.asyncProperty(payments, async (rows) => {
      const { curve } = await suggestFor(twoRules(), 'large', rows, { goal: 'f1', catching: 'key' });
      for (const { value, whole } of curve) {
        const ran = await ranOver(twoRules(value), { payments: rows });
        const hits = new Set((ran.streams.get('large.match') ?? []).map((row) => row['id']));
        const told = new Set(ran.alerts.flatMap(({ node, key, time }) => (node === 'warn-large' && key !== null ? [`${key} ${Math.floor((time ?? 0) / day)}`] : [])));
        const caught = rows.filter(({ id, card, at }) => hits.has(id) || (card !== null && told.has(`${card} ${Math.floor(at / day)}`)));
        expect(whole.caughtYes).toBe(caught.filter(({ fraud }) => fraud === true).length);
      }
    }),
    runs(5),
  );
});

test('the best value is the best of those that rows have, and of the one that stands there', async () => {
  await fc.assert(
    fc.asyncProperty(payments, async (rows) => {
      const { best, split = 0, days } = await suggestFor(twoRules(), 'large', rows, { goal: 'f1' });
      const values = [...new Set([50, ...rows.flatMap(({ amount }) => amount ?? [])])];
      const all = await Promise.all(values.map((value) => plainly('large', value, rows, -Infinity, split, days.earlier)));
      const f1 = all.map(({ caughtYes, caughtNo, missedYes }) => (2 * caughtYes) / (2 * caughtYes + caughtNo + missedYes));
      const isKnown = all.some(({ caughtYes, missedYes }) => caughtYes + missedYes > 0);
      expect(best?.earlier.f1).toBe(isKnown ? Math.max(...f1) : undefined);
    }),
    runs(5),
  );
});

describe('goals', () => {
  const rows: readonly Payment[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((at) =>
    [10, 60, 70, 80, 90].map((amount, index) => ({ id: `p-${at}-${index}`, at: at * day + index, card: `c-${index}`, amount, fraud: amount > 75 })),
  );

  test('the best F1', async () => {
    const { best, present } = await suggestFor(twoRules(), 'large', rows, { goal: 'f1' });
    expect(best).toMatchObject({ value: 70, earlier: { f1: 1 }, later: { f1: 1, alertsADay: 2 } });
    expect(present).toMatchObject({ value: 50, earlier: { caughtYes: 14, caughtNo: 14 } });
  });

  test('the best recall within so many alerts a day', async () => {
    expect((await suggestFor(twoRules(), 'large', rows, { goal: 'recall', alerts: 1 })).best).toMatchObject({ value: 80, earlier: { alertsADay: 1 } });
    const none = await suggestFor(twoRules(5), 'large', rows.filter(({ amount }) => amount === 80), { goal: 'recall', alerts: -1 });
    expect(none.best).toBeUndefined();
    expect(none.warnings).toContainEqual({ code: 'too-many-alerts', alerts: -1 });
  });

  test('the least cost', async () => {
    // To look at an alert costs more than what is lost by missing the smaller of the frauds.
    expect((await suggestFor(twoRules(), 'large', rows, { goal: 'cost', costs: { review: 85, missed: 1 } })).best).toMatchObject({ value: 80 });
  });
});

test('the curve of a threshold is what each value comes to over all days, and passes make up the whole of the work', async () => {
  const rows: readonly Payment[] = [10, 60, 70, 80, 90].map((amount, at) => ({ id: `p-${at}`, at: at * day, card: 'c', amount, fraud: amount > 75 }));
  const compilation = twoRules();
  const [threshold] = thresholdsOf(compilation);
  if (threshold === undefined) throw new Error('there is a threshold');
  const passes: { readonly from: number; readonly to: number }[] = [];
  const inputs = (sources: readonly string[], pass: { readonly from: number; readonly to: number }) => {
    passes.push(pass);
    return Promise.resolve(new Map(compilation.plan.steps.flatMap((step) => (step.op === 'source' && sources.includes(step.id) ? [[step.id, inputOf(readingOf([...rows], step.fields))] as const] : []))));
  };
  const { points } = await curveOf({ compilation, inputs }, threshold, { warmUp: 0 });
  expect(points.map(({ value, outcome: { caughtYes, caughtNo, missedYes } }) => [value, caughtYes, caughtNo, missedYes])).toEqual([[10, 2, 2, 0], [50, 2, 2, 0], [60, 2, 1, 0], [70, 2, 0, 0], [80, 1, 0, 1], [90, 0, 0, 2]]);
  expect([passes[0]?.from, passes.at(-1)?.to]).toEqual([0, 1]);
  expect(passes.slice(1).map(({ from }) => from)).toEqual(passes.slice(0, -1).map(({ to }) => to));
});

test('what cannot be told is pointed out', async () => {
  const row = (index: number, more: Partial<Payment> = {}): Payment => ({ id: `p-${index}`, at: index * day, card: 'a', amount: 60, fraud: false, ...more });
  const codes = async (rows: readonly Payment[]): Promise<readonly string[]> => (await suggestFor(twoRules(), 'large', rows, { goal: 'f1' })).warnings.map(({ code }) => code);
  expect(await codes([row(0), row(1)])).toEqual(['no-labels', 'never-varies']);
  expect(await codes([row(0, { fraud: true, amount: null }), row(1, { amount: null })])).toEqual(['never-seen']);
  expect(await codes([row(0, { fraud: true })])).toEqual(['no-days', 'never-varies']);
});

test('thresholds by name', () => {
  expect(thresholdsOf(twoRules()).map((each) => [nameOfThreshold(each), each.value, each.field])).toEqual([
    ['large.when.logic.>.1', 50, 'amount'],
    ['often.when.logic.>.1', 3, 'recent'],
  ]);
});
