import { createEngine } from '../../engine/engine.ts';
import type { Listener } from '../../engine/contract.ts';
import type { StreamRef } from '../../plan/plan.ts';
import { distributionOf } from './distribution.ts';
import type { KeptReadings } from './kept-readings.ts';
import { fieldsAsked, matchesOf } from './matches.ts';
import { planUpTo } from './plan-streams.ts';
import type { Asked, SampleAnswer, SampleQuestion } from './protocol.ts';
import { rowsAround } from './rows-around.ts';
import { replayWith } from './run.ts';
import type { Host, Prepared } from './run.ts';
import { sampleInputs, sampleTables, stampOf } from './sample-inputs.ts';
import type { OpenFile } from './sample-inputs.ts';
import type { SampleFiles } from './protocol.ts';
import { collectColumns, shelveColumns } from './stream-columns.ts';
import type { StreamColumns } from './stream-columns.ts';

/** Answers what is asked of the sample, one question after another; what can be read together is. */
export interface Sampler {
  readonly ask: (request: number, question: SampleQuestion) => void;
  readonly forget: (request: number) => void;
}

export interface SamplerHost extends Host {
  readonly opener: (files: SampleFiles) => OpenFile;
  readonly kept: KeptReadings;
  /** Told of the inputs that a question reads. */
  readonly reads: (inputs: Prepared['inputs']) => void;
  readonly answer: (request: number, answer: SampleAnswer | undefined) => void;
  /** Why there is no answer. */
  readonly fail: (request: number, error: unknown) => void;
}

interface Waiting {
  readonly request: number;
  readonly asked: Asked;
  readonly ready: Ready;
  readonly forgotten: AbortController;
}

/** What leads to the rows, ready to be read. */
interface Ready extends Pick<Prepared, 'plan' | 'tables' | 'inputs'> {
  /** Two that have the same give the same rows in every stream. */
  readonly key: string;
}

/** Columns that were asked for, in bytes. */
const mostBytes = 268_435_456;

export function createSampler(host: SamplerHost): Sampler {
  const { opener, kept, reads, answer, fail } = host;
  const shelf = shelveColumns(mostBytes);
  const forgotten = new Map<number, AbortController>();
  let waiting: Waiting[] = [];
  let busy = false;

  const ready = async ({ plan, sources, files }: SampleQuestion): Promise<Ready | undefined> => {
    const open = opener(files);
    const [inputs, tables] = await Promise.all([sampleInputs(sources, plan, open, kept), sampleTables(plan, open)]);
    if (inputs.size === 0) return undefined;
    reads(inputs);
    const named = await Promise.all(plan.steps.flatMap((step) => (step.op === 'lookup' && step.table.type === 'file' ? [open(step.table.path)] : [])));
    return { plan, tables, inputs, key: JSON.stringify([[...inputs].map(([id, { key }]) => [id, key]), named.map(stampOf)]) };
  };

  const replaying = async ({ plan, tables, inputs }: Ready, listener: Listener, signal: AbortSignal): Promise<void> => {
    await replayWith({ plan, inputs }, createEngine(plan, { tables, listener }), signal, host);
    signal.throwIfAborted();
  };

  /** One pass over the sample for all that is asked of a stream. */
  const columnsOf = async (group: readonly Waiting[], stream: StreamRef, key: string, { ready: first }: Waiting): Promise<StreamColumns> => {
    const wanted = [...new Set(group.flatMap(({ asked }) => columnsFor(asked)))];
    const there = shelf.get(key);
    const lacking = wanted.filter((name) => there?.columns.has(name) !== true);
    if (there !== undefined && lacking.length === 0) return there;
    const collecting = collectColumns(lacking);
    await replaying(first, { watch: (ref) => (ref === stream ? collecting.add : undefined) }, allForgotten(group));
    return shelf.put(key, collecting.collected());
  };

  const answerGroup = async (group: readonly Waiting[], stream: StreamRef, key: string, first: Waiting): Promise<void> => {
    const columns = await columnsOf(group, stream, key, first);
    for (const each of group) {
      if (each.forgotten.signal.aborted) continue;
      const { asked, request } = each;
      if (asked.type === 'distribution') {
        answer(request, await shelf.once(key, asked.field, () => distributionOf(columns.columns.get(asked.field) ?? [], columns.rows, host.pause)));
      } else if (asked.type === 'matches') {
        answer(request, matchesOf(columns, asked.fields, asked.conditions));
      }
      await host.pause();
    }
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const [first] = waiting;
      if (first === undefined) return;
      const { asked } = first;
      const key = asked.type === 'around' ? undefined : keyOf(first.ready, asked.stream);
      const group = key === undefined ? [first] : waiting.filter((each) => each.asked.type !== 'around' && keyOf(each.ready, each.asked.stream) === key);
      waiting = waiting.filter((each) => !group.includes(each));
      try {
        if (asked.type === 'around') answer(first.request, await rowsAround(asked, (listener) => replaying(first.ready, listener, first.forgotten.signal)));
        else await answerGroup(group, asked.stream, key ?? '', first);
      } catch (error) {
        for (const { request, forgotten: { signal } } of group) if (!signal.aborted) fail(request, error);
      }
      for (const { request } of group) forgotten.delete(request);
    }
  };

  const begin = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      // What comes together is worked on together.
      await host.pause();
      await work();
    } finally {
      busy = false;
    }
  };

  const ask = async (request: number, question: SampleQuestion): Promise<void> => {
    const stop = new AbortController();
    forgotten.set(request, stop);
    try {
      const found = await ready(question);
      if (stop.signal.aborted) return;
      if (found !== undefined) {
        waiting.push({ request, asked: question.asked, ready: found, forgotten: stop });
        void begin();
        return;
      }
      answer(request, undefined);
    } catch (error) {
      if (!stop.signal.aborted) fail(request, error);
    }
    forgotten.delete(request);
  };

  return {
    ask: (request, question) => void ask(request, question),
    forget: (request) => {
      forgotten.get(request)?.abort();
      forgotten.delete(request);
      waiting = waiting.filter((each) => each.request !== request);
    },
  };
}

const columnsFor = (asked: Asked): readonly string[] =>
  asked.type === 'distribution' ? [asked.field] : asked.type === 'matches' ? fieldsAsked(asked.conditions, asked.fields) : [];

/** What rows of a stream are the same whatever else is drawn. */
const keys = new WeakMap<Ready, Map<StreamRef, string>>();

function keyOf(ready: Ready, stream: StreamRef): string {
  const known = keys.get(ready) ?? new Map<StreamRef, string>();
  keys.set(ready, known);
  const key = known.get(stream) ?? JSON.stringify([stream, planUpTo(ready.plan, [stream]).steps, ready.key]);
  known.set(stream, key);
  return key;
}

function allForgotten(group: readonly Waiting[]): AbortSignal {
  const all = new AbortController();
  let left = group.length;
  for (const { forgotten: { signal } } of group) {
    if (signal.aborted) left -= 1;
    else signal.addEventListener('abort', () => {
      left -= 1;
      if (left === 0) all.abort();
    }, { once: true });
  }
  if (left === 0) all.abort();
  return all.signal;
}

