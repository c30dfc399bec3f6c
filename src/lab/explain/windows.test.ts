import { describe, expect, test } from 'vitest';
import { above, payments } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { explainAlert } from './explain.ts';
import { alertsOf, at, firstLine, inquiryOf, onlyAlert, onlyEvent, pay, states, warn } from './testing.ts';

/** Which rows features and summaries were made of, and what they fell short of. */

describe('features', () => {
  const nodes: readonly NodeSketch[] = [
    payments('pay'),
    ['small', 'condition', { when: { logic: { '<': [{ var: 'amount' }, 5] } } }],
    [
      'habit',
      'rolling',
      {
        key: ['card'],
        features: [
          { name: 'many', fn: 'count', within: '10s', where: above('amount', 1) },
          { name: 'since', fn: 'sincePrevious', within: '1m' },
          { name: 'spent', fn: 'sum', of: 'amount', within: '10s' },
        ],
      },
    ],
    ['often', 'condition', { when: above('many', 60) }],
    warn({ once: '1h' }),
  ];
  const edges = ['pay > small', 'small.match > habit', 'small.rest > habit', 'habit > often', 'often.match > warn'];
  const many = Array.from({ length: 70 }, (_, index) =>
    pay(`p${index}`, index / 10, { amount: index % 7 === 0 ? 1 : 10 }),
  );

  test.each([1, 7, 100])('name the latest fifty and count them all, however rows came in (%i)', async (size) => {
    const inquiry = inquiryOf(
      nodes.map(([id, kind, config]): NodeSketch =>
        id === 'often' ? [id, kind, { when: above('many', 58) }] : [id, kind, config],
      ),
      edges,
      { pay: many },
      size,
    );
    const explanation = await onlyAlert(inquiry);
    const [count, since, spent] = explanation.rows[0]?.visits.find(({ node }) => node === 'habit')?.features ?? [];
    expect(count).toMatchObject({ count: 59, value: { value: 59 }, to: explanation.rows[0]?.time });
    expect(count?.rows).toHaveLength(50);
    expect(count?.rows.at(-1)?.id).toBe(explanation.rows[0]?.id);
    expect(since).toMatchObject({ value: { value: 100 }, count: 1 });
    expect(spent?.rows.every(({ value }) => value === 10 || value === 1)).toBe(true);
    expect(states(explanation)).toEqual({ pay: 'led', small: 'led', habit: 'led', often: 'led', warn: 'led' });
  });

  test('that fell short: what there was', async () => {
    const explanation = await onlyEvent(inquiryOf(nodes, edges, { pay: many.slice(0, 20) }), 'pay', 'p19');
    const stop = explanation.silences[0]?.stops[0];
    expect(stop).toMatchObject({
      node: 'often',
      why: 'condition',
      needs: [{ bound: { field: 'many', relation: 'gt', value: 60, by: 43 } }],
    });
    expect(stop?.features.map(({ name, count }) => [name, count])).toEqual([['many', 17]]);
  });

  test('of a row without a key there are none', async () => {
    const explanation = await onlyEvent(inquiryOf(nodes, edges, { pay: [pay('p', 0, { card: null })] }), 'pay', 'p');
    expect(explanation.rows[0]?.visits.find(({ node }) => node === 'habit')).toMatchObject({
      keyless: true,
      features: [{ value: { value: 0 }, count: 0 }, {}, {}],
    });
  });
});

describe('summaries', () => {
  const shape = { type: 'tumbling', size: '1m' };
  const summing = (more: object = {}): NodeSketch => [
    'sum',
    'window',
    {
      key: ['card'],
      shape,
      aggregates: [
        { name: 'spent', fn: 'sum', of: 'amount' },
        { name: 'large', fn: 'count', where: above('amount', 50) },
      ],
      ...more,
    },
  ];
  const nodes: readonly NodeSketch[] = [
    payments('pay'),
    summing(),
    ['much', 'condition', { when: above('spent', 100) }],
    warn(),
  ];
  const edges = ['pay > sum', 'sum > much', 'much.match > warn'];
  const rows = {
    pay: [
      pay('p1', 0, { amount: 60 }),
      pay('p2', 59, { amount: 70 }),
      pay('p3', 60),
      pay('p4', 20, { card: 'd' }),
      pay('p5', 30, { card: null, amount: 900 }),
      pay('p6', 10, { amount: null }),
    ],
  };

  test('name their rows, and each aggregate those that it took', async () => {
    const explanation = await onlyAlert(
      inquiryOf(nodes, edges, { pay: rows.pay.toSorted((a, b) => Number(a['at']) - Number(b['at'])) }),
    );
    const { made } = explanation.rows[0] ?? {};
    if (made?.type !== 'window') throw new Error('no summary');
    expect([made.start, made.end, made.count]).toEqual([at(0), at(60), 3]);
    expect(made.rows.map((id) => explanation.listed[id]?.values['id'])).toEqual(['p1', 'p6', 'p2']);
    expect(made.features.map(({ name, count, rows: taken }) => [name, count, taken.map(({ value }) => value)])).toEqual(
      [
        ['spent', 2, [60, 70]],
        ['large', 2, [null, null]],
      ],
    );
    expect(explanation.rows.map(({ role }) => role)).toEqual(['subject', 'part', 'part', 'part']);
    expect(states(explanation)).toEqual({ pay: 'led', sum: 'led', much: 'led', warn: 'led' });
  });

  test('that fell short: the summary, what it holds and what it would have taken', async () => {
    const explanation = await onlyEvent(
      inquiryOf(nodes, edges, { pay: [pay('p3', 60), pay('p7', 61, { amount: 20 })] }),
      'pay',
      'p3',
    );
    expect(explanation.silences[0]?.stops[0]).toMatchObject({
      node: 'much',
      row: explanation.rows[1]?.id,
      needs: [{ bound: { field: 'spent', value: 100, by: 70 } }],
      features: [{ name: 'spent', count: 2 }],
    });
    expect(firstLine(explanation, 'No alert')).toBe(
      'No alert “warn”: “much” asks for: total amount is more than € 100 (here € 30).',
    );
  });

  test('a row without a key is in none', async () => {
    const { silences } = await onlyEvent(
      inquiryOf(nodes, edges, { pay: [pay('p5', 30, { card: null })] }),
      'pay',
      'p5',
    );
    expect(silences[0]?.stops[0]).toMatchObject({ node: 'sum', why: 'keyless' });
  });

  test('of sessions and of hopping windows hold just their rows', async () => {
    for (const other of [
      { type: 'session', gap: '30s' },
      { type: 'hopping', size: '2m', hop: '30s' },
    ]) {
      const inquiry = inquiryOf([payments('pay'), summing({ shape: other }), warn()], ['pay > sum', 'sum > warn'], {
        pay: [pay('p1', 0), pay('p2', 30), pay('p3', 61), pay('p4', 70)],
      });
      for (const alert of await alertsOf(inquiry)) {
        const { found } = await explainAlert(inquiry, alert.id);
        const made = found?.[0]?.rows[0]?.made;
        expect(
          made?.type === 'window' && made.features[0]?.rows.reduce((sum, { value }) => sum + Number(value), 0),
        ).toBe(alert.event['spent']);
      }
      const {
        alerts,
        rows: [row],
      } = await onlyEvent(inquiry, 'pay', 'p2');
      expect(row?.visits.at(-1)?.chain).toEqual({
        made: alerts.map((alert) => alert.row),
        count: other.type === 'session' ? 1 : 4,
      });
    }
  });
});
