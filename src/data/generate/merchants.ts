/** Merchants with invented names, by what they sell. */

export interface MerchantGroup {
  readonly id: string;
  /** What half of the payments are below, and how far they spread. */
  readonly median: number;
  readonly spread: number;
  readonly prices: 'cents' | 'shop' | 'round';
  /** Out of all payments, and out of those the share made online. */
  readonly share: number;
  readonly online: number;
  readonly suffix: string;
}

export const merchantGroups: readonly MerchantGroup[] = [
  { id: 'groceries', median: 28, spread: 0.7, prices: 'cents', share: 30, online: 0.05, suffix: 'Market' },
  { id: 'restaurants', median: 19, spread: 0.6, prices: 'round', share: 20, online: 0.1, suffix: 'Kitchen' },
  { id: 'fuel', median: 52, spread: 0.35, prices: 'cents', share: 9, online: 0, suffix: 'Fuel' },
  { id: 'transport', median: 7, spread: 0.6, prices: 'round', share: 11, online: 0.6, suffix: 'Transit' },
  { id: 'clothing', median: 46, spread: 0.6, prices: 'shop', share: 8, online: 0.5, suffix: 'Wear' },
  { id: 'pharmacy', median: 16, spread: 0.6, prices: 'shop', share: 6, online: 0.1, suffix: 'Pharmacy' },
  { id: 'home', median: 62, spread: 0.8, prices: 'shop', share: 5, online: 0.4, suffix: 'Home' },
  { id: 'entertainment', median: 14, spread: 0.5, prices: 'shop', share: 5, online: 0.7, suffix: 'Play' },
  { id: 'electronics', median: 120, spread: 0.8, prices: 'shop', share: 3, online: 0.6, suffix: 'Electronics' },
  { id: 'travel', median: 240, spread: 0.7, prices: 'cents', share: 2, online: 0.9, suffix: 'Travel' },
  { id: 'gift cards', median: 40, spread: 0.5, prices: 'round', share: 0.8, online: 0.9, suffix: 'Vouchers' },
  { id: 'jewellery', median: 180, spread: 0.8, prices: 'round', share: 0.4, online: 0.2, suffix: 'Jewels' },
];

const houses = [
  'Ardenfold', 'Brisko', 'Calvento', 'Dorvane', 'Elmarin', 'Fennwick', 'Garrowby', 'Halveth', 'Ilvaro', 'Junipra', 'Kestrin', 'Lomasco',
];

export interface Merchant {
  readonly name: string;
  readonly group: MerchantGroup;
}

/** Twelve of each group, group by group. */
export const merchants: readonly Merchant[] = merchantGroups.flatMap((group) =>
  houses.map((house) => ({ name: `${house} ${group.suffix}`, group })),
);

export const merchantsPerGroup = houses.length;

export function groupNumber(id: string): number {
  return merchantGroups.findIndex((group) => group.id === id);
}
