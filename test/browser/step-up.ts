/** A graph with a decision table that has a gap, an overlap and a row that is never hit, and payments to try it on. */

const countries = ['DE', 'FR', 'CN', 'US', 'NG'];

const payments = Array.from({ length: 400 }, (_, n) => ({
  id: `p${n}`,
  time: new Date(Date.UTC(2026, 2, 1, 8, n)).toISOString(),
  amount: [12.5, 80, 240, 700, 1600, 2600, 5200][(n * 5) % 7],
  country: countries[(n * 3) % 5],
  card_age: ([2, 12, 60, 400][(n * 7) % 4] ?? 0) * 86_400_000,
  channel: n % 3 === 0 ? 'in store' : 'online',
}));

const rows: readonly (readonly [readonly string[], string, number, string])[] = [
  [['< 30', '-', '-', '-'], 'Allow', 0, 'Small amount'],
  [['30..500', '-', '-', '"in store"'], 'Allow', 0, 'Card present'],
  [['30..500', 'in @home, @eu', '< 30d', 'online'], 'Ask for a code', 20, 'New card online'],
  [['30..500', 'in @home, @eu', '>= 30d', 'online'], 'Allow', 5, 'Known card online'],
  [['500..2000', '-', '>= 30d', '-'], 'Ask for a code', 30, 'Large for this card'],
  [['1500..5000', '@home', '>= 30d', '"in store"'], 'Allow', 10, 'Large, chip and PIN'],
  [['2000..5000', 'not @home', '>= 30d', '-'], 'Ask for a code', 50, 'Large and abroad'],
  [['30..500', 'not in @home, @eu', '-', 'online'], 'Ask for a code', 25, 'Far away, online'],
  [['>= 500', '-', '< 30d', '-'], 'Block', 70, 'Large on a new card'],
  [['>= 9000', '@home', '>= 30d', 'online'], 'Block', 90, 'Over the limit'],
];

const text = (en: string, zh: string) => ({ en, zh });

export const stepUp = {
  format: 'ruleloom/graph', version: 1, id: 'step-up', name: text('Step-up', '加强验证'),
  nodes: [
    {
      id: 'payments', kind: 'source', name: text('Payments', '付款'), at: [0, 0],
      config: {
        event: { one: text('payment', '付款'), many: text('payments', '付款'), measure: '笔' },
        fields: [
          { name: 'id', type: 'text', roles: ['id'], required: true },
          { name: 'time', type: 'time', roles: ['time'], required: true },
          { name: 'amount', type: 'number', label: text('amount', '金额'), currency: 'EUR', decimals: 2, roles: ['amount'], min: 0, required: true },
          { name: 'country', type: 'text', label: text('country', '国家或地区'), required: true },
          { name: 'card_age', type: 'number', label: text('card age', '卡龄'), unit: 'ms', decimals: 0, min: 0, required: true },
          { name: 'channel', type: 'text', label: text('channel', '渠道'), values: ['online', 'in store'], required: true },
        ],
        sample: { type: 'rows', rows: payments },
      },
    },
    {
      id: 'check', kind: 'table', name: text('Step-up check', '加强验证决策'), at: [320, 0],
      config: {
        inputs: [{ field: 'amount' }, { field: 'country' }, { field: 'card_age' }, { field: 'channel' }],
        outputs: [
          { name: 'action', type: 'text', label: text('action', '处理方式'), values: ['Allow', 'Ask for a code', 'Block'] },
          { name: 'points', type: 'number', label: text('points', '分数'), decimals: 0 },
          { name: 'why', type: 'text', label: text('reason', '理由') },
        ],
        rows: rows.map(([when, ...set]) => ({ when, set })),
        otherwise: ['Allow', 0, null],
        hit: 'first', row: 'check_row',
      },
    },
  ],
  edges: [{ from: 'payments', to: 'check' }],
  sets: [
    { id: 'home', name: text('home', '国内'), type: 'text', values: ['DE'] },
    { id: 'eu', name: text('EU', '欧盟'), type: 'text', values: ['FR', 'NL'] },
  ],
};

/** The same with a table of so many rows: one for each step of the amount, in turns for each channel. */
export const manyRows = (count: number) => ({
  ...stepUp,
  nodes: stepUp.nodes.map((node) =>
    node.id === 'check'
      ? { ...node, config: { ...node.config, rows: Array.from({ length: count }, (_, n) => ({ when: [`${Math.floor(n / 2) * 5}..${Math.floor(n / 2) * 5 + 5}`, '-', '-', n % 2 === 0 ? 'online' : '"in store"'], set: [n % 3 === 0 ? 'Block' : 'Allow', n % 100, `Step ${n}`] })) } }
      : node,
  ),
});
