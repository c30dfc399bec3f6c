import { describe, expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import type { ReadNote, Reading } from '../../data/read/reading.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Alert } from '../../engine/contract.ts';
import { explainAlert, explainEvent, explainRow } from './explain.ts';
import { createLandmarks } from './landmarks.ts';
import type { Inquiry, Keeping } from './runs.ts';

const begun = Date.UTC(2026, 2, 1);
const size = 10;
const count = 1000;
/** A large payment in every hundred; ten rows to a reading, one a second. */
const rows = Array.from({ length: count }, (_, at) => ({
  id: `p${at}`,
  at: begun + at * 1000,
  card: `c${at % 3}`,
  amount: at % 100 === 99 ? 500 : 10,
}));

const compilation = compile(
  documentOf(
    [
      payments('pay'),
      payments('other'),
      ['habits', 'rolling', { key: ['card'], features: [{ name: 'n', fn: 'count', within: '20s' }] }],
      ['large', 'condition', { when: above('amount', 100) }],
      ['warn', 'alert', { severity: 'high', key: ['card'], title: 'Look', message: '', channels: ['desk'], once: '3s' }],
      ['aside', 'condition', { when: above('amount', 100) }],
    ],
    ['pay > habits', 'habits > large', 'large.match > warn', 'other > aside'],
  ),
);

interface Told {
  readonly inquiry: Inquiry;
  /** How often inputs were opened, of which sources; how many readings were taken; how many inputs are still open. */
  readonly opened: (readonly string[])[];
  readonly read: () => number;
  readonly left: () => number;
}

function inquiryOf(keeping?: Keeping): Told {
  const opened: (readonly string[])[] = [];
  let [read, left] = [0, 0];
  async function* input(source: string): AsyncGenerator<Reading, readonly ReadNote[]> {
    left += 1;
    try {
      const step = compilation.plan.steps.find(({ id }) => id === source);
      for (let from = 0; from < count && step?.op === 'source'; from += size) {
        read += 1;
        yield await Promise.resolve(readingOf(rows.slice(from, from + size), step.fields));
      }
      return [];
    } finally {
      left -= 1;
    }
  }
  const inputs = (sources: readonly string[]) => {
    opened.push(sources);
    return Promise.resolve(new Map(sources.map((source) => [source, input(source)])));
  };
  return { inquiry: { compilation, inputs, keeping }, opened, read: () => read, left: () => left };
}

async function alerts(): Promise<readonly string[]> {
  const answer = await explainAlert(inquiryOf().inquiry, '');
  return answer.found === undefined ? answer.some : [];
}

describe('what is read of the input', () => {
  test('only sources that have to do with it, and no further than needed', async () => {
    const [first = ''] = await alerts();
    const { inquiry, opened, read, left } = inquiryOf();
    expect((await explainAlert(inquiry, first)).found).toHaveLength(1);
    expect(opened).toEqual([['pay']]);
    // The row at 99 s is told of once 100 s have passed; what was held back within 3 s of it once 103 s have.
    expect(read()).toBe(11);
    expect(left()).toBe(0);
  });

  test('once, where enough is kept; again, where that would be too much', async () => {
    const last = (await alerts()).at(-1) ?? '';
    const kept = inquiryOf({ rowsApart: 100, values: Infinity });
    const forgotten = inquiryOf({ rowsApart: 100, values: 0 });
    const [one, other] = [await explainAlert(kept.inquiry, last), await explainAlert(forgotten.inquiry, last)];
    expect(one.found).toHaveLength(1);
    expect(one).toEqual(other);
    expect([kept.opened.length, kept.left()]).toEqual([1, 0]);
    expect([forgotten.opened.length, forgotten.left()]).toEqual([2, 0]);
  });

  test('to the end for an event, as its id may come again', async () => {
    const { inquiry, opened, read, left } = inquiryOf({ rowsApart: 50, values: Infinity });
    const { found } = await explainEvent(inquiry, 'pay', 'p500');
    expect(found?.[0]?.about).toMatchObject({ event: 'p500', number: 1, of: 1 });
    expect([opened.length, read(), left()]).toEqual([1, count / size, 0]);
  });
});

test('the beginning of an id is an answer only where no other alert begins so', async () => {
  const all: Pick<Alert, 'id'>[] = (await alerts()).map((id) => ({ id }));
  const [first] = all;
  const { found } = await explainAlert(inquiryOf().inquiry, first?.id.slice(0, 8) ?? '');
  expect(found?.[0]?.alerts).toMatchObject([{ id: first?.id }]);
  expect(await explainAlert(inquiryOf().inquiry, first?.id.slice(0, 3) ?? '')).toMatchObject({ found: undefined });
});

describe('landmarks', () => {
  const told = async (inquiry: Inquiry): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    for (const id of ids) found.push(await explainAlert(inquiry, id, timeOf(id)));
    for (const place of [999, 3, 503, 500]) found.push(await explainRow(inquiry, 'habits.out', place));
    return found;
  };
  let ids: readonly string[] = [];
  const times = new Map<string, number | null>();
  const timeOf = (id: string): number | null | undefined => times.get(id);

  test('what is found does not depend on them; what was gone through is not gone through again', async () => {
    ids = (await alerts()).toReversed();
    for (const id of ids) {
      const { found } = await explainAlert(inquiryOf().inquiry, id);
      const about = found?.[0]?.about;
      times.set(id, about?.type === 'alert' ? about.alert.time : null);
    }
    const plain = await told(inquiryOf().inquiry);
    const few = { rowsApart: 40, values: Infinity };
    const { inquiry, left } = inquiryOf(few);
    const landmarks = createLandmarks();
    expect(await told({ ...inquiry, landmarks })).toEqual(plain);
    expect(await told({ ...inquiry, landmarks })).toEqual(plain);
    expect(left()).toBe(0);
    const scarce = createLandmarks(10_000);
    expect(await told({ ...inquiry, landmarks: scarce })).toEqual(plain);
    expect(await told({ ...inquiry, landmarks: scarce })).toEqual(plain);
  });
});

test('of too many landmarks every other one goes, and none comes back beside another', () => {
  const { plan } = compilation;
  const landmarks = createLandmarks(1000);
  const put = (rows: number): void => landmarks.put(plan, { snapshot: new Uint8Array(100), reached: [], rows, counts: {}, readings: new Map() });
  for (let rows = 0; rows < 4000; rows += 100) put(rows);
  const kept = new Set(Array.from({ length: 4000 }, (_, at) => landmarks.last(plan, ({ rows }) => rows <= at)?.rows));
  expect(kept.size).toBeLessThanOrEqual(11);
  expect(kept.size).toBeGreaterThan(4);
  expect(landmarks.last({ ...plan, steps: [] }, () => true)).toBeUndefined();
});
