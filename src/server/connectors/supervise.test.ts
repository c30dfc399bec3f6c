import { expect, test } from 'vitest';
import { z } from '../../data/zod.ts';
import { testClock } from '../clock-testing.ts';
import { Trouble } from '../connections/trouble.ts';
import type { Position } from '../runs/entries.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { supervise } from './supervise.ts';
import type { ConnectorState } from './supervise.ts';
import { noConnections, paymentsSource } from './testing.ts';

const kindOf = (run: (context: ConnectorContext) => Promise<void>): ConnectorKind<object> => ({
  type: 'probe', title: { en: '', zh: '' }, summary: { en: '', zh: '' }, rewinds: { en: '', zh: '' }, settings: z.object({}), example: { settings: {} },
  run: (_, context) => run(context),
});

function watched(run: (context: ConnectorContext) => Promise<void>, deliver: ConnectorContext['deliver'] = () => Promise.resolve({ number: 0, accepted: 0, rejected: 0 })) {
  const clock = testClock(1_000_000);
  const states: ConnectorState[] = [];
  const stored: { position: Position | undefined } = { position: undefined };
  const supervised = supervise({
    kind: kindOf(run), settings: {}, clock, random: () => 1, position: () => stored.position,
    context: { graph: 'g', source: paymentsSource, deliver, connections: noConnections },
    changed: (state) => states.push(state),
  });
  return { clock, states, stored, supervised, types: () => states.map(({ type }) => type) };
}

test('calls what threw anew: after a second, two, four, up to a minute', async () => {
  const calls: number[] = [];
  const { clock, supervised } = watched((context) => {
    calls.push(context.now());
    return Promise.reject(new Error('no'));
  });
  await clock.pass(1000 * (1 + 2 + 4 + 8 + 16 + 32 + 60 + 60));
  expect(calls.map((at) => at - 1_000_000)).toEqual([0, 1000, 3000, 7000, 15_000, 31_000, 63_000, 123_000, 183_000]);
  expect(supervised.state()).toMatchObject({ type: 'waiting', why: { en: 'no' }, failures: 9, again: 1_000_000 + 243_000 });
  await supervised.stop();
  expect(supervised.state()).toEqual({ type: 'stopped', why: undefined });
});

test('forgets failures once it has worked for a while, and waits as long as the other side asks', async () => {
  let calls = 0;
  const { clock, supervised } = watched(async ({ wait }) => {
    calls += 1;
    if (calls === 4) await wait(61_000);
    throw calls === 5 ? new Trouble({ en: 'busy', zh: '忙' }, { after: 20_000 }) : new Error('no');
  });
  await clock.pass(7000 + 61_000);
  expect(supervised.state()).toMatchObject({ failures: 1, again: 1_000_000 + 68_000 + 1000 });
  await clock.pass(1000);
  expect(supervised.state()).toMatchObject({ why: { en: 'busy', zh: '忙' }, again: 1_000_000 + 69_000 + 20_000 });
});

test('begins each time behind what was stored last, and shows what it hears', async () => {
  const positions: (Position | undefined)[] = [];
  const { clock, stored, states } = watched(({ position, report }) => {
    positions.push(position);
    report({ state: 'behind', lag: { count: 3, of: { en: 'rows', zh: '行' } } });
    report({ state: 'current' });
    return positions.length === 2 ? Promise.resolve() : Promise.reject(new Error('no'));
  });
  stored.position = { offset: 5 };
  await clock.pass(1000);
  expect(positions).toEqual([undefined, { offset: 5 }]);
  expect(states.map(({ type }) => type)).toEqual(['behind', 'current', 'waiting', 'starting', 'behind', 'current', 'ended']);
});

test('ends the waiting at a stop', async () => {
  const { clock, supervised } = watched(() => Promise.reject(new Error('no')));
  await clock.pass(10);
  expect(supervised.state().type).toBe('waiting');
  await supervised.stop();
  expect(supervised.state().type).toBe('stopped');
});

test('stops for good where rows can’t be stored: that is none of the connector’s business', async () => {
  const { clock, supervised } = watched(
    async ({ deliver }) => void (await deliver({ body: Buffer.from('{}') })),
    () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' })),
  );
  await clock.pass(0);
  expect(supervised.state()).toEqual({ type: 'stopped', why: { en: 'The disk is full', zh: '磁盘已满' } });
  await clock.pass(100_000);
  expect(supervised.state().type).toBe('stopped');
});
