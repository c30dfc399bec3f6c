import { expect, test } from 'vitest';
import type { Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import { testClock } from '../clock-testing.ts';
import { Trouble } from '../connections/trouble.ts';
import { noConnections } from '../connectors/testing.ts';
import { deliverOutputs } from './deliver-outputs.ts';
import type { OutputState, WaitingRow } from './deliver-outputs.ts';
import { Refused } from './output.ts';
import type { OutputKind, SentRow } from './output.ts';
import { noLists } from './testing.ts';

const words = (en: string): Words => ({ en, zh: en });
const rowsOf = (from: number, to: number): WaitingRow[] => Array.from({ length: to - from }, (_, at) => ({ seq: from + at, id: `r${from + at}`, time: 0, row: {} }));

function work(send: (ids: readonly string[]) => void | Promise<void>, group = 3) {
  const clock = testClock();
  const waiting: WaitingRow[] = [];
  const refused: [string, string][] = [];
  const states: OutputState['type'][] = [];
  const port = { halted: false, opened: 0, closed: 0 };
  const kind: OutputKind<object> = {
    type: 'table', title: words(''), summary: words(''), repeats: words(''), settings: z.object({}), group, example: { settings: {} },
    open: () => {
      port.opened += 1;
      return Promise.resolve({ send: async (rows: readonly SentRow[]) => send(rows.map(({ id }) => id)), close: () => Promise.resolve(void (port.closed += 1)) });
    },
  };
  const forget = (gone: readonly WaitingRow[]): void => void waiting.splice(0, waiting.length, ...waiting.filter(({ seq }) => !gone.some((each) => each.seq === seq)));
  const outputs = deliverOutputs({
    kind, settings: {}, clock, random: () => 1, context: { graph: 'g', node: 'n', shape: { fields: [] }, lists: noLists, connections: noConnections },
    outbox: {
      next: (most) => waiting.slice(0, most),
      sent: forget,
      refused: (row, why) => {
        refused.push([row.id, why.en]);
        forget([row]);
      },
      isHalted: () => port.halted,
    },
    changed: ({ type }) => states.push(type),
  });
  return { clock, waiting, refused, states, port, outputs };
}

test('sends what waits in order and in groups, and then what comes', async () => {
  const sent: (readonly string[])[] = [];
  const { clock, waiting, outputs, states } = work((ids) => void sent.push(ids));
  await clock.pass(0);
  waiting.push(...rowsOf(1, 6));
  outputs.wake();
  await clock.pass(0);
  waiting.push(...rowsOf(6, 7));
  outputs.wake();
  await clock.pass(0);
  expect(sent).toEqual([['r1', 'r2', 'r3'], ['r4', 'r5'], ['r6']]);
  expect(states).toEqual(['sending', 'current', 'sending', 'current']);
  await outputs.stop();
  expect(outputs.state()).toEqual({ type: 'stopped' });
});

test('gives the same rows again after a while, opened anew, and no sooner because more come', async () => {
  const tries: { at: number; ids: readonly string[] }[] = [];
  const { clock, waiting, outputs, port } = work((ids) => {
    tries.push({ at: clock.now(), ids });
    if (tries.length < 4) throw new Trouble(words('away'), { after: tries.length === 3 ? 30_000 : undefined });
  });
  waiting.push(...rowsOf(1, 3));
  outputs.wake();
  await clock.pass(500);
  waiting.push(...rowsOf(3, 4));
  outputs.wake();
  await clock.pass(0);
  expect(outputs.state()).toEqual({ type: 'waiting', why: words('away'), again: 1000, failures: 1 });
  await clock.pass(60_000);
  expect(tries.map(({ at }) => at)).toEqual([0, 1000, 3000, 33_000]);
  expect(tries.at(-1)?.ids).toEqual(['r1', 'r2', 'r3']);
  expect([port.opened, port.closed, outputs.state().type]).toEqual([4, 3, 'current']);
});

test('finds out which rows are refused, and sends the others', async () => {
  const sent: string[] = [];
  const { clock, waiting, refused, outputs } = work((ids) => {
    if (ids.includes('r2')) throw new Refused(words('too large'));
    sent.push(...ids);
  });
  waiting.push(...rowsOf(1, 6));
  outputs.wake();
  await clock.pass(0);
  expect(sent).toEqual(['r1', 'r3', 'r4', 'r5']);
  expect(refused).toEqual([['r2', 'too large']]);
  expect(waiting).toEqual([]);
});

test('nothing more is sent once the emergency stop is pulled, also while it waits to try again', async () => {
  const sent: string[] = [];
  let fails = false;
  const { clock, waiting, port, outputs } = work((ids) => {
    if (fails) throw new Error('away');
    sent.push(...ids);
    if (ids.includes('r3')) port.halted = true;
  });
  waiting.push(...rowsOf(1, 10));
  outputs.wake();
  await clock.pass(0);
  expect([sent, outputs.state().type]).toEqual([['r1', 'r2', 'r3'], 'halted']);
  [port.halted, fails] = [false, true];
  outputs.wake();
  await clock.pass(0);
  expect(outputs.state().type).toBe('waiting');
  port.halted = true;
  outputs.wake();
  await clock.pass(0);
  expect(outputs.state().type).toBe('halted');
  [port.halted, fails] = [false, false];
  outputs.wake();
  await clock.pass(0);
  expect(sent).toHaveLength(9);
});
