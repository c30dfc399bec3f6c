import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { ranOver, somePayments, twoRules } from '../ledger/testing.ts';
import type { Payment, Ran } from '../ledger/testing.ts';
import { rowsIn } from '../ledger/bits.ts';
import { confusion, measure, measureByPeriod } from './measure.ts';
import type { Measured } from './model.ts';
import { shareOf } from './wilson.ts';

/** Measures held against those worked out in the plainest way, from row objects alone. */

const day = 86_400_000;
const hour = 3_600_000;

interface Plain {
  readonly warmUp: number;
  readonly maturity: number;
}

/** What is known of a payment: true, false, or undefined. */
function truthOf(rows: readonly Payment[], row: Payment, { maturity }: Plain): boolean | undefined {
  const last = Math.max(...rows.map(({ at }) => at));
  const young = row.at > last - maturity;
  const assumed = !rows.some(({ fraud }) => fraud === false);
  return young ? undefined : (row.fraud ?? (assumed ? false : undefined));
}

const countingOf = (rows: readonly Payment[], { warmUp }: Plain): readonly Payment[] => rows.filter(({ at }) => at >= Math.min(...rows.map((row) => row.at)) + warmUp);

function expectedOf(rows: readonly Payment[], caught: ReadonlySet<string>, unit: 'event' | 'key' | 'value', plain: Plain): Partial<Measured> {
  const counting = countingOf(rows, plain);
  const things = unit === 'key' ? groupsOf(counting) : counting.map((row) => [row]);
  const tally = { caughtYes: 0, caughtNo: 0, caughtUnknown: 0, missedYes: 0, passedNo: 0 };
  for (const thing of things) {
    const truths = thing.map((row) => truthOf(rows, row, plain));
    const truth = truths.includes(true) ? true : truths.includes(false) ? false : undefined;
    const isCaught = thing.some(({ id }) => caught.has(id));
    const weight = unit === 'value' ? thing.reduce((sum, { amount }) => sum + (amount ?? 0), 0) : 1;
    if (truth === true) tally[isCaught ? 'caughtYes' : 'missedYes'] += weight;
    else if (truth === false) tally[isCaught ? 'caughtNo' : 'passedNo'] += weight;
    else if (isCaught) tally.caughtUnknown += weight;
  }
  return tally;
}

const groupsOf = (rows: readonly Payment[]): readonly (readonly Payment[])[] => [...new Set(rows.map(({ card }) => card))].filter((card) => card !== null).map((card) => rows.filter((row) => row.card === card));

const sentOf = ({ alerts }: Ran, node: string): ReadonlySet<string> => new Set(alerts.filter((alert) => alert.node === node).map(({ event }) => String(event['id'])));
const plains = fc.record({ warmUp: fc.constantFrom(0, 5 * hour, 2 * day), maturity: fc.constantFrom(0, day, 30 * day) });
const tallyOf = ({ caughtYes, caughtNo, caughtUnknown, missedYes, passedNo }: Measured) => ({ caughtYes, caughtNo, caughtUnknown, missedYes, passedNo });

describe.each(['event', 'key', 'value'] as const)('by %s', (unit) => {
  test('what was caught and what was not is what counting row by row comes to', async () => {
    await fc.assert(
      fc.asyncProperty(somePayments(), plains, async (rows, plain) => {
        const ran = await ranOver(twoRules(), { payments: rows });
        const { graph, alerts, rules } = measure(ran.ledger, { unit, ...plain });
        const [large, often] = [sentOf(ran, 'warn-large'), sentOf(ran, 'warn-often')];
        expect(tallyOf(graph)).toEqual(expectedOf(rows, new Set([...large, ...often]), unit, plain));
        expect(alerts.map(tallyOf)).toEqual([expectedOf(rows, large, unit, plain), expectedOf(rows, often, unit, plain)]);
        const hits = new Set((ran.streams.get('large.match') ?? []).map((row) => String(row['id'])));
        expect(tallyOf(rules.find(({ node }) => node === 'large') ?? graph)).toEqual(expectedOf(rows, hits, unit, plain));
      }),
      runs(40),
    );
  });
});

describe('ratios', () => {
  test('precision, recall, F1, false alarms for each true one, alerts a day and cost follow from the counts', async () => {
    await fc.assert(
      fc.asyncProperty(somePayments(), plains, async (rows, plain) => {
        const ran = await ranOver(twoRules(), { payments: rows });
        const { graph, basis } = measure(ran.ledger, { ...plain, costs: { review: 5, falseAlarm: 10, missed: 0.5 } });
        const { caughtYes: tp, caughtNo: fp, missedYes: fn = 0 } = graph;
        expect(graph.precision?.share).toBe(tp + fp === 0 ? undefined : tp / (tp + fp));
        expect(graph.recall?.share).toBe(tp + fn === 0 ? undefined : tp / (tp + fn));
        if (tp + fn > 0) expect(graph.f1).toBeCloseTo((2 * tp) / (2 * tp + fp + fn));
        expect(graph.falsePositiveRatio).toBe(tp === 0 ? undefined : fp / tp);
        const from = Math.min(...rows.map(({ at }) => at)) + plain.warmUp;
        const counting = countingOf(rows, plain);
        const sent = ran.alerts.filter(({ time }) => (time ?? 0) >= from);
        const days = counting.length === 0 ? 0 : Math.floor(Math.max(...rows.map(({ at }) => at)) / day) - Math.floor(from / day) + 1;
        expect(basis.days ?? 0).toBe(days);
        expect(graph.alerts).toBe(sent.length);
        expect(graph.alertsADay).toBe(days === 0 ? undefined : sent.length / days);
        const wrong = sent.filter(({ event }) => truthOf(rows, rows.find(({ id }) => id === event['id']) ?? rows[0] as Payment, plain) === false);
        const ids = new Set(ran.alerts.map(({ event }) => event['id']));
        const missed = counting.filter((row) => truthOf(rows, row, plain) === true && !ids.has(row.id)).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
        const right = counting.filter((row) => truthOf(rows, row, plain) === true && ids.has(row.id)).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
        expect([graph.amountMissed, graph.amountCaught]).toEqual([missed, right]);
        expect(graph.cost).toBeCloseTo(5 * sent.length + 10 * wrong.length + 0.5 * missed);
      }),
      runs(40),
    );
  });

  test('by alert: one is true where a row behind it is', async () => {
    await fc.assert(
      fc.asyncProperty(somePayments(), async (rows) => {
        const ran = await ranOver(twoRules(), { payments: rows });
        const plain = { warmUp: 0, maturity: 0 };
        const { graph, rules } = measure(ran.ledger, { unit: 'alert', ...plain });
        const truths = ran.alerts.map(({ event }) => truthOf(rows, rows.find(({ id }) => id === event['id']) as Payment, plain));
        expect(graph).toMatchObject({ caughtYes: truths.filter((each) => each === true).length, caughtNo: truths.filter((each) => each === false).length, caughtUnknown: truths.filter((each) => each === undefined).length, missedYes: undefined });
        expect(rules).toEqual([]);
      }),
      runs(20),
    );
  });

  test('Wilson’s interval', () => {
    expect(shareOf(5, 5)).toEqual({ share: 1, of: 5, low: expect.closeTo(0.5655, 4) as number, high: 1 });
    expect(shareOf(0, 10)).toEqual({ share: 0, of: 10, low: 0, high: expect.closeTo(0.2775, 4) as number });
    expect(shareOf(30, 100)).toEqual({ share: 0.3, of: 100, low: expect.closeTo(0.2189, 4) as number, high: expect.closeTo(0.3958, 4) as number });
    expect(shareOf(0, 0)).toBeUndefined();
  });
});

describe('the table of what was caught', () => {
  test('names the rows in each cell', async () => {
    await fc.assert(
      fc.asyncProperty(somePayments(), plains, async (rows, plain) => {
        const ran = await ranOver(twoRules(), { payments: rows });
        const cells = confusion(ran.ledger, { node: 'warn-large' }, plain);
        const caught = sentOf(ran, 'warn-large');
        const of = (isCaught: boolean, truth: boolean | undefined): readonly string[] =>
          countingOf(rows, plain).filter((row) => caught.has(row.id) === isCaught && truthOf(rows, row, plain) === truth).map(({ id }) => id);
        const named = (bits: readonly Uint32Array[]): readonly (string | undefined)[] => [...rowsIn(bits[0] ?? new Uint32Array(0))].map((row) => rows[row]?.id);
        expect(named(cells.caughtYes)).toEqual(of(true, true));
        expect(named(cells.caughtNo)).toEqual(of(true, false));
        expect(named(cells.caughtUnknown)).toEqual(of(true, undefined));
        expect(named(cells.missedYes)).toEqual(of(false, true));
        expect(named(cells.passedNo)).toEqual(of(false, false));
      }),
      runs(20),
    );
  });
});

describe('an event that shares its key with an alert of the day', () => {
  test('is caught, where that is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(somePayments(), async (rows) => {
        const ran = await ranOver(twoRules(), { payments: rows });
        const { graph } = measure(ran.ledger, { catching: 'key', warmUp: 0, zone: 'Asia/Shanghai' });
        const dayOf = (at: number): number => Math.floor((at + 8 * hour) / day);
        const caught = rows.filter((row) => ran.alerts.some(({ time, event }) => event['id'] === row.id || (row.card !== null && event['card'] === row.card && dayOf(time ?? 0) === dayOf(row.at))));
        expect(tallyOf(graph)).toEqual(expectedOf(rows, new Set(caught.map(({ id }) => id)), 'event', { warmUp: 0, maturity: 0 }));
      }),
      runs(30),
    );
  });
});

describe('over time', () => {
  test.each(['day', 'week'] as const)('each %s is what its own events come to, and all of them add up', async (period) => {
    await fc.assert(
      fc.asyncProperty(somePayments(60, 12), plains, async (rows, plain) => {
        const { ledger, ...ran } = await ranOver(twoRules(), { payments: rows });
        const periods = measureByPeriod(ledger, {}, { ...plain, period });
        const caught = new Set(ran.alerts.map(({ event }) => String(event['id'])));
        for (const { from, to, ...own } of periods) {
          const inside = countingOf(rows, plain).filter(({ at }) => at >= from && at < to);
          const of = (isCaught: boolean, truth: boolean): number => inside.filter((row) => caught.has(row.id) === isCaught && truthOf(rows, row, plain) === truth).length;
          expect([own.caughtYes, own.caughtNo, own.missedYes, own.passedNo]).toEqual([of(true, true), of(true, false), of(false, true), of(false, false)]);
          expect(new Date(from).getUTCHours()).toBe(0);
          expect(period === 'day' ? (to - from) / day : new Date(from).getUTCDay()).toBe(1);
        }
        const { graph } = measure(ledger, plain);
        const sum = (pick: (own: Measured) => number | undefined): number => periods.reduce((all, own) => all + (pick(own) ?? 0), 0);
        if (periods.length > 0) expect([sum((own) => own.caughtYes), sum((own) => own.missedYes), sum((own) => own.alerts)]).toEqual([graph.caughtYes, graph.missedYes, graph.alerts]);
      }),
      runs(30),
    );
  });
});

test('days are those of the zone: their amounts, alerts and cost, and how many there are', async () => {
  await fc.assert(
    fc.asyncProperty(somePayments(60, 12), plains, async (rows, plain) => {
      const { ledger, alerts } = await ranOver(twoRules(), { payments: rows });
      const zone = 'Asia/Shanghai';
      const options = { ...plain, zone, costs: { review: 2, falseAlarm: 3, missed: 0.25 } };
      const dayOf = (at: number): number => Math.floor((at + 8 * hour) / day);
      const counting = countingOf(rows, plain);
      const begin = Math.min(...rows.map(({ at }) => at)) + plain.warmUp;
      const ids = new Set(alerts.map(({ event }) => event['id']));
      const { basis } = measure(ledger, options);
      expect(basis.zone).toBe(zone);
      if (counting.length > 0) expect(basis.days).toBe(dayOf(rows.at(-1)?.at ?? 0) - dayOf(begin) + 1);
      for (const { from, to, ...own } of measureByPeriod(ledger, {}, { ...options, period: 'day' })) {
        expect(to - from).toBe(day);
        const today = dayOf(from);
        const sum = (isCaught: boolean): number =>
          counting.reduce((all, row) => (dayOf(row.at) === today && truthOf(rows, row, plain) === true && ids.has(row.id) === isCaught ? all + (row.amount ?? 0) : all), 0);
        const sent = alerts.filter(({ time }) => dayOf(time ?? 0) === today && (time ?? 0) >= begin);
        const wrong = sent.filter(({ event }) => rows.some((row) => row.id === event['id'] && truthOf(rows, row, plain) === false));
        expect([own.amountCaught, own.amountMissed, own.alerts, own.alertsADay]).toEqual([sum(true), sum(false), sent.length, sent.length]);
        expect(own.cost).toBeCloseTo(2 * sent.length + 3 * wrong.length + 0.25 * sum(false));
      }
    }),
    runs(20),
  );
});

test('of what was missed, so many stood behind an alert that was held back', async () => {
  await fc.assert(
    fc.asyncProperty(somePayments(60, 2), plains, async (rows, plain) => {
      const ran = await ranOver(twoRules(), { payments: rows });
      const sent = new Set(ran.alerts.map(({ event }) => event['id']));
      const hits = new Set((ran.streams.get('often.match') ?? []).map((row) => row['id']));
      const held = countingOf(rows, plain).filter((row) => truthOf(rows, row, plain) === true && !sent.has(row.id) && hits.has(row.id));
      expect(measure(ran.ledger, plain).heldBack).toBe(held.length);
    }),
    runs(20),
  );
});

describe('overlap', () => {
  test('how many events two rules share, and what each alone caught', async () => {
    await fc.assert(
      fc.asyncProperty(somePayments(), async (rows) => {
        const ran = await ranOver(twoRules(30, 1), { payments: rows });
        const { overlap } = measure(ran.ledger, { warmUp: 0 });
        const hits = overlap.rules.map(({ node, port }) => new Set((ran.streams.get(`${node}.${port}`) ?? []).map((row) => row['id'])));
        expect(overlap.counts).toEqual(hits.map((one) => hits.map((other) => [...one].filter((id) => other.has(id)).length)));
        expect(overlap.alone).toEqual(hits.map((one, at) => [...one].filter((id) => !hits.some((other, index) => index !== at && other.has(id))).length));
      }),
      runs(20),
    );
  });
});

test('where labels only say yes, what has none is taken to be none', async () => {
  const rows: readonly Payment[] = [0, 1, 2].map((at) => ({ id: `p-${at}`, at: at * day, card: 'a', amount: 60, fraud: at === 0 ? true : null }));
  const { ledger } = await ranOver(twoRules(), { payments: rows });
  const { basis, graph } = measure(ledger, { warmUp: 0, maturity: day });
  expect(basis).toMatchObject({ assumed: true, yes: 1, no: 1, unknown: 1, young: 1 });
  expect(graph).toMatchObject({ caughtYes: 1, caughtNo: 1, caughtUnknown: 1 });
});

test('data shorter than twice its longest window is measured from its beginning, which is said', async () => {
  const rows: readonly Payment[] = [0, 1].map((at) => ({ id: `p-${at}`, at, card: 'a', amount: 60, fraud: true }));
  const { ledger } = await ranOver(twoRules(), { payments: rows });
  expect(measure(ledger).basis).toMatchObject({ short: true, warmUp: 0, early: 0 });
});
