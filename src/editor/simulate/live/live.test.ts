import { expect, test } from 'vitest';
import { above, documentOf, payments } from '../../../compile/testing.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import { keepReadings } from '../kept-readings.ts';
import { prepare, prepareGraph } from '../run.ts';
import { simulating } from '../testing.ts';
import type { Arrivals } from './arrivals.ts';
import { linkedArrivals } from './linked.ts';
import type { LinkEvents } from './linked.ts';
import { lookAt } from './look.ts';
import { endlessInput, madeUpFor } from './made-up.ts';
import { pacedArrivals } from './paced.ts';
import { openSession } from './session.ts';
import type { LiveSession } from './session.ts';
import type { LiveFrom, LiveTick } from './told.ts';

/** A graph at work on events as they come in, on a clock that a test moves. */

const fields = [
  { name: 'id', type: 'text', roles: ['id'] },
  { name: 'at', type: 'time', roles: ['time'] },
  { name: 'card', type: 'text' },
  { name: 'amount', type: 'number' },
];
const alert = { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: [] };
const nine = Date.UTC(2026, 2, 1, 9);

/** One payment a minute, each tenth of them large. */
const row = (n: number): object => ({ id: `p${n}`, at: new Date(nine + n * 60_000).toISOString(), card: `c${n % 7}`, amount: n % 10 === 0 ? 500 : 20 });

function graph(rows: readonly object[], more: object = {}): RuleDocument {
  const [id, kind, settings] = payments('pay');
  const source = { ...settings, fields, id: 'id', time: 'at', lateness: '30s', sample: { type: 'rows', rows }, ...more };
  return documentOf([[id, kind, source], ['large', 'filter', { when: above('amount', 100) }], ['warn', 'alert', alert]], ['pay > large', 'large.match > warn'], {});
}

interface Trying {
  readonly session: LiveSession;
  readonly pass: (milliseconds: number) => Promise<LiveTick>;
}

async function trying(document: RuleDocument, from: LiveFrom, linked?: (arrive: Parameters<typeof linkedArrivals>[0]) => Arrivals): Promise<Trying> {
  let now = 0;
  const opened = await prepareGraph(document, () => Promise.reject(new Error('no files here')));
  const prepared = from.type === 'sample' ? await prepare(document, () => Promise.reject(new Error('no files here')), keepReadings(1e6)) : { ...opened, inputs: new Map() };
  const session = await openSession({
    prepared,
    from,
    host: { now: () => now, time: () => nine + now },
    arrivals: (source, start) => {
      if (linked !== undefined) return linked(source);
      const input = prepared.inputs.get(source.id);
      const node = document.nodes.find(({ id }) => id === source.node);
      const made = node === undefined ? undefined : madeUpFor(node);
      return input !== undefined ? pacedArrivals(source, input.open(), start) : made === undefined ? undefined : pacedArrivals(source, endlessInput(made, source), start);
    },
  });
  return {
    session,
    pass: async (milliseconds) => {
      now += milliseconds;
      await session.turn();
      return session.tick();
    },
  };
}

const hundred = graph(Array.from({ length: 100 }, (_, n) => row(n)));

test('plays a sample at the pace of its times, as many times as fast as asked', async () => {
  const { session, pass } = await trying(hundred, { type: 'sample', speed: 60 });
  expect((await pass(0)).sources[0]?.read).toBe(1);
  expect((await pass(10_000)).sources[0]?.read).toBe(11);
  session.speed(600);
  const tick = await pass(3000);
  expect(tick).toMatchObject({ state: 'flowing', clock: nine + 40 * 60_000, released: nine + 40 * 60_000 - 30_000 - 1 });
  expect(tick.sources[0]).toMatchObject({ read: 41, accepted: 41, late: 0, rejected: 0 });
  expect(tick.course.events.reduce((sum, each) => sum + each, 0)).toBe(41);
  const end = await pass(60_000);
  expect(end).toMatchObject({ state: 'ended', sources: [{ read: 100 }], tally: { total: 10 } });
});

test('stands while it is paused, and steps from event to event', async () => {
  const { session, pass } = await trying(hundred, { type: 'sample', speed: 60 });
  await pass(5000);
  session.pause();
  expect((await pass(100_000)).sources[0]?.read).toBe(6);
  await session.step();
  await session.step();
  expect(session.tick()).toMatchObject({ state: 'paused', clock: nine + 7 * 60_000, sources: [{ read: 8 }] });
  session.goOn();
  expect((await pass(1000)).sources[0]?.read).toBe(9);
});

test('what is kept is a run of its own, and comes to what was seen', async () => {
  const { session, pass } = await trying(hundred, { type: 'sample', speed: 600 });
  session.disturb({ type: 'broken', share: 0.2 });
  session.disturb({ type: 'late', share: 0.2, by: 300_000 });
  const tick = await pass(8050);
  session.pause();
  const running = lookAt(session, new AbortController().signal, { now: () => 0, pause: () => Promise.resolve() });
  const summary = await running.toEnd(() => undefined);
  const seen = session.statistics();
  expect(running.statistics().rows).toEqual(seen.rows);
  expect(running.alerts.tally().total).toBe(tick.tally.total);
  const { read, late, rejected } = seen.sources['pay'] ?? { read: 0, late: 0, rejected: 0 };
  expect(late).toBeGreaterThan(3);
  expect(rejected).toBeGreaterThan(3);
  expect(summary).toMatchObject({ stopped: true, setAside: late + rejected });
  // What the rules hold back until its moment is released is not yet to be seen.
  expect(read - summary.read).toBe(seen.sources['pay']?.waiting);
  expect(running.first.get('pay.rejected')?.rows.length).toBe(rejected);
});

test('rows that are broken on their way are rejected with their reasons', async () => {
  const { session, pass } = await trying(hundred, { type: 'sample', speed: 600 });
  session.disturb({ type: 'broken', share: 1 });
  const { sources } = await pass(1000);
  expect(sources[0]).toMatchObject({ read: 11, accepted: 0, rejected: 11 });
  expect(sources[0]?.lastRejection?.en).toMatch(/amount|at /);
  session.disturb({ type: 'broken', share: 0 });
  expect((await pass(1000)).sources[0]).toMatchObject({ read: 21, accepted: 10, rejected: 11 });
});

test('events that come later than the source waits are late; on their way they are counted', async () => {
  const { session, pass } = await trying(hundred, { type: 'sample', speed: 600 });
  session.disturb({ type: 'late', share: 0.5, by: 120_000 });
  const first = await pass(2000);
  const { held } = first.disturbed;
  expect(held).toBeGreaterThan(0);
  expect((first.sources[0]?.read ?? 0) + held).toBe(21);
  session.disturb({ type: 'late', share: 0, by: 0 });
  const later = await pass(2000);
  expect(later.disturbed.held).toBe(0);
  expect(later.sources[0]).toMatchObject({ read: 41 });
  expect(later.sources[0]?.late).toBeGreaterThan(0);
});

test('a burst is so many events like the last one, each with an id of its own', async () => {
  const { session, pass } = await trying(hundred, { type: 'sample', speed: 60 });
  await pass(0);
  session.disturb({ type: 'burst', source: 'pay', events: 1000 });
  const tick = await pass(30_000);
  expect(tick.sources[0]).toMatchObject({ read: 1031, late: 0 });
  expect(tick.tally.topKeys[0]).toMatchObject({ key: 'c0', alerts: 1001 });
});

test('a source that falls silent holds time back until it counts as idle', async () => {
  const [first, kind, settings] = payments('first');
  const sample = (from: number): Record<string, unknown> => ({ type: 'rows', rows: Array.from({ length: 100 }, (_, n) => ({ ...row(n), id: `${from}-${n}` })) });
  const source = (from: number): Record<string, unknown> => ({ ...settings, fields, id: 'id', time: 'at', lateness: '30s', idle: '10m', sample: sample(from) });
  const two = documentOf([[first, kind, source(1)], ['second', kind, source(2)], ['both', 'merge', {}], ['warn', 'alert', alert]], ['first > both', 'second > both', 'both > warn'], {});
  const { session, pass } = await trying(two, { type: 'sample', speed: 60 });
  await pass(5000);
  session.disturb({ type: 'silence', source: 'second', lasts: 20 * 60_000 });
  const held = await pass(5000);
  expect(held.disturbed).toMatchObject({ silences: { second: 15 * 60_000 }, missed: 5 });
  expect(held).toMatchObject({ clock: nine + 10 * 60_000, released: nine + 4.5 * 60_000 - 1 });
  expect(held.sources[1]).toMatchObject({ silent: 5 * 60_000, idle: false });
  const waited = await pass(10_000);
  expect(waited.sources[1]?.idle).toBe(true);
  expect(waited.released).toBe(nine + 19.5 * 60_000 - 1);
  const back = await pass(7000);
  expect(back.sources[1]).toMatchObject({ idle: false, late: 0 });
});

test('made-up events go on without end, and what is kept of them is bounded', async () => {
  const madeUp = [{ name: 'payment_id', type: 'text' }, { name: 'time', type: 'time' }, { name: 'card', type: 'text' }, { name: 'amount', type: 'number' }];
  const document = graph([], { fields: madeUp, id: 'payment_id', time: 'time', sample: undefined });
  const { pass, session } = await trying(document, { type: 'made', speed: 10_000 });
  let tick = await pass(0);
  for (let turn = 0; turn < 60; turn += 1) tick = await pass(5000);
  expect(tick.state).toBe('flowing');
  expect(tick.sources[0]?.accepted).toBeGreaterThan(50_000);
  expect(tick.kept).toEqual({ events: 50_000, all: false });
  session.close();
});

test('messages of a server are events or lists of them; what is no event is rejected, and a broken line is mended', async () => {
  let told: LinkEvents | undefined;
  let later: { readonly wait: number; readonly act: () => void } | undefined;
  const { session, pass } = await trying(graph([]), { type: 'address', addresses: { pay: 'wss://example.org/payments' } }, (source) =>
    linkedArrivals(source, 'wss://example.org/payments', {
      connect: (_, events) => {
        told = events;
        return { close: () => undefined };
      },
      time: () => 0,
      later: (wait, act) => {
        later = { wait, act };
        return () => undefined;
      },
    }));
  expect((await pass(0)).sources[0]?.link).toEqual({ type: 'connecting' });
  told?.opened();
  told?.said(JSON.stringify(row(0)));
  told?.said(JSON.stringify([row(1), { ...row(2), amount: 'much' }, 7]));
  told?.said('{"id": ');
  const tick = await pass(1000);
  expect(tick.sources[0]).toMatchObject({ read: 5, accepted: 2, rejected: 3, link: { type: 'open' } });
  session.pause();
  told?.said(JSON.stringify([row(3), row(4)]));
  await session.step();
  expect(session.tick().sources[0]?.read).toBe(6);
  session.goOn();
  expect((await pass(0)).sources[0]?.read).toBe(7);
  told?.ended();
  expect((await pass(0)).sources[0]?.link).toEqual({ type: 'waiting', tries: 1, left: 1000 });
  later?.act();
  told?.ended();
  expect(later?.wait).toBe(2000);
  expect((await pass(0)).sources[0]?.link).toEqual({ type: 'waiting', tries: 2, left: 2000 });
});

test('while it is paused, the page can ask of what is kept as of any run; leaving it ends it', async () => {
  const { take, hear, rows, heard } = simulating();
  take({ type: 'live', live: 1, asked: { type: 'begin', from: { type: 'sample', speed: 10_000 }, document: hundred, files: {} } });
  await hear('live', ({ told }) => told.type === 'tick' && (told.sources[0]?.read ?? 0) > 20);
  take({ type: 'live', live: 1, asked: { type: 'pause' } });
  const looked = await hear('live', ({ told }) => told.type === 'looked');
  if (looked.told.type !== 'looked') throw new Error('it was looked for');
  const page = await rows('large.match', 0, 10);
  expect(page.total).toBe(looked.told.statistics.rows['large.match']);
  expect(looked.told.first.length).toBe(looked.told.alerts.total);
  take({ type: 'live', live: 1, asked: { type: 'stop' } });
  const length = heard.length;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(heard.length).toBe(length);
});
