import type { Field } from '../../field.ts';
import { below, between, chance, fork, hash32, integer, pickOne, uniform } from '../../random.ts';
import { adder } from '../adder.ts';
import { newAgenda, nothing, plan } from '../agenda.ts';
import { cents, eventId, kept, newPeople, opaqueId, shortId } from '../people.ts';
import type { Preset, World } from '../preset.ts';
import { categories, products, productsPerCategory } from '../products.ts';
import { curves, newArrivals, unfold } from '../rhythm.ts';

const fields = [
  { name: 'purchase_id', type: 'text', label: { en: 'purchase id', zh: '订单编号' }, roles: ['id'], required: true },
  { name: 'time', type: 'time', label: { en: 'time', zh: '时间' }, roles: ['time'], required: true },
  { name: 'customer', type: 'text', label: { en: 'customer', zh: '顾客' }, roles: ['key'], measure: '位', required: true },
  { name: 'product', type: 'text', label: { en: 'product', zh: '商品' }, measure: '件', required: true },
  { name: 'category', type: 'text', label: { en: 'category', zh: '品类' }, values: categories, required: true },
  { name: 'list_price', type: 'number', label: { en: 'list price', zh: '原价' }, decimals: 2, currency: 'CNY', min: 0, max: 20_000, required: true },
  { name: 'discount', type: 'number', label: { en: 'discount', zh: '折扣' }, decimals: 0, unit: '%', min: 0, max: 90 },
  { name: 'quantity', type: 'number', label: { en: 'quantity', zh: '数量' }, decimals: 0, min: 1, max: 50 },
  {
    name: 'amount', type: 'number', label: { en: 'amount paid', zh: '实付金额' }, decimals: 2, currency: 'CNY',
    roles: ['amount'], min: 0, max: 100_000, required: true,
  },
  { name: 'coupon', type: 'text', label: { en: 'coupon', zh: '优惠券' }, measure: '张' },
  { name: 'new_customer', type: 'boolean', label: { en: 'new customer', zh: '新客' } },
  { name: 'device', type: 'text', label: { en: 'device', zh: '设备' }, roles: ['key'], measure: '台' },
  { name: 'address', type: 'text', label: { en: 'delivery address', zh: '收货地址' }, roles: ['key', 'sensitive'] },
  { name: 'channel', type: 'text', label: { en: 'channel', zh: '渠道' }, values: ['app', 'web', 'store'] },
  { name: 'is_abuse', type: 'boolean', label: { en: 'promotion abuse', zh: '薅羊毛' }, roles: ['label'], positive: true },
] as const satisfies readonly Field[];

/** Purchases of people who look at the price more or less, and of some who look for coupons only. */
export const purchases: Preset = {
  id: 'purchases',
  title: { en: 'Purchases and promotions', zh: '购买与促销' },
  summary: {
    en: 'Purchases with weekly promotions and coupons; some customers buy only at a discount, some rings abuse a welcome coupon',
    zh: '含每周促销与优惠券的购买记录；有些顾客只在打折时购买，有团伙滥用新人券',
  },
  consumers: 900,
  streams: [
    {
      id: 'purchases',
      title: { en: 'Purchases', zh: '购买' },
      event: { one: { en: 'purchase', zh: '购买' }, many: { en: 'purchases', zh: '购买' }, measure: '笔' },
      time: 'time',
      key: 'purchase_id',
      fields,
    },
  ],
  start: startPurchases,
};

const minute = 60_000;
const hour = 60 * minute;
const week = 7 * 24 * hour;

/** Prices are listed in euro; here they are asked in yuan. */
const yuan = 7;
const welcome = 'WELCOME30';

function startPurchases({ random, consumers, start, sheets }: World): () => number {
  const people = newPeople(random, consumers, { visits: 0.7, hours: [{ curve: curves.evening, share: 5 }, { curve: curves.day, share: 5 }] });
  const choices = fork(random, 'choices');
  const rings = fork(random, 'rings');
  const add = adder(sheets[0], fields);
  const tempers = fork(random, 'tempers');
  /** From 0, who never looks at a price, to 1, who buys at a discount only. */
  const sensitivity = Float64Array.from({ length: consumers }, () => (chance(tempers, 0.35) ? between(tempers, 0.75, 1) : between(tempers, 0, 0.6)));
  const favourite = Uint8Array.from({ length: consumers }, () => below(tempers, categories.length));
  const nameOf = kept((who) => shortId('u', who));
  const deviceOf = kept((who) => opaqueId('d', `${random.origin}/${who}`));
  const addressOf = kept((who) => opaqueId('h', `${random.origin}/${who % 7 === 6 ? who - 1 : who}`));
  const promotionOf = promotionCalendar();
  const agenda = newAgenda();
  let made = 0;
  let newcomers = 0;

  interface Basket {
    readonly customer: string;
    readonly device: string;
    readonly address: string;
    readonly product: number;
    readonly discount: number;
    readonly quantity: number;
    readonly coupon: string | null;
    readonly isNew: boolean;
    readonly channel: 'app' | 'web' | 'store';
    readonly abuse: boolean;
  }

  const buy = (at: number, basket: Basket): number => {
    const product = products[basket.product];
    if (product === undefined) return nothing;
    const price = Math.round(product.price * yuan);
    made += 1;
    add({
      purchase_id: eventId('b', made),
      time: at,
      customer: basket.customer,
      product: product.name,
      category: product.category,
      list_price: price,
      discount: basket.discount,
      quantity: basket.quantity,
      amount: cents(price * basket.quantity * (1 - basket.discount / 100)),
      coupon: basket.coupon,
      new_customer: basket.isNew,
      device: basket.channel === 'store' ? null : basket.device,
      address: basket.channel === 'store' ? null : basket.address,
      channel: basket.channel,
      is_abuse: basket.abuse,
    });
    return 0;
  };

  const anyProduct = (category: number): number => category * productsPerCategory + below(choices, productsPerCategory);
  const newcomer = (): string => shortId('u', consumers + (newcomers += 1));

  /** Somebody new, with a welcome coupon and good intentions. */
  const firstPurchase = (at: number): number => {
    const customer = newcomer();
    const uses = chance(choices, 0.7);
    return buy(at, {
      customer,
      device: opaqueId('d', `${random.origin}/${customer}`),
      address: opaqueId('h', `${random.origin}/${customer}`),
      product: anyProduct(below(choices, categories.length)),
      discount: uses ? 30 : 0,
      quantity: 1,
      coupon: uses ? welcome : null,
      isNew: true,
      channel: chance(choices, 0.7) ? 'app' : 'web',
      abuse: false,
    });
  };

  /** Many new accounts, one device or one address, one coupon, within hours. */
  const ring = (at: number): void => {
    const device = opaqueId('d', `${random.origin}/ring/${at}`);
    const address = opaqueId('h', `${random.origin}/ring/${at}`);
    const oneDevice = chance(rings, 0.7);
    const oneAddress = !oneDevice || chance(rings, 0.5);
    const product = below(rings, products.length);
    let when = at;
    for (let left = integer(rings, 6, 18); left > 0; left -= 1) {
      when += Math.floor(between(rings, minute, 20 * minute));
      const customer = newcomer();
      plan(agenda, when, (moment) =>
        buy(moment, {
          customer,
          device: oneDevice ? device : opaqueId('d', `${random.origin}/${customer}`),
          address: oneAddress ? address : opaqueId('h', `${random.origin}/${customer}`),
          product,
          discount: 30,
          quantity: 1,
          coupon: welcome,
          isNew: true,
          channel: 'app',
          abuse: true,
        }),
      );
    }
  };

  return unfold(agenda, newArrivals(random, people.groups, start), (who, at) => {
    if (chance(rings, 1 / 500)) ring(at);
    if (chance(choices, 0.02)) return firstPurchase(at);
    const category = chance(choices, 0.6) ? (favourite[who] ?? 0) : below(choices, categories.length);
    const promoted = promotionOf(category, at);
    const minds = sensitivity[who] ?? 0;
    const coupon = uniform(choices) < minds * 0.3 ? pickOne(choices, ['SAVE10', 'WEEKEND15', 'APP5']) : null;
    const discount = Math.max(promoted, coupon === null ? 0 : Number(coupon.replace(/\D/g, '')));
    if (discount === 0 && chance(choices, minds * 0.95)) return nothing;
    return buy(at, {
      customer: nameOf(who),
      device: deviceOf(who),
      address: addressOf(who),
      product: anyProduct(category),
      discount,
      quantity: discount >= 20 && chance(choices, minds) ? integer(choices, 2, 5) : chance(choices, 0.85) ? 1 : 2,
      coupon: discount > promoted ? coupon : null,
      isNew: false,
      channel: chance(choices, 0.5) ? 'app' : chance(choices, 0.6) ? 'web' : 'store',
      abuse: false,
    });
  });
}

/** What each category is reduced by: each week another two or three, from Thursday on for four days. */
function promotionCalendar(): (category: number, at: number) => number {
  const discounts = categories.map(() => 0);
  let known = NaN;
  return (category, at) => {
    const number = Math.floor(at / week);
    if (number !== known) {
      known = number;
      for (let each = 0; each < discounts.length; each += 1) {
        const draw = hash32(`promotion ${number}`, each + 1) >>> 0;
        discounts[each] = draw % 10 < 3 ? ([10, 20, 25, 40][Math.floor(draw / 10) % 4] ?? 0) : 0;
      }
    }
    return at - number * week < 4 * 24 * hour ? (discounts[category] ?? 0) : 0;
  };
}
