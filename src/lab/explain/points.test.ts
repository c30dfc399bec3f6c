import { describe, expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { documentOf, payments } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import { explainAlert, explainEvent } from './explain.ts';
import type { Explanation } from './model.ts';
import type { Need } from './needs.ts';
import type { Inquiry } from './runs.ts';
import { explanationInWords } from './words.ts';

const begun = Date.UTC(2026, 2, 1, 9);
const logic = (of: unknown): object => ({ logic: of });
const atLeast = (name: string, value: number): object => logic({ '>=': [{ var: name }, value] });
const item = (when: object, points: number, label: string): object => ({ when, points, label });

const warn: NodeSketch = [
  'warn',
  'alert',
  { severity: 'high', key: ['card'], title: 'Look', message: '', channels: ['desk'] },
];

/** One payment, through these rules. */
function inquiryOf(rules: readonly NodeSketch[], edges: readonly string[], row: object): Inquiry {
  const compilation = compile(documentOf([payments('pay'), ...rules, warn], edges));
  expect(compilation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [source] = compilation.plan.steps;
  const reading = readingOf([{ id: 'p', at: begun, card: 'c', ...row }], source?.op === 'source' ? source.fields : []);
  async function* input() {
    yield await Promise.resolve(reading);
    return [];
  }
  return { compilation, inputs: () => Promise.resolve(new Map([['pay', input()]])) };
}

const carded = (row: object, rule = card()): Inquiry => inquiryOf([rule], ['pay > rule', 'rule.stop > warn'], row);

const card = (more: object = {}): NodeSketch => [
  'rule',
  'scorecard',
  {
    items: [
      item(atLeast('amount', 100), 30, 'large'),
      item(atLeast('amount', 1000), 30, 'very large'),
      item(logic({ '===': [{ var: 'country' }, 'XX'] }), 40, 'odd place'),
      item(logic({ '===': [{ var: 'country' }, 'DE'] }), -20, 'at home'),
    ],
    score: 'points',
    band: 'band',
    bands: [{ id: 'pass', name: 'pass' }, { id: 'stop', name: 'stop', from: 50 }],
    ...more,
  },
];

async function silence(row: object, rule = card()): Promise<{ readonly needs: readonly Need[]; readonly said: string }> {
  const { found } = await explainEvent(carded(row, rule), 'pay', 'p');
  return { needs: found?.[0]?.silences[0]?.stops[0]?.needs ?? [], said: saidOf(found?.[0]) };
}

const saidOf = (explanation: Explanation | undefined): string =>
  explanation === undefined ? '' : explanationInWords(explanation, 'en').silences.join('\n');

const itemsIn = (needs: readonly Need[]): readonly (readonly [number, ...string[]])[] =>
  needs.flatMap(({ items = [] }) => items.map(({ points, needs: own }) => [points, ...own.map(({ text }) => text.en)] as const));

describe('a score that fell short', () => {
  test('names the one item that would have closed the gap, and by how much', async () => {
    const { needs, said } = await silence({ amount: 200, country: 'FR' });
    expect(needs).toMatchObject([{ bound: { field: 'points', value: 50, by: 20 } }]);
    expect(itemsIn(needs)).toEqual([[30, 'amount is at least € 1,000']]);
    expect(said).toContain('rule score is at least 50 (here 30), for example: amount is at least € 1,000 (+30, here € 200)');
  });

  test('counts what one change brings about besides', async () => {
    const { needs } = await silence({ amount: 10, country: null });
    // A very large amount is a large one too: 60 points for one value.
    expect(itemsIn(needs)).toEqual([[30, 'amount is at least € 1,000']]);
  });

  test('takes several where no single one does', async () => {
    const bands = [{ id: 'pass', name: 'pass' }, { id: 'stop', name: 'stop', from: 80 }];
    const { needs, said } = await silence({ amount: 10, country: 'FR' }, card({ bands }));
    expect(itemsIn(needs)).toEqual([[40, 'country is XX'], [30, 'amount is at least € 1,000']]);
    // Where nothing was near, it would be no advice.
    expect(said).not.toContain('for example');
  });

  test('that no items could have brought there is told of by itself', async () => {
    const bands = [{ id: 'pass', name: 'pass' }, { id: 'stop', name: 'stop', from: 500 }];
    const { needs } = await silence({ amount: 10, country: 'FR' }, card({ bands }));
    expect(needs).toMatchObject([{ bound: { field: 'points', value: 500 } }]);
    expect(itemsIn(needs)).toEqual([]);
  });
});

test('without which item there would have been no alert', async () => {
  const inquiry = carded({ amount: 200, country: 'XX' });
  const all = await explainAlert(inquiry, '');
  const { found } = await explainAlert(inquiry, all.found === undefined ? (all.some[0] ?? '') : '');
  const about = found?.[0]?.about;
  expect(about?.type === 'alert' && itemsIn(about.unless)).toEqual([[-30, 'amount is less than € 100']]);
});

test('a table that sums its hits: which of its rows', async () => {
  const table: NodeSketch = [
    'table',
    'table',
    {
      inputs: [{ field: 'amount' }, { field: 'country' }],
      outputs: [{ name: 'points', type: 'number', decimals: 1 }],
      rows: [
        { when: ['>= 100', '-'], set: [10.5] },
        { when: ['>= 150', '-'], set: [20] },
        { when: ['-', 'XX'], set: [60] },
      ],
      hit: 'sum',
    },
  ];
  const much: NodeSketch = ['much', 'condition', { when: atLeast('points', 30) }];
  const edges = ['pay > table', 'table > much', 'much.match > warn'];
  const inquiry = inquiryOf([table, much], edges, { amount: 120, country: 'FR' });
  const { found } = await explainEvent(inquiry, 'pay', 'p');
  const needs = found?.[0]?.silences[0]?.stops[0]?.needs ?? [];
  expect(needs).toMatchObject([{ bound: { field: 'points', value: 30, by: 19.5 } }]);
  expect(itemsIn(needs)).toEqual([[20, 'amount is at least € 150']]);
});
