import { expect, test } from 'vitest';
import { number, plan, second, source } from '../../../test/reference/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Alert } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { call as logic, field, number as constant } from '../../logic/expr.ts';
import type { AlertStep, DedupeStep, Plan, RollingStep, SelectStep } from '../../plan/plan.ts';
import { call } from './calls.ts';
import type { Call } from './calls.ts';
import { filledOver } from './fill.ts';

const payments = source('s', { lateness: 2000 });
const first: DedupeStep = { op: 'dedupe', id: 'first', node: 'first', input: ['s.events'], key: ['id'], period: 60_000 };
const many = (window: number): RollingStep => ({ op: 'rolling', id: 'many', node: 'many', input: ['first'], key: ['card'], features: [{ into: number('n'), fn: 'count', window, frame: 'through' }] });
const often: SelectStep = { op: 'select', id: 'often', node: 'often', input: ['many'], branches: [{ port: 'match', when: logic('gt', field('n'), constant(3)) }] };
const warn: AlertStep = { op: 'alert', id: 'warn', node: 'warn', input: ['often.match'], severity: 'low', key: ['card'], title: ['often: ', { field: 'n' }], message: [], channels: [], suppress: { period: 3000 } };
const from = plan(payments, first, many(5000), often, warn);
const to = plan(payments, first, many(10_000), often, warn);

const calls: readonly Call[] = Array.from({ length: 80 }, (_, index) => ({
  type: 'rows',
  source: 's',
  reading: readingOf([{ id: `e${index % 30}`, at: second(index + (index % 3)), card: `c${index % 2}`, amount: 1 }], payments.fields),
}));
async function* between(start: number, end: number): AsyncGenerator<Call> {
  for (const each of calls.slice(start, end)) yield await Promise.resolve(each);
}

function run(of: Plan, part: readonly Call[], snapshot?: Uint8Array): { readonly alerts: readonly Alert[]; readonly held: Uint8Array } {
  const alerts: Alert[] = [];
  const engine = createEngine(of, { snapshot, listener: { alert: (alert) => alerts.push(alert) } });
  for (const each of part) call(engine, each);
  return { alerts, held: engine.snapshot() };
}

test('what would begin empty is filled with what came since a snapshot, and goes on as if it had always been so', async () => {
  const [old, now] = [20, 50];
  const { held } = run(from, calls.slice(0, old));
  const { snapshot, kept, empty } = await filledOver({ from, to, snapshot: held }, between(old, now));
  expect(kept.map(({ id }) => id)).toEqual(['s', 'first', 'many']);
  expect(empty.map(({ step, holds }) => [step.id, holds])).toEqual([['warn', 3000]]);
  const expected = run({ ...to, steps: to.steps.filter(({ id }) => id !== 'warn').concat({ ...warn, suppress: undefined }) }, calls).alerts;
  const fresh = run(to, calls.slice(now), snapshot).alerts;
  const start = fresh[0]?.time ?? 0;
  expect(fresh.length).toBeGreaterThan(3);
  // New alerts remember none of those that nobody heard: the first of each card comes at once.
  for (const card of ['c0', 'c1']) {
    const told = expected.find(({ key, time }) => key === card && (time ?? 0) >= start);
    expect(fresh.find(({ key }) => key === card)?.id).toBe(told?.id);
  }
  expect(fresh.map(({ id, title }) => [id, title])).toEqual(fresh.map(({ id }) => [id, expected.find((each) => each.id === id)?.title]));
});

test('where too little came since, the rest of the time is told', async () => {
  const { held } = run(from, calls.slice(0, 45));
  const { empty } = await filledOver({ from, to, snapshot: held }, between(45, 50));
  expect(empty.map(({ step, holds }) => [step.id, holds])).toEqual([['many', 6000], ['warn', 3000]]);
});
