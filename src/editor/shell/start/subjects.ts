import type { Words } from '../../../data/text.ts';

/** What templates are about, in the order in which they are offered. */
export const subjects = {
  risk: { en: 'Risk and fraud', zh: '风控' },
  credit: { en: 'Credit', zh: '信贷' },
  marketing: { en: 'Marketing', zh: '营销' },
  operations: { en: 'Operations', zh: '运营' },
  devices: { en: 'Devices', zh: '设备' },
} as const satisfies Record<string, Words>;

export type Subject = keyof typeof subjects;

const known: Readonly<Record<string, Subject>> = {
  'consumer-group': 'operations',
  'risk-warning': 'risk',
  'card-fraud': 'risk',
  'account-takeover': 'risk',
  'abandoned-cart': 'marketing',
  'credit-decision': 'credit',
  'device-monitor': 'devices',
  'price-sensitive': 'marketing',
};

/** A template that nobody filed shows among all of them. */
export const subjectOf = (id: string): Subject | undefined => (Object.hasOwn(known, id) ? known[id] : undefined);
