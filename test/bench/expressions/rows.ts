import { batchRows } from '../../../src/data/read/reading.ts';
import type { Batch, TextColumn } from '../../../src/data/columns.ts';
import type { Field } from '../../../src/data/field.ts';
import { below, chance, logNormal, picker, pickIndex, randomFrom } from '../../../src/data/random.ts';

/** Payments in the three forms that contenders like best: batches as a reader gives them, whole columns, and objects. */

export interface PaymentRow {
  readonly amount: number;
  readonly country: string;
  readonly age: number;
  readonly risk: number;
  readonly channel: string;
  readonly hour: number;
  readonly tenure: number;
  readonly velocity: number;
  readonly balance: number;
  readonly verified: boolean;
}

export interface PaymentColumns {
  readonly amount: Float64Array;
  readonly country: Int32Array;
  readonly age: Float64Array;
  readonly risk: Float64Array;
  readonly channel: Int32Array;
  readonly hour: Float64Array;
  readonly tenure: Float64Array;
  readonly velocity: Float64Array;
  readonly balance: Float64Array;
  readonly verified: Uint8Array;
}

const numbers = ['amount', 'age', 'risk', 'hour', 'tenure', 'velocity', 'balance'] as const;

export const fields: readonly Field[] = [
  ...numbers.map((name): Field => ({ name, type: 'number', required: true })),
  { name: 'country', type: 'text', required: true },
  { name: 'channel', type: 'text', required: true },
  { name: 'verified', type: 'boolean', required: true },
];

export const countries = ['DE', 'FR', 'CN', 'GB', 'ES', 'IT', 'NL', 'PL', 'HK', 'SG', 'US', 'CA', 'BR', 'MX', 'IN', 'JP', 'KR', 'AU', 'SE', 'NO', 'DK', 'FI', 'AT', 'CH', 'BE', 'PT', 'CZ', 'TR', 'ZA', 'AE'];
export const channels = ['chip', 'contactless', 'online', 'phone'];

export function makeColumns(length: number): PaymentColumns {
  const random = randomFrom('expressions');
  const countryShares = picker(countries.map((_, index) => 1 / (index + 2)));
  const channelShares = picker([3, 4, 4, 1]);
  const column = (make: () => number): Float64Array => Float64Array.from({ length }, make);
  return {
    amount: column(() => Math.round(logNormal(random, 400, 1.3) * 100) / 100),
    country: Int32Array.from({ length }, () => pickIndex(random, countryShares)),
    age: column(() => 18 + below(random, 70)),
    risk: column(() => below(random, 1000) / 1000),
    channel: Int32Array.from({ length }, () => pickIndex(random, channelShares)),
    hour: column(() => below(random, 24)),
    tenure: column(() => below(random, 4000)),
    velocity: column(() => below(random, 12)),
    balance: column(() => Math.round(logNormal(random, 2000, 1) * 100) / 100),
    verified: Uint8Array.from({ length }, () => (chance(random, 0.8) ? 1 : 0)),
  };
}

/** Objects of one shape, as a JSON or CSV parser would make them. */
export function makeRows(columns: PaymentColumns, length: number): readonly PaymentRow[] {
  return Array.from({ length }, (_, row) => ({
    amount: columns.amount[row] ?? 0,
    country: countries[columns.country[row] ?? 0] ?? '',
    age: columns.age[row] ?? 0,
    risk: columns.risk[row] ?? 0,
    channel: channels[columns.channel[row] ?? 0] ?? '',
    hour: columns.hour[row] ?? 0,
    tenure: columns.tenure[row] ?? 0,
    velocity: columns.velocity[row] ?? 0,
    balance: columns.balance[row] ?? 0,
    verified: columns.verified[row] === 1,
  }));
}

/** Each with a dictionary of its own, in the order in which texts appear. */
export function makeBatches(columns: PaymentColumns): readonly Batch[] {
  const { length } = columns.amount;
  return Array.from({ length: Math.ceil(length / batchRows) }, (_, index): Batch => {
    const [from, to] = [index * batchRows, Math.min(length, (index + 1) * batchRows)];
    return {
      length: to - from,
      columns: [
        ...numbers.map((name) => ({ type: 'number', values: columns[name].slice(from, to) }) as const),
        textColumn(columns.country.subarray(from, to), countries),
        textColumn(columns.channel.subarray(from, to), channels),
        { type: 'boolean', values: columns.verified.slice(from, to) },
      ],
    };
  });
}

function textColumn(of: Int32Array, texts: readonly string[]): TextColumn {
  const known = new Map<number, number>();
  const dictionary: string[] = [];
  const codes = of.map((each) => {
    const code = known.get(each) ?? dictionary.push(texts[each] ?? '');
    known.set(each, code);
    return code;
  });
  return { type: 'text', codes, dictionary };
}

/** CSV, for DuckDB to read once. */
export function csvOf(columns: PaymentColumns): string {
  const lines = makeRows(columns, columns.amount.length).map((row, n) =>
    [n, row.amount, row.country, row.age, row.risk, row.channel, row.hour, row.tenure, row.velocity, row.balance, row.verified].join(','),
  );
  return `n,amount,country,age,risk,channel,hour,tenure,velocity,balance,verified\n${lines.join('\n')}\n`;
}
