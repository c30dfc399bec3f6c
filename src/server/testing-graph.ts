import type { RuleDocument } from '../graph/document.ts';
import { parseDocument } from '../graph/serialise.ts';

/** More than two payments of a card in ten minutes, or one above a limit. */
export function cardGraph({ limit = 1000, minutes = 10 }: { readonly limit?: number; readonly minutes?: number } = {}): RuleDocument {
  const { document, problems } = parseDocument({
    format: 'ruleloom/graph',
    version: 1,
    id: 'cards',
    name: 'Cards',
    nodes: [
      {
        id: 'payments',
        kind: 'source',
        name: 'Payments',
        at: [0, 0],
        config: {
          event: { one: 'payment' },
          fields: [
            { name: 'id', type: 'text', roles: ['id'], required: true },
            { name: 'at', type: 'time', roles: ['time'], required: true },
            { name: 'card', type: 'text', roles: ['key'] },
            { name: 'amount', type: 'number', decimals: 2 },
          ],
          time: 'at',
          id: 'id',
          lateness: '0s',
        },
      },
      { id: 'often', kind: 'rolling', name: 'How often', at: [1, 0], config: { key: ['card'], features: [{ name: 'many', fn: 'count', within: `${minutes}m` }] } },
      { id: 'rule', kind: 'condition', name: 'Too often', at: [2, 0], config: { when: { logic: { or: [{ '>': [{ var: 'many' }, 2] }, { '>': [{ var: 'amount' }, limit] }] } } } },
      { id: 'warn', kind: 'alert', name: 'Warn', at: [3, 0], config: { severity: 'high', key: ['card'], title: 'Card {card}', message: '{many} payments', channels: ['desk'] } },
    ],
    edges: [{ from: 'payments', to: 'often' }, { from: 'often', to: 'rule' }, { from: 'rule.match', to: 'warn' }],
  });
  if (document === undefined) throw new Error(problems.map(({ message }) => message.en).join('; '));
  return document;
}

export const payment = (id: string, at: number, card = 'c1', amount = 10): string => JSON.stringify({ id, at, card, amount });
