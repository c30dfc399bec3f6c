import type { Field } from '../data/field.ts';
import type { RuleDocument } from '../graph/document.ts';
import { documentSchema } from '../graph/document.ts';

/** Small documents for tests, written as short as can be. */

export type NodeSketch = readonly [id: string, kind: string, config: Readonly<Record<string, unknown>>];

export function documentOf(nodes: readonly NodeSketch[], edges: readonly string[], more: object = {}): RuleDocument {
  return documentSchema.parse({
    format: 'ruleloom/graph',
    version: 1,
    id: 'sketch',
    name: 'Sketch',
    nodes: nodes.map(([id, kind, config], at) => ({ id, kind, name: id, at: [at * 260, 0], config })),
    edges: edges.map((edge) => {
      const [from, to] = edge.split(' > ');
      return { from, to };
    }),
    ...more,
  });
}

export const paymentFields: readonly Field[] = [
  { name: 'id', type: 'text', roles: ['id'], required: true },
  { name: 'at', type: 'time', roles: ['time'], required: true },
  { name: 'card', type: 'text', roles: ['key'] },
  { name: 'amount', type: 'number', decimals: 2, currency: 'EUR' },
  { name: 'country', type: 'text' },
  { name: 'fraud', type: 'boolean', roles: ['label'], positive: true },
];

/** A source of payments. */
export const payments = (id: string, fields: readonly Field[] = paymentFields): NodeSketch => [
  id,
  'source',
  { event: { one: 'payment', many: 'payments' }, fields, time: 'at', id: 'id', sample: { type: 'rows', rows: [] } },
];

/** A condition on a number field, as configs store it. */
export const above = (field: string, limit: number): { logic: unknown } => ({ logic: { '>': [{ var: field }, limit] } });
