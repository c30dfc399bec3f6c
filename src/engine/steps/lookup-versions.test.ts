import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plan, source } from '../../../test/reference/testing.ts';
import { runs } from '../../../test/support/runs.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Field, Row } from '../../data/field.ts';
import type { OutputStep, LookupStep } from '../../plan/plan.ts';
import type { TableChange } from '../contract.ts';
import { createEngine } from '../engine.ts';

/** Tables that the host keeps: each row sees them as they were at its time. */

const fields: readonly Field[] = [{ name: 'id', type: 'text' }, { name: 'at', type: 'time', roles: ['time'] }, { name: 'card', type: 'text' }];
const lookup: LookupStep = {
  op: 'lookup', id: 'l', node: 'l', input: ['s.events'],
  table: { type: 'managed', columns: [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number' }], name: 'cards' },
  on: [{ field: 'card', column: 'card' }], add: [{ column: 'limit', field: { name: 'limit', type: 'number' } }], found: { name: 'found', type: 'boolean' },
};
const out: OutputStep = { op: 'output', id: 'o', node: 'o', input: ['l'], target: { type: 'file', settings: {} }, fields: ['id', 'limit', 'found'] };
const timed = plan(source('s', { fields, lateness: 5 }), lookup, out);

interface Told {
  readonly change?: TableChange;
  readonly row?: { readonly id: string; readonly at: number; readonly card: string };
}

/** Told one after the other; the engine is put away and taken up again after each that `cuts` names. */
function run(of: typeof timed, told: readonly Told[], cuts: ReadonlySet<number> = new Set()): readonly Row[] {
  const rows: Row[] = [];
  const open = (snapshot?: Uint8Array) => createEngine(of, { snapshot, listener: { output: ({ row }) => rows.push(row) } });
  let engine = open();
  told.forEach(({ change, row }, index) => {
    if (change !== undefined) engine.amend('cards', [change]);
    if (row !== undefined) engine.push('s', readingOf([row], fields));
    if (cuts.has(index)) engine = open(engine.snapshot());
  });
  engine.finish();
  return rows;
}

const set = (card: string, from: number | null, limit: number, until?: number): Told => ({ change: { entry: card, from, until, row: { card, limit } } });
const gone = (card: string, from: number): Told => ({ change: { entry: card, from } });
let rowNumber = 0;
const row = (card: string, at: number): Told => ({ row: { id: `r${++rowNumber}`, at, card } });
const seen = (rows: readonly Row[]): readonly unknown[] => rows.map((each) => [each['limit'], each['found']]);

test('a row sees what held at its time, from the first moment to before the last', () => {
  const told = [set('a', null, 1), set('a', 10, 2, 30), set('b', 10, 3), gone('b', 20), row('a', 9), row('a', 10), row('a', 29), row('a', 30), row('b', 9), row('b', 19), row('b', 20), row('c', 20)];
  const by = new Map(run(plan(source('s', { fields, lateness: 100 }), lookup, out), told).map((each) => [each['id'], [each['limit'], each['found']]]));
  expect(told.flatMap(({ row: given }) => (given === undefined ? [] : [by.get(given.id)]))).toEqual([[1, true], [2, true], [2, true], [null, false], [null, false], [3, true], [null, false], [null, false]]);
});

test('a row that was released is not told anew, and one without a time sees what is there at last', () => {
  expect(seen(run(timed, [row('a', 1), row('x', 50), set('a', null, 1), row('a', 60)]))).toEqual([[null, false], [null, false], [1, true]]);
  const timeless = plan(source('s', { fields, time: undefined }), lookup, out);
  expect(seen(run(timeless, [set('a', 10, 1), row('a', 0), set('a', 20, 2), row('a', 0), gone('a', 30), row('a', 0)]))).toEqual([[1, true], [2, true], [null, false]]);
});

test('a table that is given whole takes the place of what was known, and one that the plan does not name is nothing', () => {
  const rows: Row[] = [];
  const engine = createEngine(timed, { listener: { output: (output) => rows.push(output.row) } });
  engine.amend('cards', [{ entry: 'a', from: null, row: { card: 'a', limit: 1 } }]);
  engine.amend('others', [{ entry: 'b', from: null, row: { card: 'b' } }]);
  engine.amend('cards', [{ entry: 'b', from: null, row: { card: 'b', limit: 'much' } }], true);
  engine.push('s', readingOf([{ id: '1', at: 1, card: 'a' }, { id: '2', at: 2, card: 'b' }], fields));
  engine.finish();
  expect(seen(rows)).toEqual([[null, false], [null, true]]);
});

const cards = fc.constantFrom('a', 'b', 'c');
const event = fc.oneof(
  { weight: 2, arbitrary: fc.record({ card: cards, step: fc.nat(3), late: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ card: cards, step: fc.nat(3), limit: fc.option(fc.nat(9)), lasts: fc.option(fc.integer({ min: 1, max: 12 })) }) },
);

test('whatever came first, rows see the same, over many changes and wherever the engine is put away', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 20, maxLength: 60 }), fc.array(fc.nat(2000), { maxLength: 4 }), fc.boolean(), (events, cuts, many) => {
      let now = 100;
      const changes: Told[] = [];
      const told: Told[] = [];
      // More than are kept of what has ended.
      if (many) for (let nth = 0; nth < 1500; nth += 1) told.push(set('z', nth / 20, nth));
      for (const each of events) {
        now += each.step;
        if ('late' in each) told.push(row(each.card, now - each.late));
        else {
          const next = each.limit === null ? gone(each.card, now) : set(each.card, now, each.limit, each.lasts === null ? undefined : now + each.lasts);
          changes.push(next);
          told.push(next);
        }
      }
      const expected = run(timed, [...changes, ...told.filter(({ row: given }) => given !== undefined)]);
      expect(run(timed, told, new Set(cuts))).toEqual(expected);
      expect(expected.length).toBeGreaterThan(0);
    }),
    runs(100),
  );
});
