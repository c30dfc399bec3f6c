import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { columnOf } from '../../src/data/columns.ts';
import type { Batch } from '../../src/data/columns.ts';
import type { Field } from '../../src/data/field.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { boolean } from '../../src/logic/expr.ts';
import type { AggregateName, Step, WindowShape } from '../../src/plan/plan.ts';
import { number, plan, second, source, time } from '../reference/testing.ts';

/** Memory follows what can still matter, and not what there ever was: here no key, id or text ever comes again. */

const fields: readonly Field[] = [
  { name: 'id', type: 'text', required: true },
  { name: 'at', type: 'time', required: true },
  { name: 'card', type: 'text' },
  { name: 'amount', type: 'number', decimals: 2 },
  { name: 'word', type: 'text' },
];

const aggregates = (['sum', 'min', 'distinct', 'last'] as const satisfies readonly AggregateName[]).map((fn) => ({
  fn, of: fn === 'distinct' || fn === 'last' ? 'word' : 'amount',
  into: fn === 'last' ? { name: fn, type: 'text' as const } : number(fn),
}));
const window = (id: string, shape: WindowShape): Step => ({
  op: 'window', id, node: id, input: ['s.events'], key: ['card'], shape, aggregates, start: time('start'), end: time('end'),
});
const ofBoth = ['left', 'right'] as const;
const steps: readonly Step[] = [
  source('s', { fields, lateness: 500 }),
  source('t', { fields, lateness: 500 }),
  { op: 'rolling', id: 'rolling', node: 'rolling', input: ['s.events'], key: ['card'], features: aggregates.map((each) => ({ ...each, window: 1000, frame: 'through' })) },
  window('tumbling', { type: 'tumbling', size: { ms: 1000 }, zone: 'UTC' }),
  window('hopping', { type: 'hopping', size: { ms: 1000 }, hop: { ms: 250 }, zone: 'UTC' }),
  window('session', { type: 'session', gap: 500 }),
  { op: 'dedupe', id: 'dedupe', node: 'dedupe', input: ['s.events'], key: ['card', 'amount'], period: 1000 },
  ...(['inner', 'outer'] as const).map((mode): Step => ({
    op: 'join', id: mode, node: mode, left: ['s.events'], right: ['t.events'], on: [{ left: 'card', right: 'card' }], from: -1000, to: 1000, mode,
    fields: ofBoth.map((side) => ({ side, name: 'word', field: { name: side, type: 'text' } })), time: time('pair'),
  })),
  ...[false, true].map((absent): Step => ({
    op: 'sequence', id: absent ? 'absence' : 'sequence', node: absent ? 'absence' : 'sequence', within: 1000, absent, ...(absent ? { time: time('missed') } : {}),
    steps: ['s.events', 't.events'].map((input) => ({ input: [input], key: ['card'], when: boolean(true), fields: [] })),
  })),
  { op: 'alert', id: 'alert', node: 'alert', input: ['s.events'], severity: 'low', key: ['card'], title: [], message: [], channels: [], suppress: { period: 1000 } },
];

const batchRows = 4096;

/** A row each millisecond. Every other card of `t` was one of `s` just before. */
function batchFrom(first: number, of: 's' | 't'): Batch {
  const rows = Array.from({ length: batchRows }, (_, row) => first + row);
  const ago = of === 's' ? 0 : 200;
  return {
    length: batchRows,
    columns: [
      columnOf('text', rows.map((row) => `an event of ${of}, number ${row}`)),
      columnOf('time', rows.map((row) => second(0) + row)),
      columnOf('text', rows.map((row) => (row % 2 === 0 ? `a card with a long number: ${row - ago}` : `a card of ${of} alone: ${row}`))),
      columnOf('number', rows.map((row) => row / 100)),
      columnOf('text', rows.map((row) => `a word that only ${row} has`)),
    ],
  };
}

test('endless new keys and texts do not grow what an engine holds', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const engine = createEngine(plan(...steps));
  const held = async (): Promise<{ readonly state: Readonly<Record<string, number>>; readonly snapshot: number; readonly heap: number }> => {
    const { state } = engine.statistics();
    // With it goes what nobody holds any more.
    const snapshot = engine.snapshot().length;
    let heap = Infinity;
    for (let round = 0; round < 5; round += 1) {
      collect();
      // Buffers are given back by another thread, a little later.
      await setTimeout(50);
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      heap = Math.min(heap, heapUsed + arrayBuffers);
    }
    return { state: Object.fromEntries(Object.entries(state).map(([id, { bytes }]) => [id, bytes])), snapshot, heap };
  };
  const feed = (from: number, to: number): void => {
    for (let first = from; first < to; first += batchRows) {
      for (const of of ['s', 't'] as const) engine.push(of, { batch: batchFrom(first, of), rejected: [] });
    }
  };
  const half = 20 * batchRows;
  feed(0, half);
  const before = await held();
  feed(half, 2 * half);
  const after = await held();

  const { rows } = engine.statistics();
  for (const ref of ['rolling', 'tumbling', 'hopping', 'session', 'dedupe', 'outer', 'alert.sent']) expect(rows[ref], ref).toBeGreaterThan(half);
  for (const ref of ['inner', 'sequence', 'absence']) expect(rows[ref], ref).toBeGreaterThan(half / 2);
  expect(Object.keys(after.state).length).toBe(steps.length);
  for (const [id, bytes] of Object.entries(after.state)) expect(bytes, id).toBeLessThan(1.5 * (before.state[id] ?? 0));
  expect(after.snapshot).toBeLessThan(1.2 * before.snapshot);
  expect(after.heap - before.heap).toBeLessThan(10_000_000);
});
