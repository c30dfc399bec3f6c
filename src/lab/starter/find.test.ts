import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import type { Field, Row } from '../../data/field.ts';
import { lookAt } from '../../data/read/look.ts';
import { readTable } from '../../data/read/table-file.ts';
import { gatherFacts } from './facts.ts';
import { findStarters, mostStarters, niceCeil, niceFloor } from './find.ts';
import { starterGraph } from './graph.ts';
import type { StarterKind, StarterRule } from './rules.ts';
import { tableOf } from './testing.ts';
import { tryRules } from './tried.ts';
import type { Tried } from './tried.ts';

const fields: readonly Field[] = [
  { name: 'id', type: 'text', roles: ['id'] },
  { name: 'time', type: 'time', roles: ['time'] },
  { name: 'card', type: 'text', roles: ['key'] },
  { name: 'amount', type: 'number', decimals: 2, roles: ['amount'] },
  { name: 'shop', type: 'text' },
  { name: 'fraud', type: 'boolean', roles: ['label'], positive: true },
];
const minute = 60_000;
const day = 1440 * minute;

/** Forty cards pay once a day for thirty days, by day, about 20 each time; card 7 does what others do not. */
function payments(): readonly Row[] {
  const rows: Row[] = [];
  const pay = (time: number, card: string, amount: number, shop: string, fraud = false): void => void rows.push({ id: `p${rows.length}`, time, card, amount, shop, fraud });
  for (let date = 0; date < 30; date += 1) {
    for (let card = 0; card < 40; card += 1) pay(date * day + (480 + card * 15) * minute, `c${card}`, 20 + ((card * 7 + date * 3) % 10), `shop ${(card + date) % 5}`, card % 10 === 0 && (card + date) % 5 === 0 && date % 4 === 0);
  }
  for (let at = 0; at < 5; at += 1) pay(20 * day + (600 + at) * minute, 'c7', 20, `shop ${at}`);
  pay(25 * day + 720 * minute, 'c9', 900, 'shop 2');
  return rows.toSorted((a, b) => Number(a['time']) - Number(b['time']));
}

async function found(rows: readonly Row[]): Promise<readonly Tried[]> {
  const table = tableOf(fields, rows);
  return (await findStarters(table, table.facts)) ?? [];
}

const ruleOf = (all: readonly Tried[], kind: StarterKind): Tried | undefined => all.find(({ rule }) => rule.kind === kind);

describe('what stands out in a table', () => {
  test('is found, with few hits but not none, and a real case of each', async () => {
    const rows = payments();
    const all = await found(rows);
    expect(all.length).toBeLessThanOrEqual(mostStarters);
    for (const { hits } of all) expect(hits).toBeGreaterThan(0);
    expect(ruleOf(all, 'often')).toMatchObject({ rule: { key: 'card', within: '10m', more: 2 }, hits: 3, keys: 1, example: { row: { card: 'c7' }, rank: 5 } });
    expect(ruleOf(all, 'far')).toMatchObject({ rule: { key: 'card', of: 'amount' }, hits: 1, example: { row: { card: 'c9', amount: 900 } } });
    expect(ruleOf(all, 'several')).toMatchObject({ rule: { key: 'card', of: 'shop', within: '1d' }, example: { row: { card: 'c7' } } });
    expect(ruleOf(all, 'group')).toMatchObject({ rule: { of: 'shop', value: 'shop 0' } });
  });

  test('needs a time to look back, and rows to look at', async () => {
    const untimed = tableOf(fields.map((field) => (field.name === 'time' ? { name: 'time', type: 'time' } : field)), payments());
    expect((await findStarters(untimed, untimed.facts))?.map(({ rule }) => rule.kind)).toEqual(['group', 'high']);
    expect(await found([])).toEqual([]);
  });

  test('is few also where numbers lie close together', async () => {
    const rows = Array.from({ length: 2000 }, (_, at) => ({ id: `r${at}`, time: at * minute, card: `c${at}`, amount: ((at * 31) % 9000) / 100 + 1, shop: 'one', fraud: false }));
    const high = ruleOf(await found(rows), 'high');
    expect(high?.hits).toBeGreaterThan(0);
    expect(high?.hits).toBeLessThanOrEqual(10);
  });

  test('is not the label itself, and no rule reads it', async () => {
    for (const { rule } of await found(payments())) expect(JSON.stringify(rule)).not.toContain('fraud');
  });

  test('is found in a file of which only the file is known', async () => {
    const file = new Blob([readFileSync(new URL('../../../rules-examples/card-fraud/data/payments.csv', import.meta.url))]);
    const look = await lookAt(file);
    const known = look.fields.map(({ field }) => field);
    const open = () => readTable(file, known, look.options);
    const gatherer = gatherFacts(known);
    for await (const reading of open()) gatherer.take(reading);
    const { config } = tableOf(known, []);
    const all = await findStarters({ config, open }, gatherer.facts());
    expect(all?.map(({ rule }) => rule.kind)).toEqual(['often', 'far', 'several', 'group', 'hours']);
    for (const each of all ?? []) expect(each.hits).toBeLessThanOrEqual(85);
  });
});

test('what is drawn for rules runs without a problem, in both languages, and finds what was told', async () => {
  const rows = payments();
  const table = tableOf(fields, rows);
  const all = await found(rows);
  for (const lang of ['en', 'zh'] as const) {
    const { problems, analysis } = compile(starterGraph({ id: 'mine', name: 'Mine', lang, sourceName: 'Mine', config: table.config, rules: all.map(({ rule }) => rule) }));
    expect(problems.filter(({ severity }) => severity !== 'hint')).toEqual([]);
    expect([...analysis.nodes.values()].every(({ state }) => state === 'sound')).toBe(true);
  }
  const again = await tryRules(all.map(({ rule }) => rule), table);
  expect(again).toEqual(all);
});

test('cards of rules never cover one another', () => {
  const rules: readonly StarterRule[] = [
    { kind: 'often', key: 'card', within: '10m', more: 3 }, { kind: 'far', key: 'card', of: 'amount', times: 5, least: 50 },
    { kind: 'several', key: 'card', of: 'shop', within: '1d', more: 3 }, { kind: 'hours', time: 'time', from: 23, to: 4 }, { kind: 'high', of: 'amount', least: 500 },
  ];
  const { nodes } = starterGraph({ id: 'mine', name: 'Mine', lang: 'en', sourceName: 'Mine', config: tableOf(fields, []).config, rules });
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  for (const one of nodes) {
    for (const other of nodes) if (one !== other) expect(Math.abs(one.at[0] - other.at[0]) >= 250 || Math.abs(one.at[1] - other.at[1]) >= 180).toBe(true);
  }
});

test('whatever a table holds, rules are told as they are', async () => {
  const row = fc.record({ time: fc.integer({ min: 0, max: 5 * day }), card: fc.constantFrom('a', 'b', 'c', null), amount: fc.constantFrom(1, 2.5, 1000, null), shop: fc.constantFrom('x', 'y', '{z}', ''), fraud: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (given) => {
      const rows = given.map((each, at) => ({ id: `r${at}`, ...each }));
      const table = tableOf(fields, rows);
      const all = (await findStarters(table, table.facts)) ?? [];
      for (const { hits } of all) expect(hits).toBeGreaterThan(0);
      const { problems } = compile(starterGraph({ id: 'mine', name: 'Mine', lang: 'zh', sourceName: 'Mine', config: table.config, rules: all.map(({ rule }) => rule) }));
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
    { seed: 4, numRuns: 40 },
  );
});

test('numbers are those that people would choose', () => {
  expect([0, 0.034, 7, 12.4, 480, 99_999].map(niceFloor)).toEqual([0, 0.03, 6, 10, 400, 80_000]);
  expect([0.034, 7, 12.4, 480, 81_000].map(niceCeil)).toEqual([0.04, 8, 15, 500, 100_000]);
});
