import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { runRow } from '../testing-run.ts';
import { around, payments, wiring } from '../testing.ts';
import type { ScorecardConfig } from './config.ts';
import { scorecard } from './kind.ts';

const here = around({ in: payments }, { node: 'risk', name: { en: 'Risk score', zh: '风险评分' } });
const over = (limit: number) => ({ logic: { '>': [{ var: 'amount' }, limit] } });

const card: ScorecardConfig = {
  items: [
    { when: over(500), points: 50 },
    { when: { logic: { in: [{ var: 'country' }, ['XX', 'YY']] } }, points: 40, label: { en: 'risky country', zh: '高风险国家' } },
    { when: { logic: { '===': [{ var: 'trusted' }, true] } }, points: -30, reason: 'trusted {card}' },
    { when: over(5000), points: 5, reason: '' },
  ],
  score: 'risk_score',
  band: 'risk_band',
  bands: [
    { id: 'pass', name: { en: 'pass', zh: '放行' } },
    { id: 'review', name: { en: 'review', zh: '复核' }, from: 50 },
    { id: 'block', name: { en: 'block', zh: '拦截' }, from: 80 },
  ],
};

describe('scorecard', () => {
  test('says what gives points', () => {
    expect(scorecard.describe(card, here, 'en')).toBe('Points for amount, risky country and trusted');
    expect(scorecard.describe(card, here, 'zh')).toBe('按金额、高风险国家和可信计分');
  });

  test('bands are outputs, the highest first, with the scores they hold', () => {
    const labels = scorecard.ports(card).outputs.map(({ id, label, role }) => [id, label, role]);
    expect(labels).toEqual([
      ['block', { en: 'block, 80 and up', zh: '拦截，80 分起' }, 'main'],
      ['review', { en: 'review, 50 to 79', zh: '复核，50 至 79 分' }, 'main'],
      ['pass', { en: 'pass', zh: '放行' }, 'rest'],
    ]);
    const halves = { ...card, items: [{ when: over(1), points: 0.5 }] };
    expect(scorecard.ports(halves).outputs[1]?.label).toEqual({ en: 'review, 50 to under 80', zh: '复核，50 分至不足 80 分' });
  });

  test('scores rows, bands them, and tells what counted', () => {
    const { steps, outputs } = scorecard.steps(card, here, wiring);
    expect(outputs).toEqual({ review: 'risk.review', block: 'risk.block', pass: 'risk.rest' });
    const run = (amount: number, country: string | null, trusted: boolean | null) => runRow(steps, { card: 'c1', amount, country, trusted }, payments);
    expect(run(600, 'XX', null)).toMatchObject({ port: 'block', row: { risk_score: 90, risk_band: 'block' }, reasons: ['amount is more than € 500 (+50)', 'risky country (+40)'] });
    expect(run(600, null, true)).toMatchObject({ port: 'rest', row: { risk_score: 20, risk_band: 'pass' }, reasons: ['amount is more than € 500 (+50)', 'trusted c1'] });
    expect(run(600, 'CN', null)).toMatchObject({ port: 'review', row: { risk_score: 50 } });
    expect(run(5001, 'CN', false)).toMatchObject({ row: { risk_score: 55 }, reasons: ['amount is more than € 500 (+50)'] });
  });

  test('score and band are fields with their limits', () => {
    const fields = scorecard.flow({ ...card, start: 10, cap: { min: 0, max: 90 } }, here)['block']?.fields.slice(-3);
    expect(fields).toMatchObject([
      { name: 'risk_score', type: 'number', decimals: 0, min: 0, max: 90, label: { en: 'risk score', zh: '风险评分' }, optional: false },
      { name: 'risk_band', type: 'text', values: ['pass', 'review', 'block'], optional: false },
      { name: 'reasons', type: 'list' },
    ]);
  });

  test('points add up exactly, in the order of nothing, within the cap', () => {
    const points = fc.oneof(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 1000));
    const cards = fc.record({
      items: fc.array(fc.record({ limit: fc.nat(9), points }), { maxLength: 6 }),
      start: fc.option(points, { nil: undefined }),
      min: fc.option(fc.integer({ min: -50, max: 0 }), { nil: undefined }),
      max: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
      amount: fc.nat(10),
    });
    fc.assert(
      fc.property(cards, ({ items, start, min, max, amount }) => {
        const config: ScorecardConfig = {
          ...card,
          items: items.map((item) => ({ when: over(item.limit), points: item.points })),
          ...(start === undefined ? {} : { start }),
          cap: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
        };
        expect(scorecard.check(config, here).filter((each) => each.severity === 'error')).toEqual([]);
        const total = [start ?? 0, ...items.filter((item) => amount > item.limit).map((item) => item.points)].reduce((sum, value) => sum + Math.round(value * 1000), 0) / 1000;
        const score = Math.max(min ?? -Infinity, Math.min(max ?? Infinity, total));
        const { row, port } = runRow(scorecard.steps(config, here, wiring).steps, { amount, country: null, trusted: null }, payments);
        expect(row['risk_score']).toBe(score || 0);
        expect(port).toBe(score >= 80 ? 'block' : score >= 50 ? 'review' : 'rest');
        const field = scorecard.flow(config, here)['pass']?.fields.find((each) => each.name === 'risk_score');
        expect(score >= (field?.min ?? Infinity) && score <= (field?.max ?? -Infinity)).toBe(true);
      }),
      runs(300),
    );
  });

  const [pass, review, block] = card.bands;
  const bands = pass && review && block ? { pass, review, block } : undefined;
  test.each<[string, Partial<ScorecardConfig>]>([
    ['no-condition', { items: [{ points: 60 }, { when: over(5), points: 90 }] }],
    ['no-points', { items: [{ when: over(5), points: 0 }, { when: over(5), points: 90 }] }],
    ['no-items', { items: [] }],
    ['tainted-field', { items: [{ when: { logic: { var: 'is_fraud' } }, points: 90 }] }],
    ['no-bands', { bands: [] }],
    ['band-start', { bands: bands ? [{ ...bands.pass, from: 10 }, bands.review] : [] }],
    ['band-start', { bands: bands ? [bands.pass, { id: 'review', name: 'review' }] : [] }],
    ['band-order', { bands: bands ? [bands.pass, bands.block, bands.review] : [] }],
    ['band-never', { cap: { max: 60 } }],
    ['port-taken', { bands: bands ? [bands.pass, bands.review, { ...bands.block, id: 'pass' }] : [] }],
    ['cap-order', { cap: { min: 100, max: 0 } }],
    ['name-taken', { score: 'card' }],
    ['name-taken', { band: 'risk_score' }],
    ['sum-not-exact', { items: [{ when: over(5), points: 1e15 }, { when: over(5), points: 90 }] }],
    ['unknown-field', { items: [{ when: over(5), points: 90, reason: '{amuont}' }] }],
  ])('reports %s', (code, change) => {
    const found = scorecard.check({ ...card, ...change }, here).filter((each) => each.code === code);
    expect(found).not.toEqual([]);
    for (const { message } of found) expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test('bands out of order are put in order by one click', () => {
    const mixed = { ...card, bands: bands ? [bands.pass, bands.block, bands.review] : [] };
    expect(scorecard.check(mixed, here).find((each) => each.code === 'band-order')?.fix).toMatchObject({ at: ['bands'], value: card.bands });
  });

  test('reasons may tell the score, and follow when it is renamed', () => {
    const told = { ...card, items: [{ when: over(5), points: 90, reason: '{risk_score} for {card}' }] };
    expect(scorecard.check(told, here)).toEqual([]);
    expect(scorecard.references(told).map((each) => (each.to === 'field' ? each.name : each.id))).toEqual(['amount', 'card']);
    const next = scorecard.rewrite(told, { own: new Map([['risk_score', 'score']]), fields: { in: new Map([['card', 'pan']]) } });
    expect(next).toMatchObject({ score: 'score', items: [{ reason: '{score} for {pan}' }] });
  });
});
