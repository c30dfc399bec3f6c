import { deflateRawSync } from 'node:zlib';
import { workbookOf } from '../../src/data/read/zip-testing.ts';

/** Orders of members of a shop, as a cash system exports them: an unfamiliar table with something to find in it. */

export const orderHeads = {
  zh: ['付款时间', '会员号', '订单号', '金额', '优惠金额', '门店', '城市', '设备', '支付方式'],
  en: ['paid at', 'member no', 'order no', 'amount', 'discount', 'shop', 'city', 'device', 'method'],
} as const;

const names = {
  zh: { shops: ['虹桥店', '静安店', '徐汇店', '浦东店', '杨浦店', '天河店', '福田店', '朝阳店'], cities: ['上海', '广州', '深圳', '北京'], methods: ['扫码', '刷卡', '现金', '会员卡'] },
  en: { shops: ['Harbour', 'Station', 'Market', 'Old Town', 'Airport', 'River', 'Park', 'Mill'], cities: ['Bristol', 'Leeds', 'York', 'Bath'], methods: ['scan', 'card', 'cash', 'wallet'] },
} as const;

export type OrderLang = keyof typeof orderHeads;
export type OrderRow = readonly [time: number, member: string, order: string, amount: number, discount: number | undefined, shop: string, city: string, device: string, method: string];

const start = Date.UTC(2026, 2, 1);
const day = 86_400_000;

/** Numbers that look like chance and are the same each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** So many orders over March, in order of time. Every two thousandth begins a burst of one member; some amounts are far too high. */
export function orders(count: number, lang: OrderLang): readonly OrderRow[] {
  const next = dice(7);
  const { shops, cities, methods } = names[lang];
  const rows: OrderRow[] = [];
  const step = (31 * day) / count;
  let burst: { readonly member: string; readonly left: number } | undefined;
  for (let at = 0; at < count; at += 1) {
    if (at % 2000 === 1999) burst = { member: `M-${20_000 + Math.floor(next() * 9000)}`, left: 6 };
    const member = burst?.member ?? `M-${20_000 + Math.floor(next() * 9000)}`;
    burst = burst === undefined || burst.left <= 1 ? undefined : { member, left: burst.left - 1 };
    const usual = 20 + (Number(member.slice(2)) % 80);
    const amount = at % 997 === 996 ? usual * 30 : usual * (0.6 + next() * 0.8);
    const shop = Math.floor(next() * shops.length);
    rows.push([
      Math.round((start + at * step) / 1000) * 1000, member, String(26_030_000_000 + at), Math.round(amount * 100) / 100, at % 7 === 0 ? Math.round(next() * 500) / 10 : undefined,
      shops[shop] ?? '', cities[shop % cities.length] ?? '', `d${(Number(member.slice(2)) * 7919) % 9400}`, methods[Math.floor(next() * methods.length)] ?? '',
    ]);
  }
  return rows;
}

const letters = 'ABCDEFGHI';

/** The orders as an Excel workbook, packed as Excel packs it. */
export function ordersXlsx(count: number, lang: OrderLang, name = 'Sheet1'): Buffer {
  const text = (at: number, row: number, value: string): string => `<c r="${letters[at] ?? ''}${row}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const number = (at: number, row: number, value: number, style = 0): string => `<c r="${letters[at] ?? ''}${row}" s="${style}"><v>${value}</v></c>`;
  const lines = [`<row r="1">${orderHeads[lang].map((head, at) => text(at, 1, head)).join('')}</row>`];
  orders(count, lang).forEach(([time, ...cells], index) => {
    const row = index + 2;
    const rest = cells.map((cell, at) => (cell === undefined ? '' : typeof cell === 'number' ? number(at + 1, row, cell) : text(at + 1, row, cell)));
    lines.push(`<row r="${row}">${number(0, row, time / day + 25_569, 1)}${rest.join('')}</row>`);
  });
  return Buffer.from(workbookOf([{ name, rows: lines.join('') }], { pack: (bytes) => deflateRawSync(bytes, { level: 1 }) }));
}

/** The same as the text of a CSV file. */
export function ordersCsv(count: number, lang: OrderLang): string {
  const rows = orders(count, lang).map(([time, ...cells]) => [new Date(time).toISOString().slice(0, 19).replace('T', ' '), ...cells.map((cell) => cell ?? '')].join(','));
  return `${[orderHeads[lang].join(','), ...rows].join('\n')}\n`;
}
