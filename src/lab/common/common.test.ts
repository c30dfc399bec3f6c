import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { documentOf, payments } from '../../compile/testing.ts';
import { columnOf } from '../../data/columns.ts';
import type { Field, Row } from '../../data/field.ts';
import { below, chance, integer, randomFrom, uniform } from '../../data/random.ts';
import type { Random } from '../../data/random.ts';
import type { Stream } from '../../kinds/contract.ts';
import { check } from '../../logic/check.ts';
import { evaluate } from '../../logic/interpret.ts';
import { readExpression } from '../../logic/stored.ts';
import { commonIn } from './common.ts';
import type { Common } from './common.ts';
import { liftOf, weightOf, wilson } from './weigh.ts';
import { commonInWords, percentInWords, shareInWords } from './words.ts';

const fields: readonly Field[] = [
  { name: 'id', type: 'text', roles: ['id'], required: true },
  { name: 'at', type: 'time', roles: ['time'], required: true },
  { name: 'card', type: 'text', roles: ['key'] },
  { name: 'amount', type: 'number', decimals: 2, currency: 'EUR' },
  { name: 'tries', type: 'number', decimals: 0 },
  { name: 'country', type: 'text' },
  { name: 'online', type: 'boolean' },
  { name: 'tags', type: 'list' },
  { name: 'fraud', type: 'boolean', roles: ['label'], positive: true },
];

const streamOf = (): Stream => {
  const stream = compile(documentOf([payments('pay', fields)], [])).fields.get('pay')?.['events'];
  if (stream === undefined) throw new Error('the source has no rows');
  return stream;
};
const stream = streamOf();

const start = Date.UTC(2026, 2, 2);
const countries = ['DE', 'FR', 'NL', 'CN', 'US', 'BR'];

function rowAt(index: number, random: Random): Row {
  return {
    id: `p-${index}`,
    at: start + Math.floor(uniform(random) * 14 * 86_400_000),
    card: `c-${below(random, 400)}`,
    amount: chance(random, 0.05) ? null : Math.round(uniform(random) ** 3 * 200_000) / 100,
    tries: integer(random, 1, 6),
    country: countries[below(random, countries.length)] ?? null,
    online: chance(random, 0.1) ? null : chance(random, 0.4),
    tags: chance(random, 0.2) ? null : ['new', 'gift', 'abroad'].filter(() => chance(random, 0.3)),
    fraud: chance(random, 0.01),
  };
}

/** In chunks of odd lengths, so that dictionaries and places differ. */
function commonOf(rows: readonly Row[], chosen: readonly number[], zone = 'UTC', most = 8): Promise<Common> {
  const lengths: number[] = [];
  for (let left = rows.length; left > 0; left -= 617) lengths.push(Math.min(617, left));
  const chunks = lengths.map((length, at) => rows.slice(at * 617, at * 617 + length));
  const columns = new Map(fields.map(({ name, type }) => [name, chunks.map((chunk) => columnOf(type, chunk.map((row) => row[name] ?? null)))]));
  return commonIn({ stream, lengths, columns, chosen, zone, most });
}

const scope = { fields: stream.fields, sets: [], time: stream.time };

test('every condition holds for exactly the rows that it says, and can be a rule', async () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const random = randomFrom(seed);
    const rows = Array.from({ length: 2000 }, (_, index) => rowAt(index, random));
    const odd = countries[seed % countries.length];
    const chosen = [...rows.keys()].filter((at) => {
      const row = rows[at];
      const near = row?.['country'] === odd || Number(row?.['amount'] ?? 0) > 900;
      return chance(random, near ? 0.4 : 0.02);
    });
    const common = await commonOf(rows, chosen, seed % 2 === 0 ? 'Asia/Shanghai' : 'America/New_York', 20);
    expect(common.conditions.length).toBeGreaterThan(0);
    const isChosen = new Set(chosen);
    for (const { when, held } of common.conditions) {
      const { expr, problems } = readExpression(when);
      expect(problems).toEqual([]);
      expect(check(expr, scope, 'boolean', { forRule: true }).problems).toEqual([]);
      const counted = { these: 0, others: 0 };
      rows.forEach((row, at) => {
        if (evaluate(expr, row, scope) === true) counted[isChosen.has(at) ? 'these' : 'others'] += 1;
      });
      expect(held, JSON.stringify(when)).toEqual(counted);
    }
  }
});

/** 4,000 rows, of which 60 are alike: at night, one of two countries, large. */
function planted(): { readonly rows: readonly Row[]; readonly chosen: readonly number[] } {
  const random = randomFrom('planted');
  const rows = Array.from({ length: 4000 }, (_, index): Row => ({ ...rowAt(index, random), ...(index % 50 === 0 ? { country: index % 100 === 0 ? 'GR' : 'PT' } : {}) }));
  const chosen = Array.from({ length: 60 }, (_, index) => index * 61 + 7);
  for (const [nth, at] of chosen.entries()) {
    const hour = start + (nth % 14) * 86_400_000 + (nth % 4) * 3_600_000 + 1_800_000;
    rows[at] = { ...rows[at], tags: [], at: hour, country: nth % 3 === 0 ? 'GR' : 'PT', amount: 1200 + nth, tries: 6, online: nth % 10 !== 0 };
  }
  return { rows, chosen };
}

test('what was planted is found, and said in both languages', async () => {
  const { rows, chosen } = planted();
  const common = await commonOf(rows, chosen, 'UTC', 12);
  const said = common.conditions.map((condition) => commonInWords(condition, stream));
  const singles = said.filter((_, at) => common.conditions[at]?.fields.length === 1).map(({ en }) => en);
  expect(singles).toEqual(expect.arrayContaining(['the hour of the payment is less than 4', 'exactly 6 tries', 'country is PT or GR']));
  expect(singles).toContain('amount is € 1,200 to under € 1,300');
  const [best] = common.conditions;
  expect(best?.held.these).toBe(60);
  expect(best?.fields).toHaveLength(2);
  const tries = common.conditions.find(({ fields: of }) => of.length === 1 && of[0] === 'tries');
  if (tries === undefined) throw new Error('tries are told of');
  expect(shareInWords(tries, common, stream.event).en).toBe('60 of these 60 payments and 15% of the others: 6.5 times as often');
  expect(said.every(({ zh }) => !/\b(?:is|less|than|hour|exactly)\b/.test(zh))).toBe(true);
});

test('five rows of five do not win over what nearly all of them have', async () => {
  const { rows, chosen } = planted();
  const few = rows.map((row, at) => (chosen.indexOf(at) >= 0 && chosen.indexOf(at) < 5 ? { ...row, card: 'only-these' } : row));
  const common = await commonOf(few, chosen, 'UTC', 20);
  const card = common.conditions.findIndex(({ fields: of }) => of.includes('card'));
  const country = common.conditions.findIndex(({ fields: of }) => of.length === 1 && of[0] === 'country');
  expect(country).toBeGreaterThanOrEqual(0);
  expect(card === -1 || card > country).toBe(true);
  expect(weightOf({ these: 5, others: 0 }, { these: 200, others: 1_000_000 })).toBeLessThan(weightOf({ these: 180, others: 20_000 }, { these: 200, others: 1_000_000 }));
});

test('labels and ids are no reason, nothing is told twice, and chance tells nothing', async () => {
  const random = randomFrom('chance');
  const rows = Array.from({ length: 3000 }, (_, index) => rowAt(index, random));
  const frauds = [...rows.keys()].filter((at) => rows[at]?.['fraud'] === true);
  const byChance = await commonOf(rows, frauds);
  expect(byChance.conditions.flatMap(({ fields: of }) => of)).not.toContain('fraud');
  const { rows: like, chosen } = planted();
  const twins = like.map((row, at) => ({ ...row, tags: row['country'] === 'PT' || row['country'] === 'GR' ? ['south'] : [], id: chosen.includes(at) ? 'same' : row['id'] ?? null }));
  const told = await commonOf(twins, chosen, 'UTC', 20);
  const named = told.conditions.flatMap(({ fields: of }) => (of.length === 1 ? of : []));
  expect(named).not.toContain('id');
  expect(named.filter((name) => name === 'tags' || name === 'country')).toHaveLength(1);
});

test('no rows, all rows and one row have answers, too', async () => {
  const { rows } = planted();
  expect((await commonOf(rows, [])).conditions).toEqual([]);
  expect((await commonOf(rows, [...rows.keys()])).conditions).toEqual([]);
  expect(await commonOf([], [])).toEqual({ these: 0, others: 0, conditions: [] });
  expect((await commonOf(rows, [7, 7])).these).toBe(1);
});

test('shares and times are told as far as they are known', () => {
  expect(wilson(5, 5)[0]).toBeCloseTo(5 / 14, 9);
  expect(wilson(0, 0)).toEqual([0, 1]);
  expect(liftOf({ these: 5, others: 0 }, { these: 10, others: 10 })).toBeUndefined();
  expect([0, 0.00001234, 0.0213, 0.5678, 0.98765, 0.9999, 1].map(percentInWords)).toEqual(['0%', '0.0012%', '2.1%', '57%', '98.8%', '100%', '100%']);
  const held = { when: { logic: true }, fields: [], held: { these: 18, others: 0 }, lift: undefined, weight: 1 };
  expect(shareInWords(held, { these: 20, others: 999_980, conditions: [] }, { one: { en: 'payment', zh: '付款' }, measure: '笔' })).toEqual({
    en: '18 of these 20 payments and none of the 999,980 others',
    zh: '这 20 笔付款中的 18 笔，其余 999,980 笔中没有',
  });
});
