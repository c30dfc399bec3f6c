import type { Listener } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { RowsAround } from '../state/contract/sample.ts';
import { distributionOf } from './distribution.ts';
import type { KeptReadings } from './kept-readings.ts';
import { fieldsAsked, matchesOf } from './matches.ts';
import { planUpTo } from './plan-streams.ts';
import type { Around, Asked, SampleAnswer, SampleFiles, SampleQuestion } from './protocol.ts';
import { rowsAround } from './rows-around.ts';
import { rowsBeside } from './rows-beside.ts';
import { patience, replayWith } from './run.ts';
import type { Host, Prepared } from './run.ts';
import { managedFile } from '../files/named-files.ts';
import { sampleInputs, sampleTables, stampOf } from './sample-inputs.ts';
import type { OpenFile } from './sample-inputs.ts';
import { collectColumns, shelveColumns } from './stream-columns.ts';
import type { StreamColumns } from './stream-columns.ts';
import { allOf, takeTurns } from './turns.ts';
import { tallyOf } from './tally.ts';

/**
 * Answers what is asked of the sample. What can be read in one pass over it is, and passes follow each other; what is
 * known from an earlier pass is answered at once.
 */
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
  readonly reading: Reading;
  readonly signal: AbortSignal;
}

/** What leads to the rows, ready to be read. */
interface Reading extends Pick<Prepared, 'plan' | 'tables' | 'inputs'> {
  /** Of two that have the same, streams that follow from the same steps have the same rows. */
  readonly key: string;
}

/** Columns that were asked for, in bytes. */
const mostBytes = 268_435_456;

/** Answers about the rows around nodes that are remembered. */
const mostAround = 16;

export function createSampler(host: SamplerHost): Sampler {
  const { opener, kept, reads, answer, fail } = host;
  const shelf = shelveColumns(mostBytes);
  const around = new Map<string, RowsAround>();
  const stops = new Map<number, AbortController>();
  const turns = takeTurns();
  /** What is asked of the same rows and not yet worked on. */
  const groups = new Map<string, Waiting[]>();

  const readingOf = async ({ plan, sources, files }: SampleQuestion): Promise<Reading | undefined> => {
    const open = opener(files);
    const [inputs, tables] = await Promise.all([sampleInputs(sources, plan, open, kept), sampleTables(plan, open)]);
    if (inputs.size === 0) return undefined;
    reads(inputs);
    const named = await Promise.all(plan.steps.flatMap((step) => (step.op === 'lookup' && step.table.type === 'file' ? [open(step.table.path)] : [])));
    const lists = plan.steps.flatMap((step) => (step.op === 'lookup' && step.table.type === 'managed' ? [files[managedFile(step.table.name)]] : []));
    return { plan, tables, inputs, key: JSON.stringify([[...inputs].map(([id, { key }]) => [id, key]), named.map(stampOf), lists]) };
  };

  /** How many are being answered from what is known: that is quick, and passes stand still meanwhile. */
  let answers = 0;
  const standBack = async (): Promise<void> => {
    do await host.pause();
    while (answers > 0);
  };

  const pass = async ({ plan, tables, inputs }: Reading, listener: Listener, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    await replayWith({ plan, inputs }, createEngine(plan, { tables, listener }), signal, { now: host.now, pause: standBack });
    signal.throwIfAborted();
  };

  /** One pass for all that is asked of a stream, where it is not known already. */
  const columnsOf = async (group: readonly Waiting[], reading: Reading, stream: StreamRef, key: string): Promise<StreamColumns> => {
    const wanted = [...new Set(group.flatMap(({ asked }) => columnsFor(asked)))];
    const lacking = (): readonly string[] | undefined => {
      const there = shelf.get(key);
      const names = wanted.filter((name) => there?.columns.has(name) !== true);
      return there !== undefined && names.length === 0 ? undefined : names;
    };
    const known = shelf.get(key);
    if (known !== undefined && lacking() === undefined) return known;
    const signal = allOf(group.map((each) => each.signal));
    // Numbers beside what is typed are waited for more than rows to look at.
    return turns.take(async () => {
      // Whoever had the turn before may have read them.
      const [there, names] = [shelf.get(key), lacking()];
      if (there !== undefined && names === undefined) return there;
      const collecting = collectColumns(names ?? []);
      await pass(reading, { watch: (ref) => (ref === stream ? collecting.add : undefined) }, signal);
      return shelf.put(key, collecting.collected());
    }, true);
  };

  /** Lets others have their turn where one takes long, and stops where nobody waits any more. */
  const breather = (signal: AbortSignal): (() => Promise<void>) => {
    let listened = host.now();
    return async () => {
      if (host.now() - listened < patience) return;
      await host.pause();
      signal.throwIfAborted();
      listened = host.now();
    };
  };

  const fromColumns = async ({ asked, signal }: Waiting, held: StreamColumns, key: string): Promise<SampleAnswer | undefined> => {
    switch (asked.type) {
      case 'distribution':
        return shelf.once(key, asked.field, () => distributionOf(held.columns.get(asked.field) ?? [], held.rows, breather(signal)));
      case 'tally':
        return tallyOf(held.columns.get(asked.field) ?? [], held.rows, breather(signal));
      case 'matches':
        return matchesOf(held, asked.fields, asked.conditions, breather(signal));
      case 'beside':
        return rowsBeside(held, asked.time, asked.beside);
      case 'around':
        return undefined;
    }
  };

  const fromAround = async (asked: Around, reading: Reading, signal: AbortSignal, key: string): Promise<RowsAround> => {
    const inTurn = (listener: Listener): Promise<void> => turns.take(() => pass(reading, listener, signal), false);
    const known = around.get(key) ?? (await rowsAround(asked, inTurn));
    around.delete(key);
    around.set(key, known);
    for (const old of around.keys()) if (around.size > mostAround) around.delete(old);
    return known;
  };

  const answerAll = async (group: readonly Waiting[], key: string): Promise<void> => {
    const [first] = group;
    if (first === undefined) return;
    const { asked, reading } = first;
    const answerOf = await answering(group, asked, reading, key);
    for (const each of group) {
      answers += 1;
      try {
        each.signal.throwIfAborted();
        const found = await answerOf(each);
        each.signal.throwIfAborted();
        answer(each.request, found);
      } catch (error) {
        if (!each.signal.aborted) fail(each.request, error);
      } finally {
        answers -= 1;
      }
    }
  };

  const answering = async (group: readonly Waiting[], asked: Asked, reading: Reading, key: string): Promise<(each: Waiting) => Promise<SampleAnswer | undefined>> => {
    if (asked.type === 'around') {
      const found = await fromAround(asked, reading, allOf(group.map(({ signal }) => signal)), key);
      return () => Promise.resolve(found);
    }
    const columns = await columnsOf(group, reading, asked.stream, key);
    return (each) => fromColumns(each, columns, key);
  };

  /** What comes together is worked on together. */
  const begin = async (key: string): Promise<void> => {
    await host.pause();
    const group = (groups.get(key) ?? []).filter(({ signal }) => !signal.aborted);
    groups.delete(key);
    try {
      await answerAll(group, key);
    } catch (error) {
      for (const { request, signal } of group) if (!signal.aborted) fail(request, error);
    }
    for (const { request } of group) stops.delete(request);
  };

  const ask = async (request: number, question: SampleQuestion): Promise<void> => {
    const stop = new AbortController();
    stops.set(request, stop);
    try {
      const reading = await readingOf(question);
      if (reading !== undefined) {
        const { asked } = question;
        const key = keyOf(reading, asked);
        const group = groups.get(key);
        const waiting = { request, asked, reading, signal: stop.signal };
        if (group !== undefined) group.push(waiting);
        else {
          groups.set(key, [waiting]);
          void begin(key);
        }
        return;
      }
      if (!stop.signal.aborted) answer(request, undefined);
    } catch (error) {
      if (!stop.signal.aborted) fail(request, error);
    }
    stops.delete(request);
  };

  return {
    ask: (request, question) => void ask(request, question),
    forget: (request) => {
      stops.get(request)?.abort();
      stops.delete(request);
    },
  };
}

function columnsFor(asked: Asked): readonly string[] {
  switch (asked.type) {
    case 'distribution':
    case 'tally':
      return [asked.field];
    case 'matches':
      return fieldsAsked(asked.conditions, asked.fields);
    case 'beside':
      return [asked.time, ...asked.beside.key.map(([field]) => field)];
    case 'around':
      return [];
  }
}

/** Questions that have the same are answered from the same pass. It holds for as long as nothing upstream changes. */
const keyOf = ({ plan, key }: Reading, asked: Asked): string =>
  JSON.stringify(asked.type === 'around' ? [asked, plan.steps, key] : [asked.stream, planUpTo(plan, [asked.stream]).steps, key]);
