import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, paymentFields, payments } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Reading } from '../../data/read/reading.ts';
import type { Row } from '../../data/field.ts';
import type { Alert } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { explainAlert, explainEvent } from '../explain/explain.ts';
import type { Input } from '../feed.ts';
import { call } from './calls.ts';
import type { Call } from './calls.ts';
import { explainLiveAlert, explainLiveEvent, explanationsAsData } from './explain.ts';

/** A live run and the file of all that came, explained side by side. */

const compilation = compile(documentOf(
  [
    payments('pay'),
    payments('other'),
    ['habits', 'rolling', { key: ['card'], features: [{ name: 'many', fn: 'count', within: '10s' }] }],
    ['often', 'condition', { when: above('many', 2) }],
    ['warn', 'alert', { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: ['desk'], once: '5s' }],
    ['both', 'merge', {}],
    ['keep', 'output', { target: { type: 'file', settings: { path: 'kept.csv' } } }],
  ],
  ['pay > habits', 'habits > often', 'often.match > warn', 'often.rest > both', 'other > both', 'both > keep'],
));
const { plan } = compilation;

const rows: readonly Row[] = Array.from({ length: 60 }, (_, index) => ({
  id: `p${index}`, at: Date.UTC(2026, 2, 1, 9) + index * 2000, card: `c${index % 3 === 0 ? 'x' : 'y'}`, amount: index,
}));
const calls: readonly Call[] = rows.flatMap((row, index): readonly Call[] => [
  ...(index === 0 ? [{ type: 'idle', source: 'other' } as const] : []),
  { type: 'rows', source: 'pay', reading: readingOf([row], paymentFields) },
  ...(index % 20 === 19 ? [{ type: 'advance', source: 'pay', to: Number(row['at']) } as const] : []),
]);

async function* told(from: number): AsyncGenerator<Call> {
  for (const each of calls.slice(from)) yield await Promise.resolve(each);
}
async function* read(): AsyncGenerator<Reading, readonly []> {
  yield await Promise.resolve(readingOf(rows, paymentFields));
  return [];
}
const inFile = { compilation, inputs: () => Promise.resolve(new Map<string, Input>([['pay', read()]])) };

const alerts: Alert[] = [];
const engine = createEngine(plan, { listener: { alert: (each) => alerts.push(each) } });
const half = 31;
let snapshot: Uint8Array | undefined;
calls.forEach((each, at) => {
  if (at === half) snapshot = engine.snapshot();
  call(engine, each);
});

test('the graph runs as a whole', () => expect(compilation.notRun).toEqual([]));

test('an alert of a live run is explained as that of a file, from the beginning of its journal and from a snapshot', async () => {
  const last = alerts.at(-1);
  expect(alerts.length).toBeGreaterThan(5);
  const { found: expected } = await explainAlert(inFile, last?.id ?? '');
  expect(expected?.[0]?.rows.length).toBeGreaterThan(0);
  for (const from of [0, half]) {
    const live = { compilation, calls: () => told(from), ...(from === 0 ? {} : { snapshot }) };
    const { found } = await explainLiveAlert(live, last?.id ?? '');
    expect(found).toEqual(expected);
    expect(explanationsAsData({ found: found ?? [] }).explanations[0]?.words.zh.title).toContain('预警');
  }
});

test('so is what became of an event; and of one that is not there how many there are', async () => {
  const live = { compilation, calls: () => told(0) };
  expect(await explainLiveEvent(live, 'pay', 'p40')).toEqual(await explainEvent(inFile, 'pay', 'p40'));
  expect(await explainLiveAlert(live, 'nothing')).toMatchObject({ found: undefined, count: alerts.length });
});
