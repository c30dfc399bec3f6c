import type { Field } from '../../field.ts';
import { below, between, chance, exponential, fork, integer, logNormal, pickOne, uniform } from '../../random.ts';
import { adder } from '../adder.ts';
import { newAgenda, plan } from '../agenda.ts';
import { cents, countryCode, countryCodes, elsewhere, eventId, kept, newPeople, opaqueId, shortId } from '../people.ts';
import type { Preset, World } from '../preset.ts';
import { curves, newArrivals, unfold } from '../rhythm.ts';

const customer = { name: 'customer', type: 'text', label: { en: 'customer', zh: '客户' }, roles: ['key'], measure: '位', required: true } as const;
const time = { name: 'time', type: 'time', label: { en: 'time', zh: '时间' }, roles: ['time'], required: true } as const;
const device = { name: 'device', type: 'text', label: { en: 'device', zh: '设备' }, measure: '台' } as const;
const channel = { name: 'channel', type: 'text', label: { en: 'channel', zh: '渠道' }, values: ['app', 'web'] } as const;

const logins = [
  { name: 'login_id', type: 'text', label: { en: 'login id', zh: '登录编号' }, roles: ['id'], required: true },
  time,
  customer,
  device,
  { name: 'new_device', type: 'boolean', label: { en: 'new device', zh: '新设备' } },
  { name: 'country', type: 'text', label: { en: 'country', zh: '国家或地区' }, values: countryCodes },
  channel,
  { name: 'success', type: 'boolean', label: { en: 'success', zh: '登录成功' } },
] as const satisfies readonly Field[];

const changes = [
  { name: 'change_id', type: 'text', label: { en: 'change id', zh: '变更编号' }, roles: ['id'], required: true },
  time,
  customer,
  { name: 'item', type: 'text', label: { en: 'changed item', zh: '变更项' }, values: ['password', 'phone', 'email'], required: true },
  channel,
] as const satisfies readonly Field[];

const transfers = [
  { name: 'transfer_id', type: 'text', label: { en: 'transfer id', zh: '转账编号' }, roles: ['id'], required: true },
  time,
  customer,
  {
    name: 'amount', type: 'number', label: { en: 'amount', zh: '金额' }, decimals: 2, currency: 'EUR',
    roles: ['amount'], min: 0, max: 50_000, required: true,
  },
  { name: 'payee', type: 'text', label: { en: 'payee', zh: '收款人' }, measure: '位' },
  { name: 'new_payee', type: 'boolean', label: { en: 'new payee', zh: '新收款人' } },
  device,
  channel,
  { name: 'is_takeover', type: 'boolean', label: { en: 'account takeover', zh: '盗号' }, roles: ['label'], positive: true },
] as const satisfies readonly Field[];

/** What customers do with their accounts, and what others do with them. */
export const account: Preset = {
  id: 'account',
  title: { en: 'Accounts', zh: '账户活动' },
  summary: {
    en: 'Logins, password changes and transfers; some accounts are taken over: new password, new device, large transfer',
    zh: '登录、密码变更与转账；部分账户被盗：改密码、换新设备、大额转账',
  },
  consumers: 800,
  streams: [
    {
      id: 'logins',
      title: { en: 'Logins', zh: '登录' },
      event: { one: { en: 'login', zh: '登录' }, many: { en: 'logins', zh: '登录' }, measure: '次' },
      time: 'time',
      key: 'login_id',
      fields: logins,
    },
    {
      id: 'changes',
      title: { en: 'Account changes', zh: '账户变更' },
      event: { one: { en: 'account change', zh: '账户变更' }, many: { en: 'account changes', zh: '账户变更' }, measure: '次' },
      time: 'time',
      key: 'change_id',
      fields: changes,
    },
    {
      id: 'transfers',
      title: { en: 'Transfers', zh: '转账' },
      event: { one: { en: 'transfer', zh: '转账' }, many: { en: 'transfers', zh: '转账' }, measure: '笔' },
      time: 'time',
      key: 'transfer_id',
      fields: transfers,
    },
  ],
  start: startAccounts,
};

type Item = 'password' | 'phone' | 'email';
type Channel = 'app' | 'web';

const second = 1000;
const minute = 60_000;

function startAccounts({ random, consumers, start, sheets }: World): () => number {
  const people = newPeople(random, consumers, {
    visits: 0.8,
    hours: [{ curve: curves.day, share: 5 }, { curve: curves.evening, share: 3 }, { curve: curves.early, share: 2 }],
  });
  const choices = fork(random, 'choices');
  const crimes = fork(random, 'crimes');
  const addLogin = adder(sheets[0], logins);
  const addChange = adder(sheets[1], changes);
  const addTransfer = adder(sheets[2], transfers);
  const nameOf = kept((who) => shortId('u', who));
  const deviceIds: string[] = [];
  const deviceOf = (who: number): string => (deviceIds[who] ??= opaqueId('d', `${random.origin}/${who}`));
  const knownPayees = 4;
  const payeeOf = kept((place) => opaqueId('y', `known/${place}`));
  const made = { logins: 0, changes: 0, transfers: 0 };
  const agenda = newAgenda();

  const login = (at: number, who: number, of: { device: string; isNew?: boolean; country?: number; channel: Channel; success?: boolean }): number => {
    made.logins += 1;
    addLogin({
      login_id: eventId('l', made.logins),
      time: at,
      customer: nameOf(who),
      device: of.device,
      new_device: of.isNew ?? false,
      country: countryCode(of.country ?? people.country[who] ?? 0),
      channel: of.channel,
      success: of.success ?? true,
    });
    return 0;
  };

  const change = (at: number, who: number, item: Item, by: Channel): number => {
    made.changes += 1;
    addChange({ change_id: eventId('g', made.changes), time: at, customer: nameOf(who), item, channel: by });
    return 1;
  };

  interface Sending { amount: number; payee: string; isNew: boolean; device: string; channel: Channel; takeover: boolean }
  const transfer = (at: number, who: number, of: Sending): number => {
    made.transfers += 1;
    addTransfer({
      transfer_id: eventId('t', made.transfers),
      time: at,
      customer: nameOf(who),
      amount: of.amount,
      payee: of.payee,
      new_payee: of.isNew,
      device: of.device,
      channel: of.channel,
      is_takeover: of.takeover,
    });
    return 2;
  };

  const honestTransfer = (who: number, at: number, by: Channel): void => {
    const isNew = chance(choices, 0.08);
    const large = chance(choices, 0.04);
    const amount = large
      ? Math.round(between(choices, 10, 60)) * 100
      : Math.max(1, chance(choices, 0.6) ? Math.round(logNormal(choices, 90, 0.9)) : cents(logNormal(choices, 60, 0.9)));
    const payee = isNew ? opaqueId('y', `new/${who}/${at}`) : payeeOf(who * knownPayees + below(choices, knownPayees));
    plan(agenda, at, (moment) => transfer(moment, who, { amount, payee, isNew, device: deviceOf(who), channel: by, takeover: false }));
  };

  /** The password is forgotten: wrong ones, then a new one, and then the visit as ever. */
  const forgotten = (who: number, at: number, by: Channel): number => {
    let when = at;
    for (let left = integer(choices, 1, 3); left > 0; left -= 1) {
      when += Math.floor(between(choices, 10 * second, 40 * second));
      plan(agenda, when, (moment) => login(moment, who, { device: deviceOf(who), channel: by, success: false }));
    }
    plan(agenda, when + minute, (moment) => change(moment, who, 'password', by));
    plan(agenda, when + 2 * minute, (moment) => login(moment, who, { device: deviceOf(who), channel: by }));
    if (chance(choices, 0.3)) honestTransfer(who, when + integer(choices, 3, 7) * minute, by);
    return login(at, who, { device: deviceOf(who), channel: by, success: false });
  };

  /** A new phone: often with a new password, and now and then with a transfer soon after. */
  const newPhone = (who: number, at: number): number => {
    deviceIds[who] = opaqueId('d', `${random.origin}/${who}/${at}`);
    if (chance(choices, 0.3)) plan(agenda, at + integer(choices, 1, 5) * minute, (moment) => change(moment, who, 'phone', 'app'));
    if (chance(choices, 0.35)) honestTransfer(who, at + integer(choices, 2, 8) * minute, 'app');
    return login(at, who, { device: deviceOf(who), isNew: true, channel: 'app' });
  };

  const takeover = (who: number, at: number): void => {
    const country = elsewhere(crimes, people.country[who] ?? 0);
    const stranger = opaqueId('d', `${random.origin}/stranger/${who}/${at}`);
    const slow = chance(crimes, 0.15);
    const by: Channel = chance(crimes, 0.6) ? 'web' : 'app';
    let when = at + Math.floor(exponential(crimes, 90 * minute));
    const changed = when;
    plan(agenda, changed, (moment) => change(moment, who, 'password', by));
    when += Math.floor(between(crimes, 20 * second, 2 * minute));
    plan(agenda, when, (moment) => login(moment, who, { device: stranger, isNew: true, country, channel: by }));
    for (let left = integer(crimes, 1, 3); left > 0; left -= 1) {
      when += Math.floor(slow ? between(crimes, 12 * minute, 40 * minute) : between(crimes, minute, 2.4 * minute));
      const amount = pickOne(crimes, [1500, 1800, 2000, 2400, 2500, 3000, 4000, 4900, 6500, 9000]) - integer(crimes, 0, 20) * 5;
      const payee = opaqueId('y', `mule/${Math.floor(at / 86_400_000)}/${below(crimes, 3)}`);
      plan(agenda, when, (moment) => transfer(moment, who, { amount, payee, isNew: true, device: stranger, channel: by, takeover: true }));
    }
  };

  return unfold(agenda, newArrivals(random, people.groups, start), (who, at) => {
    if (chance(crimes, 1 / 300)) takeover(who, at);
    const by: Channel = chance(choices, 0.7) ? 'app' : 'web';
    const kind = uniform(choices);
    if (kind < 0.012) return forgotten(who, at, by);
    if (kind < 0.02) return newPhone(who, at);
    if (kind < 0.028) plan(agenda, at + 2 * minute, (moment) => change(moment, who, pickOne(choices, ['password', 'phone', 'email']), by));
    if (chance(choices, 0.3)) honestTransfer(who, at + Math.floor(between(choices, 30 * second, 6 * minute)), by);
    const abroad = chance(choices, 0.03) ? elsewhere(choices, people.country[who] ?? 0) : undefined;
    return login(at, who, { device: deviceOf(who), channel: by, success: !chance(choices, 0.02), ...(abroad === undefined ? {} : { country: abroad }) });
  });
}
