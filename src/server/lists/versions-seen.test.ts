import { expect, test } from 'vitest';
import { versionFields } from '../../api/lists.ts';
import { readTable } from '../../data/read/table-file.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Field, Row } from '../../data/field.ts';
import { csvText } from '../../data/write/csv.ts';
import { createEngine } from '../../engine/engine.ts';
import { tableFrom } from '../../lab/tables.ts';
import type { LookupStep, OutputStep } from '../../plan/plan.ts';
import { plan, source } from '../../../test/reference/testing.ts';
import { openStore } from '../store/database.ts';
import { storedLists } from './stored-lists.ts';

/** What a page is given of a list, and makes of it. */

const fields: readonly Field[] = [{ name: 'id', type: 'text' }, { name: 'at', type: 'time', roles: ['time'] }, { name: 'card', type: 'text' }];
const columns: readonly Field[] = [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number' }];
const look: LookupStep = {
  op: 'lookup', id: 'l', node: 'l', input: ['s.events'], table: { type: 'managed', columns, name: 'cards' },
  on: [{ field: 'card', column: 'card' }], add: [{ column: 'limit', field: { name: 'limit', type: 'number' } }],
};
const out: OutputStep = { op: 'output', id: 'o', node: 'o', input: ['l'], target: { type: 'file', settings: {} }, fields: ['id', 'limit'] };

test('a simulation sees a list as it was; of before there was the list, as it is now', async () => {
  let now = 1000;
  const store = openStore(':memory:');
  const lists = storedLists(store, () => now);
  const put = (card: string, limit: number, until?: number): void => lists.change('cards', [{ entry: JSON.stringify([card]), row: { card, limit }, until }], { why: '' });
  lists.create({ name: 'cards', columns: [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number' }], key: ['card'] }, [{ entry: '["a"]', row: { card: 'a', limit: 1 } }], { why: '' });
  now = 2000;
  put('a', 2);
  put('b', 3, 2500);
  now = 3000;
  lists.expire();
  put('c', 4);
  const csv = csvText([...columns, ...versionFields], lists.versions('cards').map(({ row, from, until }) => ({ ...row, '@from': from, '@until': until })));
  const { batch } = await tableFrom(readTable([new TextEncoder().encode(csv)], [...columns, ...versionFields], { format: 'csv' }), [...columns, ...versionFields]);

  const seen = (of: ReturnType<typeof plan>, rows: readonly Row[]): readonly unknown[] => {
    const told: unknown[] = [];
    const engine = createEngine(of, { tables: new Map([['cards', batch]]), listener: { output: ({ row }) => told.push(row['limit']) } });
    engine.push('s', readingOf(rows, fields));
    engine.finish();
    return told;
  };
  const at = (card: string, ...times: readonly number[]): readonly Row[] => times.map((time, nth) => ({ id: `${card}${nth}`, at: time, card }));
  const timed = plan(source('s', { fields }), look, out);
  expect(seen(timed, at('a', 10, 1000, 1999, 2000, 9000))).toEqual([2, 1, 1, 2, 2]);
  expect(seen(timed, at('b', 10, 2000, 2499, 2500))).toEqual([null, 3, 3, null]);
  expect(seen(timed, at('c', 10, 1000, 3000))).toEqual([4, null, 4]);
  const timeless = plan(source('s', { fields, time: undefined }), look, out);
  expect([...seen(timeless, at('a', 0)), ...seen(timeless, at('b', 0)), ...seen(timeless, at('c', 0))]).toEqual([2, null, 4]);
  store.close();
});
