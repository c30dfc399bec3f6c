import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { documentOf, payments } from '../../compile/testing.ts';
import type { Statistics } from '../../engine/contract.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { createRunController } from './run-store.ts';
import type { RunController } from './run-store.ts';
import { linkWorker, NoReply } from './worker-link.ts';
import type { WorkerEvents } from './worker-link.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const statistics = (rows: Record<string, number>): Statistics => ({ sources: {}, rows, reasons: {}, keyless: {}, lost: {}, zeroDivisions: {}, unreported: {}, time: {}, state: {} });

const ended = (run: number, milliseconds = 100, stopped = false): FromWorker => ({
  type: 'ended',
  run,
  statistics: statistics({ 'pay.events': run }),
  summary: { read: 1, setAside: 0, milliseconds, stopped },
  alerts: { total: 0, byNode: new Map(), bySeverity: { low: 0, medium: 0, high: 0, critical: 0 }, topKeys: [] },
  labels: new Map(),
});

interface Bench {
  readonly controller: RunController;
  readonly workers: { readonly events: WorkerEvents; readonly posted: ToWorker[]; isEnded: boolean }[];
  readonly edit: (change: (document: RuleDocument) => RuleDocument) => void;
  /** Lets what was promised happen. */
  readonly settle: () => Promise<void>;
  readonly tell: (message: FromWorker) => void;
  readonly state: () => string;
  readonly hands: { busy: boolean };
  readonly broken: Set<string>;
  readonly runs: () => readonly (number | undefined)[];
}

function bench(): Bench {
  const workers: Bench['workers'] = [];
  let document = documentOf([payments('pay')], [], {});
  const hands = { busy: false };
  const broken = new Set<string>();
  const controller = createRunController({
    document: () => document,
    files: () => Promise.resolve({}),
    busy: () => hands.busy,
    broken: () => new Set(broken),
    again: true,
    link: linkWorker((events) => {
      const worker = { events, posted: [] as ToWorker[], isEnded: false };
      workers.push(worker);
      return { post: (message) => void worker.posted.push(message), end: () => void (worker.isEnded = true) };
    }),
  });
  return {
    controller,
    workers,
    edit: (change) => {
      document = change(document);
      controller.changed();
    },
    settle: async () => void (await vi.advanceTimersByTimeAsync(0)),
    tell: (message) => workers.at(-1)?.events.told(message),
    state: () => controller.store.getState().state,
    hands,
    broken,
    runs: () => workers.flatMap(({ posted }) => posted.flatMap((message) => (message.type === 'run' ? [message.run] : []))),
  };
}

const moved = (document: RuleDocument): RuleDocument => ({ ...document, nodes: document.nodes.map((node) => ({ ...node, at: [9, 9] as [number, number] })) });
const changed = (document: RuleDocument): RuleDocument => ({ ...document, nodes: document.nodes.map((node) => ({ ...node, config: { ...node.config } })) });

test('counts rise while it runs, and stay when it is done', async () => {
  const { controller, workers, settle, tell, state } = bench();
  expect([state(), workers.length]).toEqual(['idle', 0]);
  controller.store.getState().run();
  await settle();
  expect(workers[0]?.posted.map(({ type }) => type)).toEqual(['run']);
  tell({ type: 'begun', run: 1, streams: ['pay.events', 'pay.late'] });
  tell({ type: 'progress', run: 1, rows: 5, total: 10, counts: Float64Array.of(4, 1) });
  expect(controller.store.getState()).toMatchObject({ state: 'running', progress: { rows: 5, total: 10 }, counts: new Map([['pay.events', 4], ['pay.late', 1]]) });
  tell(ended(1));
  expect(controller.store.getState()).toMatchObject({ state: 'done', counts: new Map([['pay.events', 1]]), progress: undefined });
});

async function ran(milliseconds = 100): Promise<Bench> {
  const on = bench();
  on.controller.store.getState().run();
  await on.settle();
  on.tell(ended(1, milliseconds));
  return on;
}

test('after edits a quick graph runs again by itself, and what shows stays until it has; a move changes nothing', async () => {
  const { controller, edit, runs, tell, state } = await ran();
  edit(moved);
  await vi.advanceTimersByTimeAsync(1000);
  expect([state(), runs()]).toEqual(['done', [1]]);
  edit(changed);
  await vi.advanceTimersByTimeAsync(200);
  edit(changed);
  await vi.advanceTimersByTimeAsync(200);
  expect(runs()).toEqual([1]);
  await vi.advanceTimersByTimeAsync(100);
  expect([state(), runs()]).toEqual(['done', [1, 2]]);
  tell({ type: 'begun', run: 2, streams: ['pay.events'] });
  tell({ type: 'progress', run: 2, rows: 5, total: 10, counts: Float64Array.of(4) });
  expect(controller.store.getState().counts).toEqual(new Map([['pay.events', 1]]));
  tell(ended(2));
  expect(controller.store.getState()).toMatchObject({ state: 'done', counts: new Map([['pay.events', 2]]) });
});

test('a graph that an edit made slow is seen to run', async () => {
  const { controller, edit, tell, state } = await ran();
  edit(changed);
  await vi.advanceTimersByTimeAsync(1500);
  tell({ type: 'begun', run: 2, streams: ['pay.events'] });
  tell({ type: 'progress', run: 2, rows: 5, total: 10, counts: Float64Array.of(4) });
  expect([state(), controller.store.getState().progress]).toEqual(['running', { rows: 5, total: 10 }]);
});

test('it waits for a held pointer or an input method, and for as long as an edit left something broken', async () => {
  const { edit, hands, broken, runs, tell, state } = await ran();
  hands.busy = true;
  edit(changed);
  await vi.advanceTimersByTimeAsync(5000);
  expect(runs()).toEqual([1]);
  hands.busy = false;
  await vi.advanceTimersByTimeAsync(300);
  expect(runs()).toEqual([1, 2]);
  tell(ended(2));
  broken.add('pay');
  edit(changed);
  await vi.advanceTimersByTimeAsync(5000);
  expect([state(), runs()]).toEqual(['stale', [1, 2]]);
  broken.clear();
  edit(changed);
  await vi.advanceTimersByTimeAsync(300);
  expect(runs()).toEqual([1, 2, 3]);
});

test('what was broken when it ran keeps nothing from running again', async () => {
  const on = bench();
  on.broken.add('pay');
  on.controller.store.getState().run();
  await on.settle();
  on.tell(ended(1));
  on.edit(changed);
  await vi.advanceTimersByTimeAsync(300);
  expect(on.runs()).toEqual([1, 2]);
});

test('one asked for by hand goes before the one that runs by itself', async () => {
  const { controller, edit, runs, settle, tell, state } = await ran();
  edit(changed);
  await vi.advanceTimersByTimeAsync(300);
  controller.store.getState().run();
  await settle();
  tell(ended(2));
  expect([state(), runs()]).toEqual(['running', [1, 2, 3]]);
  tell(ended(3));
  expect(state()).toBe('done');
});

test('it can be told not to, and then edits only make what shows stale', async () => {
  const { controller, edit, runs, state } = await ran();
  controller.store.getState().setAgain(false);
  edit(changed);
  await vi.advanceTimersByTimeAsync(5000);
  expect([state(), runs()]).toEqual(['stale', [1]]);
  controller.store.getState().setAgain(true);
  await vi.advanceTimersByTimeAsync(300);
  expect(runs()).toEqual([1, 2]);
});

test('what takes long, or was stopped, only runs when asked', async () => {
  for (const end of [ended(1, 5000), ended(1, 10, true)]) {
    const { controller, workers, edit, settle, tell, state } = bench();
    controller.store.getState().run();
    await settle();
    tell(end);
    edit(changed);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([state(), workers[0]?.posted.length]).toEqual(['stale', 1]);
  }
});

test('an edit that is undone brings the counts back', async () => {
  const { controller, edit, settle, tell, state } = bench();
  controller.store.getState().run();
  await settle();
  tell(ended(1, 5000));
  let before: RuleDocument | undefined;
  edit((document) => {
    before = document;
    return changed(document);
  });
  expect(state()).toBe('stale');
  edit((document) => before ?? document);
  expect(state()).toBe('done');
});

test('an edit while it runs shows when it ends', async () => {
  const { controller, edit, settle, tell, state } = bench();
  controller.store.getState().run();
  await settle();
  edit(changed);
  expect(state()).toBe('running');
  tell(ended(1, 5000));
  expect(state()).toBe('stale');
});

test('what an earlier run tells is not heard', async () => {
  const { controller, settle, tell, state } = bench();
  controller.store.getState().run();
  await settle();
  controller.store.getState().run();
  await settle();
  tell(ended(1));
  tell({ type: 'failed', run: 1, failure: { en: 'old', zh: '旧' } });
  expect([state(), controller.store.getState().counts.size]).toEqual(['running', 0]);
  tell(ended(2));
  expect(state()).toBe('done');
});

test('stop is told to the worker, and ends it where it does not listen', async () => {
  const { controller, workers, settle, tell, state } = bench();
  controller.store.getState().run();
  await settle();
  controller.store.getState().stop();
  expect(workers[0]?.posted.at(-1)).toEqual({ type: 'stop', run: 1 });
  tell(ended(1, 50, true));
  expect(state()).toBe('done');
  controller.store.getState().run();
  await settle();
  controller.store.getState().stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect([state(), workers[0]?.isEnded]).toEqual(['failed', true]);
  controller.store.getState().run();
  await settle();
  expect([state(), workers.length]).toEqual(['running', 2]);
});

test('a worker that breaks is told of, and whoever waits for rows hears it too', async () => {
  const { controller, workers, settle, state } = bench();
  await expect(controller.store.getState().rowsOf('pay.events', 0, 10)).rejects.toThrow(NoReply);
  controller.store.getState().run();
  await settle();
  const page = controller.store.getState().rowsOf('pay.events', 0, 10);
  workers[0]?.events.failed('out of memory');
  await expect(page).rejects.toThrow('out of memory');
  expect(state()).toBe('failed');
  expect(controller.store.getState().failure?.zh).toContain('out of memory');
});

test('pages come to whoever asked for them', async () => {
  const { controller, settle, tell } = bench();
  controller.store.getState().run();
  await settle();
  const { rowsOf } = controller.store.getState();
  const pages = [rowsOf('a', 0, 1), rowsOf('b', 0, 1)];
  const page = (total: number): FromWorker => ({ type: 'page', request: total, page: { from: 0, total, all: total, kept: total, fields: [], batch: { length: 0, columns: [] } } });
  tell(page(2));
  tell(page(1));
  expect((await Promise.all(pages)).map(({ total }) => total)).toEqual([1, 2]);
});
