import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { runs } from '../../../test/support/runs.ts';
import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Listener, Statistics } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { StreamRef } from '../../plan/plan.ts';
import { somePayments } from '../ledger/testing.ts';
import type { Payment } from '../ledger/testing.ts';
import { nameOfThreshold, thresholdsOf, withThreshold } from '../suggest/thresholds.ts';
import type { Threshold } from '../suggest/thresholds.ts';
import { keepRounds } from './kept-rounds.ts';
import { recount } from './recount.ts';

const alert = { severity: 'high', key: ['card'], title: 'x', message: '', channels: [] };
const amount = { var: 'amount' };

/** Each way to hold an amount against a number, with ways that part, meet again and come from elsewhere. */
const graph: RuleDocument = documentOf(
  [
    payments('pay'),
    payments('other'),
    ['large', 'condition', { when: above('amount', 50) }],
    ['small', 'filter', { when: { logic: { '>=': [50, amount] } } }],
    ['medium', 'filter', { when: { logic: { '<=': [20, amount, 80] } } }],
    ['not-small', 'filter', { when: { logic: { '!': [{ '<': [amount, 49.5] }] } } }],
    ['double', 'filter', { when: { logic: { '>': [{ '*': [amount, 2] }, 100] } } }],
    ['either', 'filter', { when: { logic: { or: [{ '===': [{ var: 'card' }, 'a'] }, { '<': [amount, 20] }] } } }],
    ['score', 'scorecard', { items: [{ when: above('amount', 20), points: 3 }, { when: above('amount', 50), points: 2 }], score: 's', band: 'b', bands: [{ id: 'low', name: 'low' }, { id: 'mid', name: 'mid', from: 3 }, { id: 'high', name: 'high', from: 5 }] }],
    ['table', 'table', { inputs: [{ field: 'amount' }, { field: 'card' }], outputs: [{ name: 't', type: 'number' }], rows: [{ when: ['> 50', '-'], set: [1] }, { when: ['-', 'a'], set: [2] }], hit: 'first', row: 'r' }],
    ['second', 'filter', { when: { logic: { '===': [{ var: 't' }, 2] } } }],
    ['route', 'switch', { branches: [{ id: 'top', name: 'Top', when: above('amount', 80) }, { id: 'mid', name: 'Mid', when: above('amount', 20) }] }],
    ['all', 'merge', {}],
    ['many', 'filter', { when: above('amount', 1) }],
    ['warn', 'alert', alert],
  ],
  [
    ...['large', 'small', 'medium', 'not-small', 'double', 'either', 'score', 'table', 'route'].map((id) => `pay > ${id}`),
    'table.rows > second',
    ...['large.match', 'small.rest', 'medium.match', 'either.match', 'score.high', 'second.match', 'route.top'].map((from) => `${from} > warn`),
    'large.match > all', 'other > all', 'all > many',
  ],
);
const compilation = compile(graph);
const thresholds = thresholdsOf(compilation);

function ran({ plan }: Compilation, rows: readonly Payment[], listener?: Listener): Statistics {
  const engine = createEngine(plan, { listener });
  // In several rounds, from two sources that part the rows.
  for (let from = 0; from < rows.length; from += 7) {
    for (const step of plan.steps) {
      if (step.op !== 'source') continue;
      const own = rows.slice(from, from + 7).filter((_, at) => (at % 3 === 0) === (step.id === 'other'));
      if (own.length > 0) engine.push(step.id, readingOf(own, step.fields));
    }
  }
  engine.finish();
  return engine.statistics();
}

/** How rows are counted for values of a threshold, and what. */
function counting(threshold: Threshold, rows: readonly Payment[]): (value: number) => { readonly by: string; readonly counts: ReadonlyMap<StreamRef, number> } {
  const recounting = recount(compilation, threshold, new Map());
  return (value) => {
    const trial = recounting.with(value);
    if (trial === undefined) return { by: 'nothing', counts: new Map() };
    const counts = new Map<StreamRef, number>();
    const ranker = trial.by === 'ranks' ? trial.ranker() : undefined;
    const { watch, end } = trial.by === 'ranks' ? keepRounds(trial.ranker().part, (round) => ranker?.take(round)) : keepRounds(trial.part, (round) => trial.count(round, counts));
    ran(compilation, rows, { watch });
    end();
    return { by: trial.by, counts: ranker?.ranks()(value) ?? counts };
  };
}

test('all that is only compared is counted by ranks', () => {
  expect(compilation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const ways = thresholds.map((threshold) => [nameOfThreshold(threshold), counting(threshold, [])(threshold.value + 1).by]);
  expect(ways.filter(([, by]) => by !== 'ranks')).toEqual([]);
  expect(ways.map(([name]) => name)).toContain('score.bands.2.from');
});

test('ranks count what a run counts: with missing amounts, amounts that are the threshold, and however it is compared', () => {
  fc.assert(
    fc.property(somePayments(40), fc.constantFrom(...thresholds), fc.constantFrom(-1, 1, 20, 49.5, 50, 50.5, 80, 299, 300, 4, 3), (rows, threshold, value) => {
      const { by, counts } = counting(threshold, rows)(value);
      if (by === 'nothing') return;
      const { rows: run } = ran(compile(withThreshold(graph, threshold, value)), rows);
      expect(Object.fromEntries(counts), `${nameOfThreshold(threshold)} = ${value}`).toEqual(Object.fromEntries([...counts.keys()].map((stream) => [stream, run[stream]])));
    }),
    runs(60, 5),
  );
});

test('what is compared where rows leave is counted row by row', () => {
  const example = examples.find(({ id }) => id === 'consumer-group');
  const whole = example === undefined ? undefined : compile(example.document);
  const threshold = whole && thresholdsOf(whole).find(({ path }) => path[0] === 'outcome');
  if (whole === undefined || threshold === undefined) throw new Error('no such threshold');
  expect(recount(whole, threshold, new Map()).with(threshold.value + 1)?.by).toBe('rows');
});
