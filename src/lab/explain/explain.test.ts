import { describe, expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, paymentFields, payments } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Reading } from '../../data/read/reading.ts';
import type { Alert } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { replay } from '../replay.ts';
import { explainAlert, explainEvent } from './explain.ts';
import type { Inquiry } from './runs.ts';
import type { Explanation } from './model.ts';
import { explanationInLines } from './words.ts';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

const at = (second: number): number => Date.UTC(2026, 2, 1, 9) + second * 1000;
const pay = (id: string, second: number, more: object = {}): Readonly<Record<string, unknown>> => ({
  id,
  at: at(second),
  card: 'c',
  amount: 10,
  ...more,
});

/** A graph over these rows, in readings of so many rows. */
function inquiryOf(nodes: readonly NodeSketch[], edges: readonly string[], rows: Rows, size = 100): Inquiry {
  const compilation = compile(documentOf(nodes, edges));
  expect(compilation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const inputs: Inquiry['inputs'] = (sources) => {
    const asked = compilation.plan.steps.filter((step) => step.op === 'source' && sources.includes(step.id));
    const all = asked.flatMap((step) =>
      step.op === 'source' ? [[step.id, readings(rows[step.id] ?? [], step.fields, size)] as const] : [],
    );
    return Promise.resolve(new Map(all));
  };
  return { compilation, inputs };
}

async function* readings(
  rows: Rows[string],
  fields: Parameters<typeof readingOf>[1],
  size: number,
): AsyncGenerator<Reading, readonly []> {
  for (let from = 0; from < rows.length; from += size)
    yield await Promise.resolve(readingOf(rows.slice(from, from + size), fields));
  return [];
}

async function alertsOf({ compilation: { plan }, inputs }: Inquiry): Promise<readonly Alert[]> {
  const alerts: Alert[] = [];
  const engine = createEngine(plan, { listener: { alert: (alert) => alerts.push(alert) } });
  await replay(plan, engine, await inputs(plan.steps.map(({ id }) => id)));
  return alerts;
}

async function onlyAlert(inquiry: Inquiry): Promise<Explanation> {
  const [alert, ...more] = await alertsOf(inquiry);
  expect(more).toEqual([]);
  const { found } = await explainAlert(inquiry, alert?.id ?? '');
  if (found?.[0] === undefined) throw new Error('not explained');
  return found[0];
}

async function onlyEvent(inquiry: Inquiry, source: string, id: string): Promise<Explanation> {
  const { found } = await explainEvent(inquiry, source, id);
  if (found?.[0] === undefined) throw new Error('not explained');
  return found[0];
}

const warn = (more: object = {}): NodeSketch => [
  'warn',
  'alert',
  { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: ['desk'], ...more },
];
const states = ({ nodes }: Explanation): Readonly<Record<string, string>> =>
  Object.fromEntries(nodes.map(({ node, state }) => [node, state]));
const firstLine = (explanation: Explanation, start: string, lang: 'en' | 'zh' = 'en') =>
  explanationInLines(explanation, lang).find((line) => line.startsWith(start));

describe('pairs', () => {
  const nodes: readonly NodeSketch[] = [
    payments('buy'),
    payments('refund'),
    ['pair', 'join', { on: [{ left: 'card', right: 'card' }], within: { after: '10s' }, mode: 'inner' }],
    warn(),
  ];
  const edges = ['buy > pair.left', 'refund > pair.right', 'pair > warn'];
  const rows: Rows = {
    buy: [pay('b1', 0), pay('b2', 5, { card: 'd' }), pay('b3', 30)],
    refund: [pay('r1', 8), pay('r2', 27, { card: 'd' })],
  };

  test('are found again, and followed to their sources', async () => {
    const explanation = await onlyAlert(inquiryOf(nodes, edges, rows));
    const [pair, left, right] = explanation.rows;
    expect(pair?.made).toEqual({ type: 'join', left: left?.id, right: right?.id });
    expect([left, right].map((row) => explanation.listed[row?.id ?? '']?.values['id'])).toEqual(['b1', 'r1']);
    expect(states(explanation)).toEqual({ buy: 'led', refund: 'led', pair: 'led', warn: 'led' });
  });

  test('that did not come about: who was nearest', async () => {
    const explanation = await onlyEvent(inquiryOf(nodes, edges, rows), 'buy', 'b2');
    expect(explanation.silences[0]?.stops[0]).toMatchObject({
      node: 'pair',
      why: 'chain',
      stopped: { type: 'no-partner', side: 'right', nearest: { time: at(27) } },
    });
    expect(firstLine(explanation, 'No alert')).toContain('the nearest was at 09:00:27');
  });

  test('lead from each of their rows to the alert', async () => {
    const explanation = await onlyEvent(inquiryOf(nodes, edges, rows), 'refund', 'r1');
    expect(explanation.alerts.map(({ node }) => node)).toEqual(['warn']);
    expect(states(explanation)).toEqual({ buy: 'unreached', refund: 'led', pair: 'led', warn: 'led' });
    expect(firstLine(explanation, 'It led to', 'en')).toContain('by way of “pair”');
  });

  test('of an outer join: the row without a partner', async () => {
    const [, , join] = nodes;
    const outer: readonly NodeSketch[] = [
      ...nodes.slice(0, 2),
      ['pair', 'join', { ...join?.[2], mode: 'outer' }],
      ...nodes.slice(3),
    ];
    const inquiry = inquiryOf(outer, edges, rows);
    const lonely = (await alertsOf(inquiry)).filter(({ event }) => event['id'] === 'b2');
    const { found } = await explainAlert(inquiry, lonely[0]?.id ?? '');
    expect(found?.[0]?.rows[0]?.made).toMatchObject({ type: 'join', right: null });
    expect((await onlyEvent(inquiry, 'buy', 'b2')).alerts.map(({ id }) => id)).toEqual([lonely[0]?.id]);
  });
});

describe('sequences', () => {
  const step = (id: string, more: object = {}): object => ({ id, name: id, key: ['card'], ...more });
  const rows: Rows = { a: [pay('a1', 0), pay('a2', 3), pay('a3', 100)], b: [pay('b1', 5), pay('b2', 150)] };
  const graph = (absent: boolean): readonly NodeSketch[] => [
    payments('a'),
    payments('b'),
    [
      'chain',
      'sequence',
      { steps: [step('first'), step('second')], within: '10s', ...(absent ? { absent: true } : {}) },
    ],
    warn(),
  ];
  const edges = ['a > chain.first', 'b > chain.second', 'chain > warn'];

  test('are of the latest rows that fit; an earlier one was superseded', async () => {
    const inquiry = inquiryOf(graph(false), edges, rows);
    const explanation = await onlyAlert(inquiry);
    expect(explanation.rows.map(({ id }) => explanation.listed[id]?.values['id']).slice(1)).toEqual(['a2', 'b1']);
    const early = await onlyEvent(inquiry, 'a', 'a1');
    expect(early.alerts).toEqual([]);
    expect(early.silences[0]?.stops[0]?.stopped).toMatchObject({ type: 'superseded', nearest: { time: at(3) } });
  });

  test('that did not go on: what was lacking, and when it came instead', async () => {
    const inquiry = inquiryOf(graph(false), edges, rows);
    const { silences } = await onlyEvent(inquiry, 'a', 'a3');
    expect(silences[0]?.stops[0]?.stopped).toMatchObject({
      type: 'no-step',
      direction: 'after',
      part: { en: 'second' },
      nearest: { time: at(150) },
    });
    const other = await onlyEvent(inquiry, 'b', 'b2');
    expect(other.silences[0]?.stops[0]?.stopped).toMatchObject({
      type: 'no-step',
      direction: 'before',
      nearest: { time: at(100) },
    });
  });

  test('of what must not come: what was missed, and what came', async () => {
    const inquiry = inquiryOf(graph(true), edges, rows);
    const explanation = await onlyAlert(inquiry);
    expect(explanation.rows[0]?.made).toMatchObject({
      type: 'sequence',
      parts: [{ row: explanation.rows[1]?.id }, { row: null }],
    });
    expect(explanation.listed[explanation.rows[1]?.id ?? '']?.values['id']).toBe('a3');
    const spoiled = await onlyEvent(inquiry, 'a', 'a2');
    expect(spoiled.silences[0]?.stops[0]?.stopped).toMatchObject({ type: 'came', nearest: { time: at(5) } });
    const spoiler = await onlyEvent(inquiry, 'b', 'b1');
    expect(firstLine(spoiler, 'No alert')).toContain('it is itself “second”, which was not to come');
  });
});

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
