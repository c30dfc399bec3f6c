import type { Batch } from '../../../src/data/columns.ts';
import type { Field } from '../../../src/data/field.ts';
import { batchRows } from '../../../src/data/read/reading.ts';
import type { Plan } from '../../../src/plan/plan.ts';

/** Payments of many cards, one each ten milliseconds, made batch by batch so that a run of any length fits in memory. */

export const perKey = 5;
const step = 10;
const countries = ['DE', 'FR', 'CN', 'GB', 'ES', 'IT', 'NL', 'PL', 'HK', 'SG'];

const fields: readonly Field[] = [
  { name: 'time', type: 'time', roles: ['time'], required: true },
  { name: 'card', type: 'text', roles: ['key'], required: true },
  { name: 'amount', type: 'number', decimals: 2, required: true },
  { name: 'country', type: 'text', required: true },
];

/** So long that a card has `perKey` payments in it on average, however many cards there are. */
export const windowOf = (keys: number): number => keys * perKey * step;

export function planFor(keys: number): Plan {
  const feature = { window: windowOf(keys), frame: 'through' } as const;
  return {
    format: 'ruleloom/plan', version: 1, graph: 'growth', lang: 'en', tables: { zones: '', cases: '' },
    steps: [
      {
        op: 'source', id: 'payments', node: 'payments', fields, time: 'time', lateness: 0,
        setAside: { reason: { name: 'reason', type: 'text' }, line: { name: 'line', type: 'number' } },
      },
      {
        op: 'rolling', id: 'habits', node: 'habits', input: ['payments.events'], key: ['card'],
        features: [
          { into: { name: 'payments', type: 'number' }, fn: 'count', ...feature },
          { into: { name: 'spent', type: 'number', decimals: 2 }, fn: 'sum', of: 'amount', ...feature },
          { into: { name: 'largest', type: 'number', decimals: 2 }, fn: 'max', of: 'amount', ...feature },
          { into: { name: 'countries', type: 'number' }, fn: 'distinct', of: 'country', ...feature },
        ],
      },
    ],
  };
}

export interface Made {
  readonly batch: Batch;
  /** The same, for a loop that knows keys as numbers. */
  readonly keys: Int32Array;
  readonly times: Float64Array;
  readonly amounts: Float64Array;
}

export function* makeEvents(count: number, keys: number): Generator<Made> {
  const names = new Map<number, string>();
  let state = 12_345;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  for (let from = 0; from < count; from += batchRows) {
    const length = Math.min(batchRows, count - from);
    const [times, amounts, of, codes, places] = [new Float64Array(length), new Float64Array(length), new Int32Array(length), new Int32Array(length), new Int32Array(length)];
    const known = new Map<number, number>();
    const dictionary: string[] = [];
    for (let row = 0; row < length; row += 1) {
      const key = random(keys);
      let code = known.get(key);
      if (code === undefined) {
        const name = keys > 100_000 ? nameOf(key) : (names.get(key) ?? nameOf(key));
        if (keys <= 100_000) names.set(key, name);
        code = dictionary.push(name);
        known.set(key, code);
      }
      of[row] = key;
      codes[row] = code;
      times[row] = (from + row) * step;
      amounts[row] = (1 + random(50_000)) / 100;
      places[row] = 1 + random(countries.length);
    }
    const batch: Batch = {
      length,
      columns: [
        { type: 'time', values: times },
        { type: 'text', codes, dictionary },
        { type: 'number', values: amounts },
        { type: 'text', codes: places, dictionary: [...countries] },
      ],
    };
    yield { batch, keys: of, times, amounts };
  }
}

const nameOf = (key: number): string => `c-${String(key).padStart(7, '0')}`;
