import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { documentOf, payments } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Alert, Listener } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { runSavedTest } from '../saved-tests.ts';
import { keepAsTest } from './keep.ts';
import type { KeepAsked, Kept } from './keep.ts';
import { createMask } from './mask.ts';
import { reduced } from './reduce.ts';

/** Twenty payments of two cards, a minute apart; the third within ten minutes of one card warns. */
const rows = Array.from({ length: 20 }, (_, at) => ({ id: `p${at}`, at: new Date(Date.UTC(2026, 2, 1, 9, at)).toISOString(), card: at % 5 === 0 ? 'a' : `other${at}`, amount: 10 + at, country: 'DE' }));

const document = documentOf(
  [
    payments('pay'),
    ['habits', 'rolling', { key: ['card'], features: [{ name: 'count10', fn: 'count', within: '10m' }] }],
    ['many', 'condition', { when: { logic: { '>=': [{ var: 'count10' }, 3] } } }],
    ['warn', 'alert', { severity: 'high', key: ['card'], title: 'Card {card}', message: '{count10} payments', channels: [] }],
  ],
  ['pay > habits', 'habits > many', 'many.match > warn'],
);
const compilation = compile(document);
const { plan } = compilation;
const between = () => Promise.resolve();

const replayOf = (all: readonly object[]) => (listener: Listener): Promise<void> => {
  const engine = createEngine(plan, { listener });
  for (const step of plan.steps) if (step.op === 'source') for (const row of all) engine.push(step.id, readingOf([row], step.fields));
  engine.finish();
  return Promise.resolve();
};
const replay = replayOf(rows);
const keep = (asked: KeepAsked, masked = false): Promise<Kept> => keepAsTest(asked, masked, { compilation, tables: new Map(), replay, patience: { mostTries: 200, between } });

async function alerts(): Promise<readonly Alert[]> {
  const found: Alert[] = [];
  await replay({ alert: (alert) => void found.push(alert) });
  return found;
}

test('an alert keeps the fewest rows that raise it, and the test of them passes', async () => {
  const [first] = await alerts();
  expect(first?.key).toBe('a');
  const kept = await keep({ type: 'alert', id: first?.id ?? '' });
  if (kept.test === undefined) throw new Error(kept.why);
  expect(kept.test.given['pay']?.map(({ id }) => id)).toEqual(['p0', 'p5', 'p10']);
  expect(kept.test).toMatchObject({ match: 'exact', expect: [{ alert: 'warn', key: 'a' }] });
  expect(runSavedTest({ name: 't', ...kept.test }, compilation, new Map()).passed).toBe(true);
  expect(await keep({ type: 'alert', id: 'none' })).toEqual({ test: undefined, why: 'gone' });
});

test('a row that raised an alert keeps that; one that raised none keeps its key as it was, and that nothing comes', async () => {
  const raised = await keep({ type: 'row', stream: 'pay.events', place: 10 });
  expect(raised).toMatchObject({ about: { type: 'alert', node: 'warn', key: 'a' }, test: { match: 'exact' } });
  const quiet = await keep({ type: 'row', stream: 'pay.events', place: 5 });
  expect(quiet).toMatchObject({ about: { type: 'row', id: 'p5' }, test: { match: 'none', expect: [] } });
  expect(quiet.test?.given['pay']?.map(({ id }) => id)).toEqual(['p0', 'p5']);
});

test('of a row that raised none stay the rows by which the same conditions stop it', async () => {
  // The count of the last ten minutes stopped it: earlier payments of the card say nothing.
  const quiet = await keep({ type: 'row', stream: 'pay.events', place: 15 });
  expect(quiet.test === undefined ? undefined : quiet.about).toEqual({ type: 'alert', node: 'warn', key: 'a' });
  const alone = await keep({ type: 'row', stream: 'pay.events', place: 7 });
  expect(alone.test?.given['pay']?.map(({ id }) => id)).toEqual(['p7']);
  const later = await keepAsTest({ type: 'row', stream: 'pay.events', place: 5 }, false, {
    compilation, tables: new Map(), patience: { mostTries: 200, between },
    replay: replayOf(rows.map((row, at) => (at === 0 ? row : { ...row, at: new Date(Date.UTC(2026, 2, 1, 10, at)).toISOString() }))),
  });
  expect(later.test?.given['pay']?.map(({ id }) => id)).toEqual(['p5']);
});

test('a row that came too late keeps what it would have raised in time', async () => {
  const late = [...rows.filter((_, at) => at !== 10), rows[10] ?? {}];
  const kept = await keepAsTest({ type: 'row', stream: 'pay.late', place: 0 }, false, { compilation, tables: new Map(), replay: replayOf(late), patience: { mostTries: 200, between } });
  if (kept.test === undefined) throw new Error(kept.why);
  expect(kept.about).toEqual({ type: 'alert', node: 'warn', key: 'a' });
  expect(kept.test.given['pay']?.map(({ id }) => id)).toEqual(['p0', 'p5', 'p10']);
  expect(runSavedTest({ name: 't', ...kept.test }, compilation, new Map()).passed).toBe(true);
});

test('a smallest part is found, within patience', async () => {
  const numbers = Array.from({ length: 100 }, (_, at) => at);
  const holds = (some: readonly number[]): boolean => some.includes(7) && some.includes(60) && some.includes(61);
  expect(await reduced(numbers, holds, { mostTries: 1000, between })).toEqual([7, 60, 61]);
  expect(holds(await reduced(numbers, holds, { mostTries: 3, between }))).toBe(true);
});

test('masked values still tell rows apart, across sources, and nothing is left of what they were', () => {
  const mask = createMask();
  const fields = [{ name: 'card', type: 'text', roles: ['sensitive'] }, { name: 'born', type: 'time', roles: ['sensitive'] }, { name: 'amount', type: 'number' }] as const;
  expect(mask([{ card: 'x', born: '1990-01-01', amount: 5 }, { card: 'y', amount: 6 }, { card: 'x' }, { card: null }], fields)).toEqual([{ card: 'card-1', amount: 5 }, { card: 'card-2', amount: 6 }, { card: 'card-1' }, { card: null }]);
  expect(mask([{ card: 'y' }], fields)).toEqual([{ card: 'card-2' }]);
});
