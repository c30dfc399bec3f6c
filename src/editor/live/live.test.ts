import { expect, test } from 'vitest';
import { documentOf, payments } from '../../compile/testing.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { LiveTick, LiveTold } from '../simulate/live/told.ts';
import type { FromWorker, ToWorker } from '../simulate/protocol.ts';
import { createRunController } from '../simulate/run-store.ts';
import { linkWorker } from '../simulate/worker-link.ts';
import { isAddress } from './address.ts';
import { createLiveController } from './live-store.ts';
import type { LiveController } from './live-store.ts';
import { speedFor } from './speeds.ts';
import { stackedBars } from './stacked-bars.ts';
import { lengthText, momentText, standingLines, worthSeeing } from './standing-lines.ts';

const noAlerts = { total: 0, byNode: new Map(), bySeverity: { low: 0, medium: 0, high: 0, critical: 0 }, topKeys: [] };
const source = { node: 'pay', read: 15, accepted: 10, late: 3, rejected: 2, waiting: 1, idle: false, silent: 0 };
const noon = Date.UTC(2026, 2, 1, 12);
const tick: LiveTick = {
  state: 'flowing', counts: Float64Array.of(10, 4), clock: noon, released: noon - 30_001, rate: 3, behind: false, sources: [source],
  course: { events: [], alerts: { low: [], medium: [], high: [], critical: [] } }, alerts: [], tally: noAlerts,
  kept: { events: 10, all: true }, disturbed: { late: undefined, broken: undefined, silences: {}, held: 0, missed: 0 },
};

const first = documentOf([payments('pay')], [], {});

interface Watched extends LiveController {
  readonly posted: ToWorker[];
  readonly tell: (told: LiveTold) => void;
  readonly draw: (document: RuleDocument) => void;
}

async function watched(): Promise<Watched> {
  let document = first;
  const posted: ToWorker[] = [];
  let hear: (message: FromWorker) => void = () => undefined;
  const link = linkWorker((events) => {
    hear = events.told;
    return { post: (message) => posted.push(message), end: () => undefined };
  });
  const files = (): Promise<Record<string, string>> => Promise.resolve({});
  const sample = createRunController({ document: () => document, files, link, busy: () => false, broken: () => new Set(), again: true });
  const live = createLiveController({ document: () => document, files, link, sample: sample.store });
  live.store.getState().begin({ type: 'sample', speed: 60 });
  await Promise.resolve();
  await Promise.resolve();
  const begun = posted.findLast((message) => message.type === 'live');
  return {
    ...live,
    posted,
    tell: (told) => hear({ type: 'live', live: begun?.type === 'live' ? begun.live : 0, told }),
    draw: (next) => {
      document = next;
      live.changed();
    },
  };
}

const looked: LiveTold = {
  type: 'looked', summary: { read: 9, setAside: 5, milliseconds: 1, stopped: true }, first: [], alerts: noAlerts, labels: new Map(),
  statistics: { sources: {}, rows: { 'pay.events': 9 }, reasons: {}, keyless: {}, lost: {}, zeroDivisions: {}, unreported: {}, time: {}, state: {} },
};

test('the editor shows the events that come in as its run, and what is kept of them while they stand still', async () => {
  const { run, store, tell } = await watched();
  tell({ type: 'begun', streams: ['pay.events', 'pay.late'] });
  tell({ type: 'tick', ...tick });
  expect(run.getState()).toMatchObject({ state: 'running', progress: { rows: 15 }, counts: new Map([['pay.events', 10], ['pay.late', 4]]) });
  const { summary } = run.getState();
  tell({ type: 'tick', ...tick, counts: Float64Array.of(11, 4) });
  expect(run.getState().summary).toBe(summary);
  tell({ type: 'tick', ...tick, state: 'paused' });
  tell(looked);
  expect(run.getState()).toMatchObject({ state: 'done', counts: new Map([['pay.events', 9]]), summary: { read: 9 } });
  // Nothing has moved since.
  tell({ type: 'tick', ...tick, state: 'paused' });
  expect(run.getState().state).toBe('done');
  store.getState().stop();
  expect(run.getState()).toMatchObject({ state: 'idle', counts: new Map() });
  expect(store.getState()).toMatchObject({ state: 'off', from: { type: 'sample', speed: 60 } });
});

test('where events were let go, counts stay exact; what is kept is there to be looked into', async () => {
  const { run, tell } = await watched();
  tell({ type: 'begun', streams: ['pay.events', 'pay.late'] });
  tell({ type: 'tick', ...tick, state: 'paused', counts: Float64Array.of(120_000, 4), tally: { ...noAlerts, total: 70 }, kept: { events: 50_000, all: false } });
  tell(looked);
  expect(run.getState()).toMatchObject({ state: 'done', counts: new Map([['pay.events', 120_000], ['pay.late', 4]]), alerts: { total: 70 }, summary: { read: 9 } });
});

test('a graph that is edited goes on as it was, until it is begun anew', async () => {
  const { run, store, tell, draw, posted } = await watched();
  tell({ type: 'begun', streams: ['pay.events', 'pay.late'] });
  tell({ type: 'tick', ...tick, state: 'paused' });
  tell(looked);
  const [id, kind, settings] = payments('pay');
  const other = documentOf([[id, kind, { ...settings, lateness: '1h' }]], [], {});
  draw(other);
  expect([store.getState().edited, run.getState().state]).toEqual([true, 'stale']);
  draw(first);
  expect([store.getState().edited, run.getState().state]).toEqual([false, 'done']);
  draw(other);
  store.getState().restart();
  await Promise.resolve();
  await Promise.resolve();
  expect(store.getState()).toMatchObject({ state: 'starting', edited: false });
  expect(posted.slice(-2)).toMatchObject([{ type: 'live', asked: { type: 'stop' } }, { type: 'live', asked: { type: 'begin', document: other } }]);
});

test('why it failed is said, and the run over the sample shows again', async () => {
  const { run, store, tell } = await watched();
  tell({ type: 'failed', failure: { en: 'No file', zh: '没有文件' } });
  expect(store.getState()).toMatchObject({ state: 'failed', failure: { en: 'No file' } });
  expect(run.getState().state).toBe('idle');
});

test('how things stand is said in words', () => {
  const two: LiveTick = {
    ...tick,
    state: 'paused',
    sources: [{ ...source, lastRejection: { en: 'Amount is no number', zh: '金额不是数字' } }, { ...source, node: 'logins', late: 0, rejected: 0, waiting: 0, idle: true, silent: 40_000, link: { type: 'waiting', tries: 2, left: 3100 } }],
    kept: { events: 50_000, all: false },
    disturbed: { ...tick.disturbed, silences: { logins: 20_000 }, missed: 4, held: 12 },
  };
  const nameOf = (node: string): string => ({ pay: 'Payments', logins: 'Logins' })[node] ?? node;
  expect(standingLines(two, nameOf, 'UTC', 'en').map(({ text }) => text)).toEqual([
    'Logins is cut off: try 2 in 4 s',
    'Released until 1 Mar 11:59:29, 30 s behind the clock',
    '1 waits to be released',
    '3 late',
    '2 rejected, the last one as amount is no number',
    'Logins has been silent for 40 s and is no longer waited for',
    'Logins stays silent for another 20 s',
    '4 never sent',
    '12 on their way late',
    'The last 50,000 events can be looked at, earlier ones were let go',
    'Counts are of all events; rows, reasons and shares of rules are of the last 50,000',
  ]);
  expect(standingLines(tick, nameOf, 'UTC', 'zh').map(({ text }) => text)).toContain('已放行到 3月1日 11:59:29，落后时钟 30 秒');
  expect(standingLines({ ...tick, released: null, behind: true }, nameOf, 'UTC', 'en').slice(0, 2).map(({ text }) => text)).toEqual(['Events come faster than this computer can take them: the clock waits', 'Nothing is released yet']);
});

test('lengths of time as a clock has them', () => {
  expect([0, 59_400, 60_000, 95_000, 3_599_000, 7_500_000, 93_600_000].map((length) => lengthText(length, 'en'))).toEqual(['0 s', '59 s', '1 min', '1 min 35 s', '59 min', '2 h 5 min', '1 d 2 h']);
  expect(lengthText(95_000, 'zh')).toBe('1 分钟 35 秒');
  expect(momentText(noon, 'UTC', 'zh')).toBe('3月1日 12:00:00');
  expect([1, 60, 600, 3600, 10_000].map((speed) => worthSeeing({ type: 'sample', speed }))).toEqual(['1m', '10m', '1h', '12h', '1d']);
});

test('a sample is played so fast that it takes some minutes, if it is long enough', () => {
  const hour = 3_600_000;
  expect([0, 0.1, 2, 24, 72, 24 * 30].map((hours) => speedFor(hours * hour))).toEqual([1, 1, 60, 600, 3600, 10_000]);
});

test('the page may listen to what its policy allows, and no more', () => {
  for (const text of ['https://example.org/events', 'wss://example.org', 'ws://localhost:8080/x', 'http://localhost:9']) expect([text, isAddress(text)]).toEqual([text, true]);
  for (const text of ['http://example.org', 'ws://127.0.0.1:1', 'ftp://localhost', 'wss://', 'payments', '']) expect([text, isAddress(text)]).toEqual([text, false]);
});

test('bars stand on one another', () => {
  expect(stackedBars([[1, 0, 2], [1, 4, 0]], 4)).toEqual(['M0 75h0.8v25h-0.8zM2 50h0.8v50h-0.8z', 'M0 50h0.8v25h-0.8zM1 0h0.8v100h-0.8z']);
});
