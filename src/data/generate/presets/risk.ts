import type { Field } from '../../field.ts';
import { between, chance, fork, integer, logNormal, pickOne, uniform } from '../../random.ts';
import type { Random } from '../../random.ts';
import { adder } from '../adder.ts';
import { newAgenda, plan } from '../agenda.ts';
import { cents, eventId, kept, newPeople, opaqueId, shortId } from '../people.ts';
import type { Preset, World } from '../preset.ts';
import { curves, newArrivals, unfold } from '../rhythm.ts';

const time = { name: 'time', type: 'time', label: { en: 'time', zh: '时间' }, roles: ['time'], required: true } as const;
const customer = { name: 'customer', type: 'text', label: { en: 'customer', zh: '客户' }, roles: ['key'], measure: '位' } as const;

const orders = [
  { name: 'order_id', type: 'text', label: { en: 'order id', zh: '订单编号' }, roles: ['id'], required: true },
  time,
  customer,
  {
    name: 'amount', type: 'number', label: { en: 'amount', zh: '金额' }, decimals: 2, currency: 'CNY',
    roles: ['amount'], min: 0, max: 1_000_000,
  },
  { name: 'channel', type: 'text', label: { en: 'channel', zh: '渠道' } },
  { name: 'city', type: 'text', label: { en: 'city', zh: '城市' } },
  { name: 'device', type: 'text', label: { en: 'device', zh: '设备' }, measure: '台' },
  { name: 'is_risk', type: 'boolean', label: { en: 'known risk', zh: '已确认风险' }, roles: ['label'], positive: true },
] as const satisfies readonly Field[];

const access = [
  { name: 'line_id', type: 'text', label: { en: 'line id', zh: '日志编号' }, roles: ['id'], required: true },
  time,
  customer,
  { name: 'action', type: 'text', label: { en: 'action', zh: '操作' } },
  { name: 'status', type: 'number', label: { en: 'status code', zh: '状态码' }, decimals: 0, min: 100, max: 599 },
  { name: 'latency', type: 'number', label: { en: 'response time', zh: '响应时间' }, decimals: 0, unit: 'ms', min: 0, max: 120_000 },
  { name: 'message', type: 'text', label: { en: 'message', zh: '日志内容' } },
] as const satisfies readonly Field[];

const balances = [
  { name: 'record_id', type: 'text', label: { en: 'record id', zh: '记录编号' }, roles: ['id'], required: true },
  time,
  customer,
  { name: 'balance', type: 'number', label: { en: 'balance', zh: '余额' }, decimals: 2, currency: 'CNY', min: -1_000_000, max: 10_000_000 },
  { name: 'credit_limit', type: 'number', label: { en: 'credit limit', zh: '授信额度' }, decimals: 0, currency: 'CNY', min: 0, max: 1_000_000 },
  { name: 'overdue_days', type: 'number', label: { en: 'days overdue', zh: '逾期天数' }, decimals: 0, min: 0, max: 3650 },
  { name: 'grade', type: 'text', label: { en: 'grade', zh: '客户等级' } },
] as const satisfies readonly Field[];

/** Three systems that look at the same customers, none of them tidy: spaces, mixed case, gaps. */
export const risk: Preset = {
  id: 'risk',
  title: { en: 'Risk sources', zh: '风险数据源' },
  summary: {
    en: 'Orders from an API, access lines from a log file and balances from a database, untidy as such data is; some customers go bad',
    zh: '来自接口的订单、日志文件的访问记录、数据库的余额，保留真实数据的杂乱；部分客户出现风险',
  },
  consumers: 400,
  streams: [
    {
      id: 'orders',
      title: { en: 'Orders (API)', zh: '订单（接口）' },
      event: { one: { en: 'order', zh: '订单' }, many: { en: 'orders', zh: '订单' }, measure: '笔' },
      time: 'time',
      key: 'order_id',
      fields: orders,
    },
    {
      id: 'access',
      title: { en: 'Access log (file)', zh: '访问日志（文件）' },
      event: { one: { en: 'log line', zh: '日志' }, many: { en: 'log lines', zh: '日志' }, measure: '条' },
      time: 'time',
      key: 'line_id',
      fields: access,
    },
    {
      id: 'balances',
      title: { en: 'Balances (database)', zh: '余额（数据库）' },
      event: { one: { en: 'balance record', zh: '余额记录' }, many: { en: 'balance records', zh: '余额记录' }, measure: '条' },
      time: 'time',
      key: 'record_id',
      fields: balances,
    },
  ],
  start: startRisk,
};

const second = 1000;
const minute = 60_000;
const day = 86_400_000;
const cities = ['上海', '北京', '深圳', '杭州', '成都', '武汉', '西安', '厦门'] as const;

function startRisk({ random, consumers, start, sheets }: World): () => number {
  const people = newPeople(random, consumers, { visits: 2, hours: [{ curve: curves.day, share: 7 }, { curve: curves.night, share: 3 }] });
  const inChina = people.groups.map((group) => ({ ...group, zone: 'Asia/Shanghai' }));
  const choices = fork(random, 'choices');
  const troubles = fork(random, 'troubles');
  const addOrder = adder(sheets[0], orders);
  const addLine = adder(sheets[1], access);
  const addRecord = adder(sheets[2], balances);
  const nameOf = kept((who) => shortId('u', who));
  const deviceOf = kept((who) => opaqueId('d', `${random.origin}/${who}`));
  const cityOf = kept((who) => cities[(who * 7) % cities.length] ?? '上海');
  const balance = Float64Array.from({ length: consumers }, (_, who) => logNormal(choices, 18_000 * (people.spend[who] ?? 1), 0.8));
  const limit = Float64Array.from({ length: consumers }, () => integer(choices, 1, 20) * 5000);
  /** When a customer ran into arrears; zero where not. */
  const overdueFrom = new Float64Array(consumers);
  const made = { orders: 0, lines: 0, records: 0 };
  const agenda = newAgenda();

  const order = (at: number, who: number, of: { amount: number; device?: string; city?: string; bad?: boolean }): number => {
    made.orders += 1;
    balance[who] = (balance[who] ?? 0) - of.amount * 0.4;
    addOrder({
      order_id: eventId('o', made.orders),
      time: at,
      customer: nameOf(who),
      amount: chance(choices, 0.006) ? null : of.amount,
      channel: untidy(choices, pickOne(choices, ['app', 'web', 'phone'])),
      city: chance(choices, 0.02) ? null : untidy(choices, of.city ?? cityOf(who)),
      device: of.device ?? deviceOf(who),
      is_risk: of.bad ?? false,
    });
    return 0;
  };

  const line = (at: number, who: number, action: string, status: number): number => {
    made.lines += 1;
    const slow = chance(choices, 0.01);
    addLine({
      line_id: eventId('n', made.lines),
      time: at,
      customer: chance(choices, 0.01) ? null : nameOf(who),
      action: untidy(choices, action),
      status,
      latency: Math.min(60_000, Math.round(logNormal(choices, slow ? 4000 : 90, 0.6))),
      message: status === 200 ? `${action} ok` : status === 401 ? `${action} failed: wrong password` : `${action} failed: upstream timeout`,
    });
    return 1;
  };

  const record = (at: number, who: number): number => {
    const since = overdueFrom[who] ?? 0;
    const left = balance[who] ?? 0;
    made.records += 1;
    addRecord({
      record_id: eventId('e', made.records),
      time: at,
      customer: nameOf(who),
      balance: cents(Math.max(-900_000, left)),
      credit_limit: limit[who] ?? 0,
      overdue_days: since === 0 ? 0 : Math.floor((at - since) / day),
      grade: chance(choices, 0.03) ? null : untidy(choices, left > 20_000 ? 'gold' : left > 5000 ? 'silver' : 'basic'),
    });
    if (left < 2000) balance[who] = left + logNormal(choices, 15_000, 0.5);
    return 2;
  };

  /** Wrong passwords one after the other, and orders from a strange place once one is right. */
  const attack = (who: number, at: number): void => {
    const device = opaqueId('d', `${random.origin}/attack/${at}`);
    const city = pickOne(troubles, cities);
    let when = at;
    for (let left = integer(troubles, 5, 14); left > 0; left -= 1) {
      when += Math.floor(between(troubles, 2 * second, 20 * second));
      plan(agenda, when, (moment) => line(moment, who, 'login', 401));
    }
    plan(agenda, when + 5 * second, (moment) => line(moment, who, 'login', 200));
    for (let left = integer(troubles, 1, 4); left > 0; left -= 1) {
      when += Math.floor(between(troubles, 30 * second, 3 * minute));
      const amount = integer(troubles, 12, 98) * 100;
      plan(agenda, when, (moment) => order(moment, who, { amount, device, city, bad: true }));
    }
  };

  return unfold(agenda, newArrivals(random, inChina, start), (who, at) => {
    const fate = uniform(troubles);
    if (fate < 1 / 300) attack(who, at);
    else if (fate < 1 / 150) overdueFrom[who] = overdueFrom[who] === 0 ? at - integer(troubles, 0, 45) * day : 0;
    if (chance(choices, 0.35)) {
      const amount = cents(logNormal(choices, 160 * (people.spend[who] ?? 1), 0.9));
      plan(agenda, at + integer(choices, 20, 400) * second, (moment) => order(moment, who, { amount }));
    }
    if (chance(choices, 0.12)) plan(agenda, at + integer(choices, 5, 60) * minute, (moment) => record(moment, who));
    return line(at, who, chance(choices, 0.5) ? 'login' : pickOne(choices, ['search', 'view', 'pay']), chance(choices, 0.03) ? 401 : chance(choices, 0.01) ? 504 : 200);
  });
}

/** As people and systems write it: now and then with a space too many, or in capitals. */
function untidy(random: Random, text: string): string {
  const kind = uniform(random);
  if (kind < 0.04) return ` ${text}`;
  if (kind < 0.07) return `${text}  `;
  if (kind < 0.12) return text.toUpperCase();
  return kind < 0.15 ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
}
