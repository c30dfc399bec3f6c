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
  table: {
    inputs: [{ field: 'amount' }],
    outputs: [{ name: 'decision', type: 'text' }],
    rows: [
      { when: ['>= 1000'], set: ['review'] },
      { when: ['< 1000'], set: ['pass'] },
    ],
    hit: 'first',
    row: 'decided_by',
  },
} satisfies Record<KindName, Readonly<Record<string, unknown>>>;
