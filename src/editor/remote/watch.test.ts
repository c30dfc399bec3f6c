import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AlertEntry, RunView } from '../../api/runs.ts';
import type { ServerStore } from './server.ts';
import type { EventLine } from './watch.ts';
import { merged, watchRuns } from './watch.ts';

const alert = (seq: number): AlertEntry => ({ seq, id: `a${seq}`, graph: 'g', node: 'n', severity: 'high', raised: seq, title: `alert ${seq}`, message: '' });
const view = (rate: number): RunView => ({
  id: 'g', name: 'G', state: 'running', since: 0, sources: [], outputs: [], rows: {}, reasons: {}, alerts: 0, rate,
  deployment: { number: 1, version: 'abc', at: 0, note: '', notes: [] }, journal: { entries: 0, bytes: 0 },
});

function line(): EventLine & { readonly tell: (type: string, data?: unknown) => void; state: number } {
  const listeners = new Map<string, (event: { readonly data?: unknown }) => void>();
  const made = {
    state: 0,
    get readyState() {
      return made.state;
    },
    addEventListener: (type: string, listener: (event: { readonly data?: unknown }) => void) => void listeners.set(type, listener),
    close: () => undefined,
    tell: (type: string, data?: unknown) => listeners.get(type)?.({ data: JSON.stringify(data) }),
  };
  return made;
}

const ask = ((name: string) => Promise.resolve({ status: 200, etag: undefined, value: name === 'runs' ? { runs: [view(1)] } : { alerts: [alert(3), alert(2)] } })) as never;
const store = createStore<ServerStore>(() => ({ about: undefined, asksLogin: false, look: () => Promise.resolve(), login: () => Promise.resolve(undefined), logout: () => Promise.resolve() }));
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('alerts come in order and once each, whichever way they came', () => {
  expect(merged([alert(3), alert(1)], [alert(2), alert(3)]).map(({ seq }) => seq)).toEqual([3, 2, 1]);
});

test('what went by before the line was there is asked for, and what comes after is told', async () => {
  const events = line();
  const { store: watched, follow } = watchRuns({ server: { ask, store }, run: 'g', open: () => events, now: () => 7 });
  follow();
  expect(watched.getState().runs).toBeUndefined();
  events.tell('open');
  await settled();
  events.tell('alert', alert(4));
  events.tell('run', view(9));
  expect(watched.getState()).toMatchObject({ link: 'open', heard: 7, allAlerts: true });
  expect(watched.getState().alerts.map(({ seq }) => seq)).toEqual([4, 3, 2]);
  expect(watched.getState().runs?.get('g')?.rate).toBe(9);
  events.tell('gone', { id: 'g' });
  expect(watched.getState().runs?.size).toBe(0);
});

test('a lost line is told; one that was refused is opened anew, one that broke opens by itself', async () => {
  const lines = [line(), line()];
  const tasks: (() => void)[] = [];
  let opened = 0;
  const { store: watched, follow } = watchRuns({ server: { ask, store }, open: () => lines[opened++] ?? line(), later: (task) => (tasks.push(task), () => undefined) });
  follow();
  lines[0]?.tell('open');
  await settled();
  lines[0]?.tell('error');
  expect([watched.getState().link, opened, tasks.length]).toEqual(['lost', 1, 0]);
  if (lines[0] !== undefined) lines[0].state = 2;
  lines[0]?.tell('error');
  tasks[0]?.();
  await settled();
  expect(opened).toBe(2);
  lines[1]?.tell('open');
  expect(watched.getState().link).toBe('open');
});

test('what is no run or alert is let go', () => {
  const events = line();
  const { store: watched, follow } = watchRuns({ server: { ask, store }, run: 'g', open: () => events });
  follow();
  events.tell('run', { id: 3 });
  events.tell('alert', 'x');
  expect(watched.getState()).toMatchObject({ alerts: [], runs: undefined });
});
