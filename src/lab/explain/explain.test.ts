import { describe, expect, test } from 'vitest';
import { above, paymentFields, payments } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { explainAlert } from './explain.ts';
import { alertsOf, at, firstLine, inquiryOf, onlyAlert, onlyEvent, pay, warn } from './testing.ts';
import { explanationInLines } from './words.ts';

/** Why, asked of rows that part and meet again, are dropped, have no time, or were only counted. */

test('what was dropped as a repetition names the row that was kept', async () => {
  const nodes: readonly NodeSketch[] = [payments('pay'), ['once', 'dedupe', { key: ['card'], within: '1m' }], warn()];
  const explanation = await onlyEvent(
    inquiryOf(nodes, ['pay > once', 'once > warn'], { pay: [pay('p1', 0), pay('p2', 59), pay('p3', 60)] }),
    'pay',
    'p2',
  );
  expect(explanation.silences[0]?.stops[0]).toMatchObject({ why: 'duplicate', heldBy: { time: at(0), until: at(60) } });
  expect(firstLine(explanation, '未触发预警', 'zh')).toBe(
    '未触发预警“warn”：在“once”被去重：同一个 card 在 09:00:00 已经出现过。',
  );
});

test('peers of one moment, and rows that meet again, are told apart and united', async () => {
  const nodes: readonly NodeSketch[] = [
    payments('pay'),
    ['far', 'condition', { when: { logic: { '!==': [{ var: 'country' }, 'DE'] } }, reason: 'abroad' }],
    ['large', 'condition', { when: above('amount', 100), reason: 'large' }],
    warn(),
  ];
  const rows = {
    pay: [
      pay('p1', 0, { amount: 500, country: 'FR' }),
      pay('p2', 0, { amount: 50, country: 'DE' }),
      pay('p3', 0, { amount: 500, country: 'DE' }),
    ],
  };
  const inquiry = inquiryOf(nodes, ['pay > far', 'pay > large', 'far.match > warn', 'large.match > warn'], rows);
  const [first, second] = await alertsOf(inquiry);
  const both = await explainAlert(inquiry, first?.id ?? '');
  expect(both.found?.[0]?.rows[0]?.visits.map(({ node, reasons }) => [node, reasons])).toEqual([
    ['pay', []],
    ['far', ['abroad']],
    ['large', ['large']],
    ['warn', []],
  ]);
  // By either way it would have come: no one change would have kept it silent.
  expect(both.found?.[0]?.about).toMatchObject({ unless: [] });
  const one = await explainAlert(inquiry, second?.id ?? '');
  expect(one.found?.[0]?.about).toMatchObject({ unless: [{ text: { en: 'amount is at most € 100' } }] });
  const silent = await onlyEvent(inquiry, 'pay', 'p2');
  expect(silent.silences[0]?.stops.map(({ node, needs }) => [node, needs.map(({ text }) => text.en)])).toEqual([
    ['large', ['amount is more than € 100']],
    ['far', ['country is not DE']],
  ]);
});

test('rows without a time are explained too', async () => {
  const [id, kind, config] = payments(
    'pay',
    paymentFields.filter(({ name }) => name !== 'at'),
  );
  const { time: _time, ...timeless } = config as { readonly time: string };
  const nodes: readonly NodeSketch[] = [
    [id, kind, timeless],
    ['large', 'condition', { when: above('amount', 100) }],
    warn(),
  ];
  const inquiry = inquiryOf(
    nodes,
    ['pay > large', 'large.match > warn'],
    { pay: [pay('p1', 0), pay('p2', 0, { amount: 200 }), pay('p3', 0)] },
    2,
  );
  const explanation = await onlyAlert(inquiry);
  expect(explanation.rows[0]).toMatchObject({
    time: null,
    visits: [{ node: 'pay' }, { node: 'large' }, { node: 'warn' }],
  });
  expect(firstLine(await onlyEvent(inquiry, 'pay', 'p3'), 'No alert')).toContain(
    'amount is more than € 100 (here € 10)',
  );
});

describe('rows that were only counted', () => {
  const nodes: readonly NodeSketch[] = [
    payments('pay'),
    [
      'habits',
      'rolling',
      {
        key: ['card'],
        features: [
          { name: 'n', label: 'payments', fn: 'count', within: '10s' },
          { name: 'big', label: 'big ones', fn: 'count', within: '10s', where: above('amount', 50) },
          { name: 'idle', fn: 'count', within: '1m' },
        ],
      },
    ],
    ['often', 'condition', { when: above('n', 2) }],
    ['much', 'condition', { when: above('big', 0) }],
    warn(),
    ['warn-much', 'alert', { severity: 'high', key: ['card'], title: 'Much', message: '', channels: ['desk'] }],
  ];
  const edges = ['pay > habits', 'habits > often', 'habits > much', 'often.match > warn', 'much.match > warn-much'];
  const rows = {
    pay: [
      pay('p1', 0),
      pay('p2', 1, { card: 'd' }),
      pay('p3', 2, { amount: 90 }),
      pay('p4', 9),
      pay('p5', 10),
      pay('p6', 11),
      pay('p7', 12),
      pay('p8', 13),
      pay('p9', 60),
    ],
  };
  const inquiry = inquiryOf(nodes, edges, rows, 2);

  test('name the nearest alerts that counted them, and the features', async () => {
    const { alerts, counted, silences } = await onlyEvent(inquiry, 'pay', 'p1');
    expect(alerts).toEqual([]);
    expect(silences.map(({ alert }) => alert)).toEqual(['warn', 'warn-much']);
    // Of p4 and p5: later its ten seconds are over. What no rule of the alert looks at does not count.
    expect(counted.alerts.map(({ alert, by }) => [alert.event['id'], alert.node, by.flatMap(({ features }) => features.map(({ name, value }) => [name, value]))])).toEqual([
      ['p4', 'warn', [['n', 3]]],
      ['p5', 'warn', [['n', 4]]],
    ]);
    expect(counted.count).toBe(2);
  });

  test('only where their own conditions let them be', async () => {
    const large = await onlyEvent(inquiry, 'pay', 'p3');
    expect(large.counted.count).toBe(8);
    expect(large.counted.alerts).toHaveLength(3);
    expect(explanationInLines(large, 'en').filter((line) => line.startsWith('It was counted') || line.startsWith('And in'))).toEqual([
      'It was counted in the high alert “Look at c” of 09:00:09: payments 3.',
      'It was counted in the high alert “Much” of 09:00:09: big ones 1.',
      'It was counted in the high alert “Look at c” of 09:00:10: payments 4.',
      'And in 5 more after that.',
    ]);
    expect((await onlyEvent(inquiry, 'pay', 'p2')).counted).toEqual({ alerts: [], count: 0 });
  });

  test('edges: led, visited or not reached', async () => {
    const { edges: states } = await onlyEvent(inquiry, 'pay', 'p4');
    expect(states.map(({ from, to, state }) => [from, to, state])).toEqual([
      ['pay', 'habits', 'led'],
      ['habits', 'often', 'led'],
      ['habits', 'much', 'led'],
      ['often.match', 'warn', 'led'],
      ['much.match', 'warn-much', 'led'],
    ]);
    const { edges: others } = await onlyEvent(inquiry, 'pay', 'p1');
    expect(others.map(({ state }) => state)).toEqual(['visited', 'visited', 'visited', 'unreached', 'unreached']);
  });
});
