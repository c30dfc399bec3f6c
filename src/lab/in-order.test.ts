import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import type { Field } from '../data/field.ts';
import type { ReadNote, Reading } from '../data/read/reading.ts';
import { readingOf } from '../data/read/rows.ts';
import { createEngine } from '../engine/engine.ts';
import type { AlertStep, Plan, SourceStep } from '../plan/plan.ts';
import { inOrder } from './in-order.ts';
import { replay } from './replay.ts';

const fields: readonly Field[] = [{ name: 'at', type: 'time', roles: ['time'], required: true }, { name: 'n', type: 'number' }];
const untimed: readonly Field[] = [{ name: 'n', type: 'number' }];

const source = (id: string, more: Partial<SourceStep> = {}): SourceStep => ({
  op: 'source', id, node: id, fields, time: 'at', lateness: 1_000_000,
  setAside: { reason: { name: 'reason', type: 'text' }, line: { name: 'line', type: 'number' } },
  ...more,
});
const alert = (id: string, ...input: readonly string[]): AlertStep => ({
  op: 'alert', id, node: id, input: input.map((each) => `${each}.events`), severity: 'low', key: [], title: [id, ' ', { field: 'n' }], message: [], channels: [],
});

/** Two parts that no row connects, and two sources without a time that meet. */
const plan: Plan = {
  format: 'ruleloom/plan', version: 1, graph: 'g', lang: 'en', tables: { zones: '', cases: '' },
  steps: [
    source('a'), source('b', { lateness: 3 }),
    source('z', { fields: untimed, time: undefined }), source('y', { fields: untimed, time: undefined }),
    alert('on-b', 'b'), alert('on-a', 'a'), alert('on-lists', 'z', 'y'), alert('on-y', 'y'),
  ],
};

async function titles(given: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>, batch: number): Promise<readonly string[]> {
  const told: string[] = [];
  const ordered = inOrder(plan, ({ title, time }) => told.push(`${time ?? '-'} ${title}`));
  const engine = createEngine(plan, { listener: { alert: ordered.take } });
  const inputs = new Map(Object.entries(given).map(([id, rows]) => [id, cut(rows, batch, plan.steps.find((step): step is SourceStep => step.op === 'source' && step.id === id)?.fields ?? [])]));
  await replay(plan, engine, inputs, { released: ordered.release });
  return told;
}

async function* cut(rows: readonly Readonly<Record<string, unknown>>[], size: number, of: readonly Field[]): AsyncGenerator<Reading, readonly ReadNote[]> {
  for (let from = 0; from < rows.length; from += size) yield await Promise.resolve(readingOf(rows.slice(from, from + size), of));
  return [];
}

test('by time, then by the plan, then by row, wherever batches are cut; without a time row by row', async () => {
  const given = {
    a: [{ at: 5, n: 1 }, { at: 1, n: 2 }, { at: 9, n: 3 }],
    b: [{ at: 4, n: 1 }, { at: 5, n: 2 }, { at: 20, n: 3 }],
    z: [{ n: 1 }, { n: 2 }],
    y: [{ n: 3 }, { n: 4 }],
  };
  const expected = [
    '- on-lists 3', '- on-y 3', '- on-lists 4', '- on-y 4', '- on-lists 1', '- on-lists 2',
    '1 on-a 2', '4 on-b 1', '5 on-b 2', '5 on-a 1', '9 on-a 3', '20 on-b 3',
  ];
  for (const batch of [1, 2, 10]) expect(await titles(given, batch), `${batch} in a batch`).toEqual(expected);
});

const moments = fc.array(fc.record({ at: fc.integer({ min: 0, max: 50 }), n: fc.nat(9) }), { maxLength: 30 });
const lists = fc.array(fc.record({ n: fc.nat(9) }), { maxLength: 10 });

test('however batches are cut, the order is the same', async () => {
  await fc.assert(
    fc.asyncProperty(moments, moments, lists, lists, fc.integer({ min: 1, max: 8 }), async (a, b, z, y, batch) => {
      const given = { a, b, z, y };
      expect(await titles(given, batch)).toEqual(await titles(given, 1000));
    }),
    runs(100),
  );
});

test('an alert is told as soon as nothing can come before it', () => {
  const told: string[] = [];
  const ordered = inOrder(plan, ({ title }) => told.push(title));
  const at = (node: string, time: number): void =>
    ordered.take({ id: '', node, severity: 'low', time, key: null, title: `${node} ${time}`, message: '', row: '', event: {}, heldBack: 0, channels: [] });
  at('on-a', 3);
  at('on-a', 7);
  ordered.release(4);
  expect(told).toEqual(['on-a 3']);
  at('on-b', 6);
  ordered.release(6);
  ordered.release(7);
  expect(told).toEqual(['on-a 3', 'on-b 6', 'on-a 7']);
});
