import { describe, expect, test } from 'vitest';
import { payments } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { explainAlert } from './explain.ts';
import { alertsOf, at, firstLine, inquiryOf, onlyAlert, onlyEvent, pay, states, warn } from './testing.ts';
import type { Rows } from './testing.ts';

/** Why pairs and sequences came about, or did not. */

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
