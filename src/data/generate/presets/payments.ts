import type { Field } from '../../field.ts';
import { below, between, chance, exponential, fork, integer, logNormal, picker, pickIndex, pickOne, uniform } from '../../random.ts';
import type { Random } from '../../random.ts';
import type { Sheet } from '../../sheet.ts';
import { adder } from '../adder.ts';
import { newAgenda, nothing, plan } from '../agenda.ts';
import { groupNumber, merchantGroups, merchants, merchantsPerGroup } from '../merchants.ts';
import type { MerchantGroup } from '../merchants.ts';
import { cents, countryCode, countryCodes, elsewhere, eventId, kept, newPeople, opaqueId, shopPrice, shortId } from '../people.ts';
import type { Preset, World } from '../preset.ts';
import { newArrivals, unfold } from '../rhythm.ts';

const fields = [
  { name: 'payment_id', type: 'text', label: { en: 'payment id', zh: '付款编号' }, roles: ['id'], required: true },
  { name: 'time', type: 'time', label: { en: 'time', zh: '时间' }, roles: ['time'], required: true },
  { name: 'card', type: 'text', label: { en: 'card', zh: '卡号' }, roles: ['key'], measure: '张', required: true },
  { name: 'customer', type: 'text', label: { en: 'customer', zh: '客户' }, roles: ['key'], measure: '位', required: true },
  {
    name: 'amount', type: 'number', label: { en: 'amount', zh: '金额' }, decimals: 2, currency: 'EUR',
    roles: ['amount'], min: 0, max: 20_000, required: true,
  },
  { name: 'merchant', type: 'text', label: { en: 'merchant', zh: '商户' }, measure: '家', required: true },
  {
    name: 'merchant_group', type: 'text', label: { en: 'merchant group', zh: '商户类别' },
    values: merchantGroups.map((group) => group.id), required: true,
  },
  { name: 'country', type: 'text', label: { en: 'country', zh: '国家或地区' }, values: countryCodes, required: true },
  { name: 'home_country', type: 'text', label: { en: 'home country', zh: '客户所在国家或地区' }, values: countryCodes },
  { name: 'channel', type: 'text', label: { en: 'channel', zh: '渠道' }, values: ['chip', 'contactless', 'online'], required: true },
  { name: 'device', type: 'text', label: { en: 'device', zh: '设备' }, measure: '台' },
  { name: 'status', type: 'text', label: { en: 'status', zh: '状态' }, values: ['approved', 'declined'], required: true },
  { name: 'is_fraud', type: 'boolean', label: { en: 'fraud', zh: '欺诈' }, roles: ['label'], positive: true },
] as const satisfies readonly Field[];

/** Card payments, and two ways in which cards are misused: tried out with small sums, and stolen. */
export const payments: Preset = {
  id: 'payments',
  title: { en: 'Card payments', zh: '银行卡付款' },
  summary: {
    en: 'Payments by card with daily and weekly rhythm; some cards are tested with small payments or stolen',
    zh: '有日、周节律的银行卡付款；部分卡被小额试卡或盗刷',
  },
  consumers: 1000,
  streams: [
    {
      id: 'payments',
      title: { en: 'Card payments', zh: '银行卡付款' },
      event: { one: { en: 'payment', zh: '付款' }, many: { en: 'payments', zh: '付款' }, measure: '笔' },
      time: 'time',
      key: 'payment_id',
      fields,
    },
  ],
  start: startPayments,
};

interface Payment {
  readonly who: number;
  readonly amount: number;
  readonly merchant: number;
  readonly country: number;
  readonly channel: 'chip' | 'contactless' | 'online';
  readonly device: string | null;
  readonly approved: boolean;
  readonly fraud: boolean;
}

const favourites = 5;
const minute = 60_000;
const day = 86_400_000;

function startPayments({ random, consumers, start, sheets }: World): () => number {
  const people = newPeople(random, consumers, { visits: 1.5 });
  const choices = fork(random, 'choices');
  const crimes = fork(random, 'crimes');
  const write = paymentWriter(sheets[0], people.country);
  const groupShares = picker(merchantGroups.map((group) => group.share));
  const favourite = Uint8Array.from({ length: consumers * favourites }, () => anyMerchant(choices, pickIndex(choices, groupShares)));
  const tripUntil = new Float64Array(consumers);
  const tripTo = new Uint8Array(consumers);
  const device = kept((who) => opaqueId('d', `${random.origin}/${who}`));
  const agenda = newAgenda();

  const ordinary = (who: number, at: number): number => {
    const usual = chance(choices, 0.65);
    const merchant = usual
      ? (favourite[who * favourites + below(choices, favourites)] ?? 0)
      : anyMerchant(choices, pickIndex(choices, groupShares));
    const group = merchants[merchant]?.group ?? merchantGroups[0];
    if (group === undefined) return nothing;
    const home = people.country[who] ?? 0;
    const away = (tripUntil[who] ?? 0) > at;
    if (!away && chance(choices, 0.004)) {
      tripUntil[who] = at + between(choices, 3 * day, 10 * day);
      tripTo[who] = elsewhere(choices, home);
    }
    const online = chance(choices, group.online);
    return write(at, {
      who,
      amount: priceIn(choices, group, people.spend[who] ?? 1),
      merchant,
      country: away && !online ? (tripTo[who] ?? home) : online && chance(choices, 0.04) ? elsewhere(choices, home) : home,
      channel: online ? 'online' : chance(choices, 0.72) ? 'contactless' : 'chip',
      device: online ? device(who) : null,
      approved: !chance(choices, 0.015),
      fraud: false,
    });
  };

  /** A day out: a few honest payments in an hour or two, so that a burst alone proves nothing. */
  const outing = (who: number, at: number): void => {
    let when = at;
    for (let left = integer(choices, 2, 4); left > 0; left -= 1) {
      when += Math.floor(between(choices, 4 * minute, 35 * minute));
      plan(agenda, when, (moment) => ordinary(who, moment));
    }
  };

  /** Small sums first, to see whether the card works, and then as much as it gives. */
  const cardTesting = (who: number, at: number): void => {
    const machine = opaqueId('d', `${random.origin}/testing/${at}`);
    const country = elsewhere(crimes, people.country[who] ?? 0);
    const small = [anyMerchant(crimes, groupNumber('entertainment')), anyMerchant(crimes, groupNumber('transport'))];
    let when = at + integer(crimes, 1, 30) * minute;
    const pay = (amount: number, merchant: number, approval: number): void => {
      const approved = chance(crimes, approval);
      plan(agenda, when, (moment) =>
        write(moment, { who, amount, merchant, country, channel: 'online', device: machine, approved, fraud: true }),
      );
    };
    for (let left = integer(crimes, 5, 12); left > 0; left -= 1) {
      pay(cents(between(crimes, 0.5, 3)), pickOne(crimes, small), 0.65);
      when += Math.floor(between(crimes, 8000, 55_000));
    }
    const targets = ['electronics', 'gift cards', 'jewellery'].map(groupNumber);
    for (let left = integer(crimes, 1, 3); left > 0; left -= 1) {
      when += Math.floor(between(crimes, minute, 4 * minute));
      pay(shopPrice(crimes, between(crimes, 320, 1900)), anyMerchant(crimes, pickOne(crimes, targets)), 0.8);
    }
  };

  /** A lost card in another country: large payments in shops until it is blocked. */
  const stolenCard = (who: number, at: number): void => {
    const country = elsewhere(crimes, people.country[who] ?? 0);
    const targets = ['electronics', 'clothing', 'jewellery', 'fuel'].map(groupNumber);
    let when = at + integer(crimes, 20, 90) * minute;
    const amounts = Array.from({ length: integer(crimes, 2, 5) }, () => shopPrice(crimes, logNormal(crimes, 260, 0.6)));
    for (const amount of amounts) {
      const merchant = anyMerchant(crimes, pickOne(crimes, targets));
      const approved = chance(crimes, 0.85);
      const channel = amount < 50 ? 'contactless' : 'chip';
      plan(agenda, when, (moment) =>
        write(moment, { who, amount, merchant, country, channel, device: null, approved, fraud: true }),
      );
      when += Math.floor(minute + exponential(crimes, 12 * minute));
    }
  };

  return unfold(agenda, newArrivals(random, people.groups, start), (who, at) => {
    const fate = uniform(crimes);
    if (fate < 1 / 700) cardTesting(who, at);
    else if (fate < 1 / 450) stolenCard(who, at);
    else if (fate > 0.992) outing(who, at);
    return ordinary(who, at);
  });
}

const anyMerchant = (random: Random, group: number): number => group * merchantsPerGroup + below(random, merchantsPerGroup);

function priceIn(random: Random, { median, spread, prices }: MerchantGroup, spend: number): number {
  const amount = Math.min(logNormal(random, median * spend, spread), 15_000);
  if (prices === 'shop') return shopPrice(random, amount);
  if (prices === 'round') return Math.max(1, chance(random, 0.7) ? Math.round(amount * 2) / 2 : cents(Math.round(amount * 10) / 10));
  return Math.max(0.25, cents(amount));
}

function paymentWriter(sheet: Sheet | undefined, homes: Uint8Array): (at: number, payment: Payment) => number {
  const add = adder(sheet, fields);
  const cardOf = kept((who) => shortId('c', who));
  // Every ninth customer has two cards.
  const customerOf = kept((who) => shortId('u', who % 9 === 8 ? who - 1 : who));
  let count = 0;
  return (at, { who, amount, merchant, country, channel, device, approved, fraud }) => {
    count += 1;
    add({
      payment_id: eventId('p', count),
      time: at,
      card: cardOf(who),
      customer: customerOf(who),
      amount,
      merchant: merchants[merchant]?.name ?? null,
      merchant_group: merchants[merchant]?.group.id ?? null,
      country: countryCode(country),
      home_country: countryCode(homes[who] ?? 0),
      channel,
      device,
      status: approved ? 'approved' : 'declined',
      is_fraud: fraud,
    });
    return 0;
  };
}
