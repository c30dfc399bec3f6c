import type { KindName } from './registry.ts';

/**
 * A config of each kind that uses all it has, over the streams of `testing.ts`: payments at the first input, logins at
 * the second. The tests that all kinds share run on them.
 */
const over500 = { logic: { '>': [{ var: 'amount' }, 500] } };

export const examples = {
  source: {
    event: { one: { en: 'payment', zh: '付款' }, measure: '笔' },
    fields: [
      { name: 'at', type: 'time' },
      { name: 'card', type: 'text', roles: ['key'], measure: '张' },
      { name: 'amount', type: 'number', decimals: 2 },
    ],
    time: 'at',
    lateness: '10s',
    sample: { type: 'rows', rows: [{ at: '2026-03-01T08:00:00Z', card: 'c1', amount: 12.5 }] },
    live: { connector: 'kafka', settings: { topic: 'payments', password: '${KAFKA_PASSWORD}' } },
  },
  filter: { when: over500 },
  compute: {
    changes: [
      { set: { name: 'in_cents', label: { en: 'amount in cents', zh: '金额（分）' } }, to: { logic: { '*': [{ var: 'amount' }, 100] } } },
      { set: { name: 'large' }, to: { logic: { '>': [{ var: 'in_cents' }, 50_000] } } },
      { rename: 'country', to: 'land' },
      { clean: 'phone', trim: true, case: 'lower', default: 'none' },
      { drop: 'trusted' },
    ],
  },
  merge: { source: 'came_from' },
  rolling: {
    key: ['card'],
    features: [
      { name: 'payments_10m', fn: 'count', within: '10m' },
      { name: 'spent_10m', fn: 'sum', of: 'amount', within: '10m', where: over500 },
      { name: 'habit', label: { en: 'usual amount', zh: '平时金额' }, fn: 'average', of: 'amount', within: '30d', frame: 'before' },
    ],
  },
  window: {
    key: ['card'],
    shape: { type: 'hopping', size: '1h', hop: '5m' },
    zone: 'Europe/Berlin',
    aggregates: [
      { name: 'count', fn: 'count', where: over500 },
      { name: 'countries', fn: 'distinct', of: 'country' },
    ],
  },
  lookup: { table: 'watch', on: [{ field: 'card', column: 'card' }], add: [{ column: 'risk', name: 'card_risk' }], found: 'watched' },
  join: { on: [{ left: 'card', right: 'card' }], within: { before: '5m' }, mode: 'outer', prefix: 'login_' },
  dedupe: { key: ['card', 'country'], within: '1h' },
  sequence: {
    steps: [
      { id: 'pay', name: { en: 'large payment', zh: '大额付款' }, when: over500, key: ['card'] },
      { id: 'login', name: { en: 'login', zh: '登录' }, key: ['card'], keep: ['device'] },
    ],
    within: '10m',
    absent: true,
  },
  condition: { when: over500, reason: { en: 'Over 500 on {card}', zh: '{card} 超过 500' } },
  table: {
    inputs: [{ field: 'amount' }, { field: 'country' }],
    outputs: [
      { name: 'decision', type: 'text', label: { en: 'decision', zh: '决定' }, values: ['pass', 'review', 'block'] },
      { name: 'points', type: 'number' },
    ],
    rows: [
      { when: ['< 500', '-'], set: ['pass', 0] },
      { when: ['500..2000', 'in DE, FR'], set: ['pass', 5.5], note: 'known countries' },
      { when: ['500..2000', 'not DE, FR'], set: ['review', 20] },
      { when: ['500..2000', 'missing'], set: ['review', 20] },
      { when: ['>= 2000', '-'], set: ['block', 80] },
    ],
    otherwise: ['review', 0],
    hit: 'first',
    row: 'decided_by',
    reason: { en: '{decision}: row {decided_by} on {card}', zh: '{card}：第 {decided_by} 行，{decision}' },
  },
  scorecard: {
    items: [
      { when: over500, points: 30, label: { en: 'large amount', zh: '大额' } },
      { when: { logic: { '===': [{ var: 'trusted' }, true] } }, points: -10.5, reason: { en: 'Trusted card {card}', zh: '可信的卡 {card}' } },
    ],
    start: 10,
    cap: { min: 0, max: 100 },
    score: 'risk_score',
    band: 'risk_band',
    bands: [
      { id: 'pass', name: { en: 'pass', zh: '放行' } },
      { id: 'review', name: { en: 'review', zh: '复核' }, from: 20 },
      { id: 'block', name: { en: 'block', zh: '拦截' }, from: 40 },
    ],
  },
  switch: {
    branches: [
      { id: 'large', name: { en: 'large', zh: '大额' }, when: over500, reason: { en: '{amount} is large', zh: '{amount} 属于大额' } },
      { id: 'abroad', name: { en: 'abroad', zh: '境外' }, when: { logic: { '!==': [{ var: 'country' }, 'DE'] } } },
    ],
  },
  anomaly: { key: ['card'], of: 'amount', within: '30d', method: 'z', direction: 'above', threshold: 3, min: 20, score: 'deviation', usual: 'usual_amount', reason: '{amount}, usually {usual_amount}' },
  alert: { severity: 'high', key: ['card'], title: { en: 'Look at {card}', zh: '请看 {card}' }, message: '{amount} in {country}', once: '1h', channels: ['fraud desk'] },
  output: {
    target: { type: 'webhook', settings: { url: 'https://hooks.example.com/offers', token: '${OFFERS_TOKEN}' } },
    fields: ['card', 'amount'],
    outcome: { type: 'discount', values: [{ name: 'percent', to: { logic: { if: [{ '>': [{ var: 'amount' }, 500] }, 10, 5] } } }] },
  },
} satisfies Record<KindName, Readonly<Record<string, unknown>>>;
