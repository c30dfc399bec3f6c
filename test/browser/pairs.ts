/** A graph that pairs payments with the sign-ins before them, and one that merges both. */

const text = (en: string, zh: string) => ({ en, zh });

const source = (id: string, words: readonly [en: string, many: string, zh: string, measure: string], y: number, rows: readonly object[]) => {
  const [en, many, zh, measure] = words;
  return {
    id, kind: 'source', name: text(many, zh), at: [0, y],
    config: {
      event: { one: text(en, zh), many: text(many, zh), measure },
      fields: [
        { name: 'id', type: 'text', label: text(`${en} id`, `${zh}编号`), roles: ['id'], required: true },
        { name: 'time', type: 'time', label: text('time', '时间'), roles: ['time'], required: true },
        { name: 'customer', type: 'text', label: text('customer', '客户'), measure: '位', roles: ['key'] },
        { name: 'device', type: 'text', label: text('device', '设备'), roles: ['key'] },
        { name: 'amount', type: 'number', label: text('amount', '金额'), currency: 'EUR' },
      ],
      sample: { type: 'rows', rows },
    },
  };
};

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString();
const customers = ['u1', 'u2', 'u3', 'u4'];

export const pairs = {
  format: 'ruleloom/graph', version: 1, id: 'pairs', name: text('Pairs', '配对'),
  nodes: [
    source('payments', ['payment', 'payments', '付款', '笔'], 0, customers.map((customer, n) => ({ id: `p${n}`, time: at(n * 10 + 5), customer, device: `d${n}`, amount: 20 * (n + 1) }))),
    source('logins', ['sign-in', 'sign-ins', '登录', '次'], 240, customers.map((customer, n) => ({ id: `l${n}`, time: at(n * 10), customer, device: `d${n}`, amount: 0 }))),
    {
      id: 'pair', kind: 'join', name: text('With its sign-in', '配上登录'), at: [320, 0],
      config: { on: [{ left: 'customer', right: 'customer' }], within: { before: '10m' }, mode: 'inner' },
    },
    { id: 'both', kind: 'merge', name: text('Both', '合在一起'), at: [320, 240], config: { source: 'source' } },
  ],
  edges: [
    { from: 'payments', to: 'pair.left' },
    { from: 'logins', to: 'pair.right' },
    { from: 'payments', to: 'both' },
    { from: 'logins', to: 'both' },
  ],
};
