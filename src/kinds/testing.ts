import type { Field, FlowField } from '../data/field.ts';
import { hasRole } from '../data/field.ts';
import type { Stream, Surroundings, Wiring } from './contract.ts';
import { gridOf } from './shared/streams.ts';

/** Streams and surroundings for the tests of kinds. */

export const flowField = (field: Field & { readonly optional?: boolean; readonly tainted?: boolean }, node = 'payments'): FlowField => ({
  optional: !(field.required ?? false),
  tainted: hasRole(field, 'label'),
  ...gridOf(field),
  origins: [{ node, field: field.name }],
  ...field,
});

export const paymentFields: readonly Field[] = [
  { name: 'payment_id', type: 'text', roles: ['id'], required: true, label: { en: 'payment id', zh: '付款编号' } },
  { name: 'paid_at', type: 'time', roles: ['time'], required: true, label: { en: 'time', zh: '时间' } },
  { name: 'card', type: 'text', roles: ['key'], required: true, measure: '张', label: { en: 'card', zh: '卡' } },
  { name: 'amount', type: 'number', roles: ['amount'], decimals: 2, currency: 'EUR', required: true, min: 0, label: { en: 'amount', zh: '金额' } },
  { name: 'country', type: 'text', label: { en: 'country', zh: '国家' } },
  { name: 'phone', type: 'text', roles: ['sensitive'], label: { en: 'phone', zh: '手机号' } },
  { name: 'trusted', type: 'boolean', label: { en: 'trusted', zh: '可信' } },
  { name: 'tags', type: 'list', label: { en: 'tags', zh: '标记' } },
  { name: 'is_fraud', type: 'boolean', roles: ['label'], positive: true, label: { en: 'fraud', zh: '欺诈' } },
];

export function streamOf(fields: readonly Field[], node: string, more: Partial<Stream> = {}): Stream {
  return {
    fields: fields.map((field) => flowField(field, node)),
    event: { one: { en: 'payment', zh: '付款' }, many: { en: 'payments', zh: '付款' }, measure: '笔' },
    time: fields.find((field) => hasRole(field, 'time'))?.name,
    id: fields.find((field) => hasRole(field, 'id'))?.name,
    bases: [node],
    ...more,
  };
}

export const payments: Stream = streamOf(paymentFields, 'payments');

export const logins: Stream = streamOf(
  [
    { name: 'at', type: 'time', roles: ['time'], required: true, label: { en: 'time', zh: '时间' } },
    { name: 'card', type: 'text', roles: ['key'], required: true, measure: '张', label: { en: 'card', zh: '卡' } },
    { name: 'device', type: 'text', label: { en: 'device', zh: '设备' } },
    { name: 'is_new', type: 'boolean', label: { en: 'new device', zh: '新设备' } },
  ],
  'logins',
  { event: { one: { en: 'login', zh: '登录' }, measure: '次' } },
);

/** What a node sees with one stream at each of these inputs. */
export function around(inputs: Readonly<Record<string, Stream>> = {}, more: Partial<Surroundings> = {}): Surroundings {
  const from = Object.entries(inputs).map(([port, stream]) => {
    const node = stream.bases[0] ?? 'before';
    return [port, [{ node, name: node, port: 'events', stream }]] as const;
  });
  return { node: 'here', name: 'Here', inputs, from: Object.fromEntries(from), sets: [], tables: [], lang: 'en', ...more };
}

export const wiring: Wiring = { input: (port) => [`before-${port}`] };
