import type { EventName, Field } from '../../data/field.ts';
import { anyEvent } from '../../kinds/shared/streams.ts';

/** What a row of an unknown table may be called, by the name of its file and of its fields. */

const known: readonly (readonly [pattern: RegExp, event: EventName])[] = [
  [/refund|退款/i, { one: { en: 'refund', zh: '退款' }, many: { en: 'refunds', zh: '退款' }, measure: '笔' }],
  [/transfer|转账/i, { one: { en: 'transfer', zh: '转账' }, many: { en: 'transfers', zh: '转账' }, measure: '笔' }],
  [/log-?in|sign-?in|登录/i, { one: { en: 'login', zh: '登录' }, many: { en: 'logins', zh: '登录' }, measure: '次' }],
  [/payment|付款|支付|缴费/i, { one: { en: 'payment', zh: '付款' }, many: { en: 'payments', zh: '付款' }, measure: '笔' }],
  [/orders?(?:$|[^a-z])|purchase|订单|下单/i, { one: { en: 'order', zh: '订单' }, many: { en: 'orders', zh: '订单' }, measure: '笔' }],
  [/transaction|txns?|交易|流水/i, { one: { en: 'transaction', zh: '交易' }, many: { en: 'transactions', zh: '交易' }, measure: '笔' }],
  [/application|申请/i, { one: { en: 'application', zh: '申请' }, many: { en: 'applications', zh: '申请' }, measure: '份' }],
  [/claim|理赔/i, { one: { en: 'claim', zh: '理赔' }, many: { en: 'claims', zh: '理赔' }, measure: '件' }],
  [/reading|sensor|telemetry|读数/i, { one: { en: 'reading', zh: '读数' }, many: { en: 'readings', zh: '读数' }, measure: '条' }],
  [/visit|session|page-?view|访问/i, { one: { en: 'visit', zh: '访问' }, many: { en: 'visits', zh: '访问' }, measure: '次' }],
  [/calls?(?:$|[^a-z])|通话/i, { one: { en: 'call', zh: '通话' }, many: { en: 'calls', zh: '通话' }, measure: '次' }],
];

/** The name of the file tells more than those of the fields; an id's name tells more than others. */
export function likelyEvent(file: string, fields: readonly Field[]): EventName {
  const ids = fields.filter((field) => field.roles?.includes('id')).map(({ name }) => name);
  for (const text of [file, ...ids, ...fields.map(({ name }) => name)]) {
    const found = known.find(([pattern]) => pattern.test(text));
    if (found !== undefined) return found[1];
  }
  return anyEvent;
}

const measures: readonly (readonly [pattern: RegExp, measure: string])[] = [
  [/卡|card/i, '张'],
  [/客户|会员|用户|顾客|customer|member|user|client/i, '位'],
  [/设备|终端|device|terminal/i, '台'],
  [/商户|门店|店铺|公司|merchant|shop|store/i, '家'],
];

/** The Chinese measure word for what a field stands for. */
export const likelyMeasure = (name: string): string | undefined => measures.find(([pattern]) => pattern.test(name))?.[1];
