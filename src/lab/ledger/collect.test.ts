import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { compile } from '../../compile/compile.ts';
import { documentOf, payments } from '../../compile/testing.ts';
import { rowsIn } from './bits.ts';
import type { Ledger } from './ledger.ts';
import { ranOver, somePayments, twoRules, values } from './testing.ts';
import type { Payment, Ran } from './testing.ts';

const idsOf = (rows: readonly Payment[], numbers: Iterable<number>): readonly string[] => [...numbers].map((number) => rows[number]?.id ?? '?');
const caught = ({ ledger }: Ran, rows: readonly Payment[], node: string): readonly string[] => {
  const found = [...ledger.alerts, ...ledger.rules].find((each) => each.node === node);
  return idsOf(rows, rowsIn(found?.caught[0] ?? new Uint32Array(0)));
};

describe('a ledger', () => {
  test('says of each row what its source gave, and which outputs and alerts caught it', async () => {
    await fc.assert(
      fc.asyncProperty(somePayments(), async (rows) => {
        const ran = await ranOver(twoRules(), { payments: rows });
        const [source] = ran.ledger.sources;
        expect(source).toMatchObject({ id: 'payments', rows: rows.length });
        expect([...(source?.times ?? [])]).toEqual(rows.map(({ at }) => at));
        expect([...(source?.amounts ?? [])]).toEqual(rows.map(({ amount }) => amount ?? NaN));
        expect([...(source?.labels ?? [])]).toEqual(rows.map(({ fraud }) => (fraud === null ? 2 : Number(fraud))));
        expect([...(source?.ids ?? [])]).toEqual(rows.flatMap(({ fraud, id }, row) => (fraud === true ? [[row, id]] : [])));
        expect([...(source?.keys[0] ?? [])].map((key) => ran.ledger.keys[0]?.values[key]?.[0] ?? null)).toEqual(rows.map(({ card }) => card));
        expect(caught(ran, rows, 'large')).toEqual(values(ran.streams.get('large.match'), 'id'));
        expect(caught(ran, rows, 'often')).toEqual(values(ran.streams.get('often.match'), 'id'));
        expect(caught(ran, rows, 'warn-often')).toEqual(values(ran.streams.get('warn-often.sent'), 'id'));
        expect(idsOf(rows, rowsIn(ran.ledger.alerts[1]?.heldBack[0] ?? new Uint32Array(0)))).toEqual(values(ran.streams.get('warn-often.held'), 'id'));
      }),
      runs(40),
    );
  });

  test('knows alerts by the ids that the run gives them, with their times, keys and rows', async () => {
    await fc.assert(
      fc.asyncProperty(somePayments(), async (rows) => {
        const { ledger, alerts } = await ranOver(twoRules(), { payments: rows });
        for (const own of ledger.alerts) {
          const expected = alerts.filter(({ node }) => node === own.node);
          expect(own.ids).toEqual(expected.map(({ id }) => id));
          expect([...own.times]).toEqual(expected.map(({ time }) => time));
          expect([...own.keys].map((key) => ledger.keys[own.key]?.values[key]?.[0] ?? null)).toEqual(expected.map(({ key }) => key));
          expect(own.ids.map((_, at) => idsOf(rows, own.rows.slice(own.starts[at], own.starts[at + 1])))).toEqual(expected.map(({ event }) => [event['id']]));
        }
      }),
      runs(20),
    );
  });

  test('follows summaries to the rows they were made of', async () => {
    const alert = { severity: 'low', key: ['card'], title: 'x', message: 'x', channels: [] };
    const compilation = compile(
      documentOf(
        [
          payments('payments'),
          ['hours', 'window', { key: ['card'], shape: { type: 'tumbling', size: '1h' }, start: 'from', end: 'to', aggregates: [{ name: 'sum', fn: 'sum', of: 'amount' }] }],
          ['much', 'condition', { when: { logic: { '>': [{ var: 'sum' }, 100] } } }],
          ['warn', 'alert', alert],
        ],
        ['payments > hours', 'hours > much', 'much.match > warn'],
      ),
    );
    expect(compilation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    await fc.assert(
      fc.asyncProperty(somePayments(60, 1), async (rows) => {
        const ran = await ranOver(compilation, { payments: rows });
        const inHour = (row: Payment): readonly Payment[] => rows.filter((each) => each.card === row.card && Math.floor(each.at / 3_600_000) === Math.floor(row.at / 3_600_000));
        const expected = rows.filter((row) => row.card !== null && inHour(row).reduce((sum, { amount }) => sum + (amount ?? 0), 0) > 100);
        expect(caught(ran, rows, 'warn')).toEqual(expected.map(({ id }) => id));
        expect(caught(ran, rows, 'much')).toEqual(expected.map(({ id }) => id));
        expect(ran.ledger.longest).toBe(3_600_000);
      }),
      runs(30),
    );
  });

  test('is plain data', async () => {
    const { ledger } = await ranOver(twoRules(), { payments: [{ id: 'p', at: 0, card: 'a', amount: 60, fraud: true }] });
    expect(structuredClone(ledger)).toEqual(ledger);
  });
});

describe('labels from elsewhere', () => {
  const rows: readonly Payment[] = [0, 1, 2, 3].map((at) => ({ id: `p-${at}`, at, card: at < 2 ? 'a' : 'b', amount: 60, fraud: false }));
  const labelsOf = ({ sources }: Ledger): readonly number[] => [...(sources[0]?.labels ?? [])];

  test('by id', async () => {
    const { ledger } = await ranOver(twoRules(), { payments: rows }, { labels: { type: 'ids', field: 'id', says: new Map([['p-1', true], ['p-2', false]]) } });
    expect(labelsOf(ledger)).toEqual([2, 1, 0, 2]);
    expect([...(ledger.sources[0]?.ids ?? [])]).toEqual([[1, 'p-1']]);
  });

  test('by key and period, where one that says yes counts', async () => {
    const says = [{ key: 'a', from: 1, to: 9, yes: true }, { key: 'b', from: -Infinity, to: Infinity, yes: false }, { key: 'b', from: 3, to: 4, yes: true }];
    const { ledger } = await ranOver(twoRules(), { payments: rows }, { labels: { type: 'keys', field: 'card', says } });
    expect(labelsOf(ledger)).toEqual([2, 1, 0, 1]);
  });

  test('where no source has such a field, nothing is known', async () => {
    const { ledger } = await ranOver(twoRules(), { payments: rows }, { labels: { type: 'ids', field: 'nope', says: new Map() } });
    expect(ledger.sources[0]?.labels).toBeUndefined();
  });
});
