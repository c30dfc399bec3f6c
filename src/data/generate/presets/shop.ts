import type { Field } from '../../field.ts';
import { below, between, chance, exponential, fork, integer, picker, pickIndex } from '../../random.ts';
import { adder } from '../adder.ts';
import { newAgenda, plan } from '../agenda.ts';
import { cents, eventId, kept, newPeople, shortId } from '../people.ts';
import type { Preset, World } from '../preset.ts';
import { categories, products, productsPerCategory } from '../products.ts';
import type { Product } from '../products.ts';
import { curves, newArrivals, unfold } from '../rhythm.ts';

const segments = [
  { id: 'new', share: 4, adds: 0.1, buys: 0.25, returns: 0.08 },
  { id: 'regular', share: 4, adds: 0.15, buys: 0.42, returns: 0.15 },
  { id: 'loyal', share: 2, adds: 0.22, buys: 0.62, returns: 0.2 },
] as const;

const time = { name: 'time', type: 'time', label: { en: 'time', zh: '时间' }, roles: ['time'], required: true } as const;
const who = [
  { name: 'customer', type: 'text', label: { en: 'customer', zh: '顾客' }, roles: ['key'], measure: '位', required: true },
  { name: 'segment', type: 'text', label: { en: 'customer group', zh: '顾客群' }, values: ['new', 'regular', 'loyal'] },
] as const;
const what = [
  { name: 'product', type: 'text', label: { en: 'product', zh: '商品' }, measure: '件' },
  { name: 'category', type: 'text', label: { en: 'category', zh: '品类' }, values: categories },
  { name: 'price', type: 'number', label: { en: 'price', zh: '单价' }, decimals: 2, currency: 'EUR', min: 0, max: 1000 },
] as const;

const views = [
  { name: 'view_id', type: 'text', label: { en: 'view id', zh: '浏览编号' }, roles: ['id'], required: true },
  time,
  ...who,
  ...what,
  { name: 'seconds', type: 'number', label: { en: 'time on page', zh: '停留时间' }, decimals: 0, unit: 's', min: 0 },
] as const satisfies readonly Field[];

const carts = [
  { name: 'cart_id', type: 'text', label: { en: 'cart entry id', zh: '加购编号' }, roles: ['id'], required: true },
  time,
  ...who,
  ...what,
  { name: 'quantity', type: 'number', label: { en: 'quantity', zh: '数量' }, decimals: 0, min: 1, max: 20 },
  {
    name: 'amount', type: 'number', label: { en: 'amount', zh: '金额' }, decimals: 2, currency: 'EUR',
    roles: ['amount'], min: 0, max: 20_000, required: true,
  },
] as const satisfies readonly Field[];

const purchases = [
  { name: 'purchase_id', type: 'text', label: { en: 'purchase id', zh: '订单编号' }, roles: ['id'], required: true },
  time,
  ...who,
  { name: 'items', type: 'number', label: { en: 'items', zh: '件数' }, decimals: 0, min: 1, max: 100 },
  {
    name: 'amount', type: 'number', label: { en: 'amount', zh: '金额' }, decimals: 2, currency: 'EUR',
    roles: ['amount'], min: 0, max: 50_000, required: true,
  },
  { name: 'channel', type: 'text', label: { en: 'channel', zh: '渠道' }, values: ['app', 'web'] },
] as const satisfies readonly Field[];

/** A shop where people look, put things into their cart, and buy them or not. */
export const shop: Preset = {
  id: 'shop',
  title: { en: 'Online shop', zh: '网上商店' },
  summary: {
    en: 'Product views, carts and purchases of new, regular and loyal customers; many carts are left behind',
    zh: '新客、常客与忠实顾客的浏览、加购与购买；许多购物车被放弃',
  },
  consumers: 1200,
  streams: [
    {
      id: 'views',
      title: { en: 'Product views', zh: '商品浏览' },
      event: { one: { en: 'product view', zh: '商品浏览' }, many: { en: 'product views', zh: '商品浏览' }, measure: '次' },
      time: 'time',
      key: 'view_id',
      fields: views,
    },
    {
      id: 'carts',
      title: { en: 'Carts', zh: '加购' },
      event: { one: { en: 'cart entry', zh: '加购' }, many: { en: 'cart entries', zh: '加购' }, measure: '次' },
      time: 'time',
      key: 'cart_id',
      fields: carts,
    },
    {
      id: 'purchases',
      title: { en: 'Purchases', zh: '购买' },
      event: { one: { en: 'purchase', zh: '购买' }, many: { en: 'purchases', zh: '购买' }, measure: '笔' },
      time: 'time',
      key: 'purchase_id',
      fields: purchases,
    },
  ],
  start: startShop,
};

const second = 1000;
const minute = 60_000;
const hour = 3_600_000;

/** One visit, from its first page to its end. */
interface Visit {
  readonly who: number;
  readonly category: number;
  left: number;
  items: number;
  amount: number;
}

function startShop({ random, consumers, start, sheets }: World): () => number {
  const people = newPeople(random, consumers, { visits: 0.5, hours: [{ curve: curves.evening, share: 6 }, { curve: curves.day, share: 4 }] });
  const choices = fork(random, 'choices');
  const shares = picker(segments.map((segment) => segment.share));
  const groups = fork(random, 'segments');
  const segmentOf = Uint8Array.from({ length: consumers }, () => pickIndex(groups, shares));
  const segment = (who: number): (typeof segments)[number] => segments[segmentOf[who] ?? 0] ?? segments[0];
  const nameOf = kept((who) => shortId('u', who));
  const addView = adder(sheets[0], views);
  const addCart = adder(sheets[1], carts);
  const addPurchase = adder(sheets[2], purchases);
  const made = { views: 0, carts: 0, purchases: 0 };
  const agenda = newAgenda();

  const person = (who: number) => ({ customer: nameOf(who), segment: segment(who).id });

  const view = (at: number, visit: Visit): number => {
    const category = chance(choices, 0.8) ? visit.category : below(choices, categories.length);
    const product = products[category * productsPerCategory + below(choices, productsPerCategory)];
    const seconds = 4 + Math.floor(exponential(choices, 35));
    made.views += 1;
    addView({ view_id: eventId('v', made.views), time: at, ...person(visit.who), ...described(product), seconds });
    visit.left -= 1;
    const leaves = at + seconds * second;
    const adds = product !== undefined && chance(choices, segment(visit.who).adds);
    if (adds) plan(agenda, leaves, (moment) => cart(moment, visit, product));
    else carryOn(leaves, visit);
    return 0;
  };

  const cart = (at: number, visit: Visit, product: Product): number => {
    const quantity = chance(choices, 0.85) ? 1 : integer(choices, 2, 4);
    const amount = cents(product.price * quantity);
    made.carts += 1;
    addCart({ cart_id: eventId('k', made.carts), time: at, ...person(visit.who), ...described(product), quantity, amount });
    visit.items += quantity;
    visit.amount = cents(visit.amount + amount);
    carryOn(at + 2 * second, visit);
    return 1;
  };

  const carryOn = (at: number, visit: Visit): void => {
    if (visit.left > 0) {
      plan(agenda, at + Math.floor(between(choices, second, 15 * second)), (moment) => view(moment, visit));
    } else if (visit.items > 0) {
      const { buys, returns } = segment(visit.who);
      if (chance(choices, buys)) plan(agenda, at + Math.floor(between(choices, minute, 20 * minute)), (moment) => purchase(moment, visit));
      else if (chance(choices, returns)) plan(agenda, at + Math.floor(between(choices, 1.2 * hour, 30 * hour)), (moment) => purchase(moment, visit));
    }
  };

  const purchase = (at: number, { who, items, amount }: Visit): number => {
    made.purchases += 1;
    addPurchase({
      purchase_id: eventId('b', made.purchases),
      time: at,
      ...person(who),
      items,
      amount,
      channel: chance(choices, 0.6) ? 'app' : 'web',
    });
    return 2;
  };

  return unfold(agenda, newArrivals(random, people.groups, start), (visitor, at) =>
    view(at, { who: visitor, category: below(choices, categories.length), left: 1 + Math.min(12, Math.floor(exponential(choices, 4))), items: 0, amount: 0 }),
  );
}

const described = (product: Product | undefined) => ({
  product: product?.name ?? null,
  category: product?.category ?? null,
  price: product?.price ?? null,
});
