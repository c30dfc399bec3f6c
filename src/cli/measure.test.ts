import { describe, expect, test } from 'vitest';
import type { Lang } from '../data/text.ts';
import { WrongUse } from './io.ts';
import { measureGraph } from './measure.ts';
import { largePayments, listen, row, testFolder } from './testing.ts';

const folder = testFolder();
const graph = 'large.rules.json';

/** Two large payments of one card and hour: the second is held back. */
const rows = [
  row('p1', 0, { card: 'c-1', amount: 150, fraud: true }),
  row('p2', 60, { card: 'c-1', amount: 200, fraud: true }),
  row('p3', 120, { card: 'c-2', amount: 300, fraud: false }),
  row('p4', 180, { card: 'c-3', amount: 20, fraud: true }),
  row('p5', 240, { card: 'c-4', amount: 30, fraud: false }),
];

async function run(args: readonly string[], lang: Lang = 'en'): Promise<{ code: number; out: string; err: string }> {
  await folder.write(graph, largePayments({ type: 'rows', rows }));
  const { io, out, err } = listen(folder.path(), lang);
  const code = await measureGraph([graph, '--warm-up', '0', ...args], io, () => []);
  return { code, out: out(), err: err() };
}

const json = async (...args: readonly string[]) => JSON.parse((await run(['--json', ...args])).out) as Record<string, Record<string, unknown>>;

describe('what it prints', () => {
  test('what is measured, then how good alerts and rules are, in either language', async () => {
    const { code, out, err } = await run([]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('5 payments on 1 March 2026: 3 labelled yes, 2 no');
    expect(out).toContain('Precision by payments: 50% (of only 2: with 95% certainty between');
    expect(out).toContain('Caught 1 and missed 2; 1 false');
    expect(out).toMatch(/^Alerts +Hits +A day +Precision +Recall +F1 +False\/true$/m);
    expect(out).toMatch(/^large +3 +3 +67% +67% +0\.67 +0\.5$/m);
    const chinese = (await run([], 'zh')).out;
    expect(chinese).toContain('标签为是 3 条，为否 2 条');
    expect(chinese).toContain('精确率');
  });

  test('by key, by alert, and with events that share a key with an alert of the day', async () => {
    expect((await json('--unit', 'key'))['graph']).toMatchObject({ caughtYes: 1, caughtNo: 1, missedYes: 1, passedNo: 1 });
    expect((await json('--unit', 'alert'))['graph']).toMatchObject({ caughtYes: 1, caughtNo: 1, alerts: 2 });
    expect((await json('--catch', 'key'))['graph']).toMatchObject({ caughtYes: 2, missedYes: 1 });
  });

  test('as data, with each day and the ids of what was missed', async () => {
    expect(await json('--cost-review', '5', '--cost-false', '1')).toMatchObject({ graph: { cost: 11 }, periods: [{ caughtYes: 1 }], missed: { pay: ['p2', 'p4'] } });
  });

  test('what was missed behind an alert that was held back is said; days are those of the zone', async () => {
    const { out } = await run(['--zone', 'Asia/Shanghai', '--by', 'day']);
    expect(out).toContain('Of what was missed, 1 payment came while an earlier alert of the same key held theirs back');
    expect(out).toContain('5 payments on 1 March 2026 (days in Asia/Shanghai)');
    expect(out).toMatch(/^1 March 2026 +2 /m);
  });

  test('young events are unknown', async () => {
    expect((await json('--maturity', '2m'))['basis']).toMatchObject({ young: 2, unknown: 2 });
  });
});

describe('labels from a second file', () => {
  test('by id', async () => {
    await folder.write('frauds.csv', 'id\np3\nunheard-of\n');
    expect(await json('--label', 'frauds.csv', '--on', 'id')).toMatchObject({ basis: { assumed: true, yes: 1, no: 4 }, graph: { caughtYes: 1, caughtNo: 1 } });
  });

  test('by a column that says so', async () => {
    await folder.write('cases.csv', 'id,outcome\np3,fraud\np1,fine\n');
    expect((await json('--label', 'cases.csv', '--on', 'id', '--says', 'outcome=fraud'))['basis']).toMatchObject({ assumed: false, yes: 1, no: 1, unknown: 3 });
  });

  test('by key and period', async () => {
    await folder.write('cards.csv', 'card,since,until\nc-1,2026-03-01T09:00:30Z,2026-03-02\n');
    expect((await json('--label', 'cards.csv', '--on', 'card', '--from', 'since', '--to', 'until'))['basis']).toMatchObject({ yes: 1, no: 4 });
  });
});

describe('a suggestion', () => {
  const days = Array.from({ length: 10 }, (_, day) => [
    row(`a${day}`, day * 86_400, { card: 'c-1', amount: 150, fraud: false }),
    row(`b${day}`, day * 86_400 + 1, { card: 'c-2', amount: 300, fraud: true }),
  ]).flat();
  const suggested = async (args: readonly string[], lang: Lang = 'en') => {
    await folder.write(graph, largePayments({ type: 'rows', rows: days }));
    const { io, out } = listen(folder.path(), lang);
    return { code: await measureGraph([graph, '--suggest', ...args], io, () => []), out: out() };
  };

  test('says which value is best, what it comes to on later days, and what others do', async () => {
    const { code, out } = await suggested(['large', '--best', 'recall', '--alerts', '1']);
    expect(code).toBe(0);
    expect(out).toContain('“large”: € 150 instead of € 100 gives the best recall');
    expect(out).toContain('Fitted on the first 7 days, reported on the 3 from 8 March 2026 on');
    expect(out).toMatch(/^ +150 +100% +100% +1\.00 +1 +100% +100% +1\.00 +1 +best$/m);
    expect(out).toMatch(/ 2 +as it is$/m);
    expect((await suggested(['large', '--best', 'recall', '--alerts', '1'], 'zh')).out).toContain('取 € 150（现为 € 100）召回率最高');
  });

  test('as data, by its whole name', async () => {
    const { best, curve } = JSON.parse((await suggested(['large.when.logic.>.1', '--json'])).out) as Record<string, { value: number; length: number }>;
    expect([best?.value, curve?.length]).toEqual([150, 3]);
  });

  test('exit 1 where there is none', async () => {
    expect((await suggested(['large', '--best', 'recall', '--alerts', '0', '--maturity', '90d'])).code).toBe(1);
  });

  test.each([
    [['nope'], 'There is no threshold “nope”. There are:\n  large.when.logic.>.1  100'],
    [['large', '--best', 'beauty'], '--best takes f1, recall or cost'],
    [['large', '--best', 'cost'], '--best cost needs a cost'],
    [['large', '--alerts', 'few'], '--alerts takes a number'],
    [['large', '--source', 'pay=-'], 'it cannot be standard input'],
  ])('%j is wrong use', async (args, words) => {
    await expect(suggested(args)).rejects.toThrow(words);
  });
});

test.each([
  [['--best', 'f1'], 'belong to --suggest NODE'],
  [['--unit', 'card'], '--unit takes event, key, alert or value'],
  [['--maturity', 'long'], '--maturity takes a length of time'],
  [['--cost-review', '-1'], '“--cost-review”'],
  [['--label', 'x.csv'], '--label FILE needs --on FIELD'],
  [['--on', 'id'], 'belong to --label FILE'],
  [['--label', 'x.csv', '--on', 'nope'], 'No source has a field “nope”'],
  [['--label', 'x.csv', '--on', 'id'], 'There is no file “x.csv”'],
  [['--key', 'nope'], 'No source has the field “nope”'],
  [['--zone', 'Mars/Base'], 'There is no time zone “Mars/Base”'],
])('%j is wrong use', async (args, words) => {
  const asked = run(args);
  await expect(asked).rejects.toThrow(words);
  await expect(asked).rejects.toBeInstanceOf(WrongUse);
});
