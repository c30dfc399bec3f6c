import { expect, test } from 'vitest';
import type { Field } from '../data/field.ts';
import type { ReadNote, Reading } from '../data/read/reading.ts';
import { readingOf } from '../data/read/rows.ts';
import type { Engine } from '../engine/contract.ts';
import type { Plan, SourceStep } from '../plan/plan.ts';
import { replay } from './replay.ts';

const fields: readonly Field[] = [{ name: 'at', type: 'time', roles: ['time'], required: true }, { name: 'n', type: 'number' }];

const source = (id: string, more: Partial<SourceStep> = {}): SourceStep => ({
  op: 'source', id, node: id, fields, time: 'at', lateness: 0,
  setAside: { reason: { name: 'reason', type: 'text' }, line: { name: 'line', type: 'number' } },
  ...more,
});

const planOf = (...steps: readonly SourceStep[]): Plan => ({ format: 'ruleloom/plan', version: 1, graph: 'g', lang: 'en', tables: { zones: '', cases: '' }, steps });

/** An engine that only writes down what it is told. */
function listening(): { engine: Engine; told: string[] } {
  const told: string[] = [];
  const never = (): never => {
    throw new Error('not asked for here');
  };
  const engine: Engine = {
    push: (id, { batch }) => told.push(`${id} ${batch.columns[0]?.type === 'time' ? [...batch.columns[0].values].join(' ') : ''}`.trim()),
    advance: (id, to) => told.push(`${id} up to ${to}`),
    idle: never,
    amend: never,
    finish: () => told.push('finish'),
    peek: never,
    snapshot: never,
    statistics: never,
  };
  return { engine, told };
}

const rows = (...times: readonly number[]): Reading => readingOf(times.map((at) => ({ at })), fields);

interface Given {
  readonly isClosed: () => boolean;
  readonly input: AsyncGenerator<Reading, readonly ReadNote[]>;
}

function given(readings: readonly Reading[], notes: readonly ReadNote[] = []): Given {
  let closed = false;
  const input = (async function* all() {
    try {
      for (const each of readings) yield await Promise.resolve(each);
      return notes;
    } finally {
      closed = true;
    }
  })();
  return { input, isClosed: () => closed };
}

test('the source that is furthest behind is read on', async () => {
  const { engine, told } = listening();
  const a = given([rows(1, 5), rows(6), rows(20)]);
  const b = given([rows(4), rows(7, 8), rows(9)]);
  const done = await replay(planOf(source('a'), source('b')), engine, new Map([['a', a.input], ['b', b.input]]));
  expect(told).toEqual(['a 1 5', 'b 4', 'b 7 8', 'a 6', 'a 20', 'b 9', 'b up to Infinity', 'a up to Infinity', 'finish']);
  expect(done).toEqual({ stopped: false, notes: new Map([['a', []], ['b', []]]) });
});

test('lateness counts: a patient source lets time pass later', async () => {
  const { engine, told } = listening();
  const inputs = new Map([['a', given([rows(10), rows(11)]).input], ['b', given([rows(5), rows(6)]).input]]);
  await replay(planOf(source('a', { lateness: 8 }), source('b')), engine, inputs);
  expect(told.slice(0, 4)).toEqual(['a 10', 'b 5', 'a 11', 'a up to Infinity']);
});

test('sources without a time come first, and one without an input holds nobody back', async () => {
  const { engine, told } = listening();
  const inputs = new Map([['a', given([rows(1)]).input], ['list', given([rows(3), rows(2)]).input]]);
  await replay(planOf(source('a'), source('list', { time: undefined }), source('none')), engine, inputs);
  expect(told).toEqual(['none up to Infinity', 'list 3', 'list 2', 'a 1', 'a up to Infinity', 'finish']);
});

test('what readers note, and how far the run is', async () => {
  const { engine } = listening();
  const note: ReadNote = { code: 'extra-column', name: 'x', message: { en: '', zh: '' } };
  const told: [string, number][] = [];
  const broken = readingOf([{ at: 1 }, { at: 'never' }], fields);
  const { notes } = await replay(planOf(source('a')), engine, new Map([['a', given([broken, rows(2, 3)], [note]).input]]), {
    progress: ({ source: id, rows: read }) => void told.push([id, read]),
  });
  expect(notes).toEqual(new Map([['a', [note]]]));
  expect(told).toEqual([['a', 2], ['a', 4], ['a', 4]]);
});

test('it waits for whoever is told of its progress', async () => {
  const { engine, told } = listening();
  await replay(planOf(source('a')), engine, new Map([['a', given([rows(1), rows(2)]).input]]), {
    progress: async () => {
      await Promise.resolve();
      told.push('waited');
    },
  });
  expect(told).toEqual(['a 1', 'waited', 'a 2', 'waited', 'a up to Infinity', 'waited', 'finish']);
});

test('stopped, it ends nothing and closes what it had opened', async () => {
  const { engine, told } = listening();
  const stop = new AbortController();
  const [a, b] = [given([rows(1), rows(5)]), given([rows(2), rows(6)])];
  const done = await replay(planOf(source('a'), source('b')), engine, new Map([['a', a.input], ['b', b.input]]), {
    signal: stop.signal,
    progress: ({ rows: read }) => (read === 2 ? stop.abort() : undefined),
  });
  expect(done.stopped).toBe(true);
  expect(told).toEqual(['a 1', 'b 2']);
  expect([a.isClosed(), b.isClosed()]).toEqual([true, true]);
});

test('stopped while it waits for rows, it waits no longer', async () => {
  const { engine, told } = listening();
  const stop = new AbortController();
  const silent = (async function* waits(): AsyncGenerator<Reading, readonly ReadNote[]> {
    yield await Promise.resolve(rows(1));
    stop.abort();
    await new Promise<never>(() => undefined);
    return [];
  })();
  const other = given([rows(2), rows(3)]);
  const done = await replay(planOf(source('a'), source('b')), engine, new Map([['a', silent], ['b', other.input]]), { signal: stop.signal });
  expect([done.stopped, told, other.isClosed()]).toEqual([true, ['a 1', 'b 2'], true]);
});

test('an input that fails closes the others', async () => {
  const { engine } = listening();
  const other = given([rows(1), rows(2)]);
  const failing = (async function* fails(): AsyncGenerator<Reading, readonly ReadNote[]> {
    yield await Promise.resolve(rows(1));
    throw new Error('the disk is gone');
  })();
  await expect(replay(planOf(source('a'), source('b')), engine, new Map([['a', other.input], ['b', failing]]))).rejects.toThrow('the disk is gone');
  expect(other.isClosed()).toBe(true);
});
