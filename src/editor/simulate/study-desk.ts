import type { Reading } from '../../data/read/reading.ts';
import { createEngine } from '../../engine/engine.ts';
import type { Input } from '../../lab/feed.ts';
import type { FromWorker } from './protocol.ts';
import { planUpTo } from './plan-streams.ts';
import { patience, replayWith } from './run.ts';
import type { Host, Running } from './run.ts';
import { studies } from './studies/registry.ts';
import type { AnswerOf, StudyAsked, StudyName, StudyTable } from './studies/registry.ts';
import type { StudyHost } from './studies/study.ts';

/** Answers questions about the last run as a whole, side by side. */
export interface StudyDesk {
  readonly ask: (request: number, asked: StudyAsked) => void;
  readonly forget: (request: number) => void;
}

export interface StudyDeskHost extends Host {
  /** The last run that ended, as soon as there is one, and what tells that another has taken its place. */
  readonly run: () => Promise<{ readonly running: Running; readonly dropped: AbortSignal }>;
  readonly post: (message: FromWorker) => void;
  /** Why there is no answer. */
  readonly fail: (request: number, error: unknown) => void;
}

/** Milliseconds between two tellings of how far it is. */
const between = 100;

export function createStudyDesk(host: StudyDeskHost): StudyDesk {
  const stops = new Map<number, AbortController>();

  const answer = async (request: number, asked: StudyAsked, stop: AbortController): Promise<void> => {
    try {
      const { running, dropped } = await host.run();
      const signal = AbortSignal.any([stop.signal, dropped]);
      signal.throwIfAborted();
      const tell = (part: number): void => host.post({ type: 'study-part', request, part });
      const found = await answerOf(asked, hostOf(running, signal, host, tell));
      signal.throwIfAborted();
      host.post({ type: 'study', request, answer: found });
    } catch (error) {
      if (!stop.signal.aborted) host.fail(request, error);
    } finally {
      stops.delete(request);
    }
  };

  return {
    ask: (request, asked) => {
      const stop = new AbortController();
      stops.set(request, stop);
      void answer(request, asked, stop);
    },
    forget: (request) => stops.get(request)?.abort(),
  };
}

const table: StudyTable = studies;

const answerOf = <Name extends StudyName>({ name, question }: StudyAsked<Name>, host: StudyHost): Promise<AnswerOf<Name>> =>
  table[name].answer(question, host);

function hostOf(running: Running, signal: AbortSignal, { now, pause }: Host, tell: (part: number) => void): StudyHost {
  const { prepared, stoppedAfter, statistics } = running;
  const total = Object.values(statistics().sources).reduce((sum, { read }) => sum + read, 0);
  let told = now();
  const progress = (part: number): void => {
    if (now() - told < between) return;
    told = now();
    tell(Math.min(1, part));
  };
  const replay: StudyHost['replay'] = async (listener, { released, upTo } = {}) => {
    const stop = new AbortController();
    const stopAt = stoppedAfter()?.readings;
    let [readings, read] = [0, 0];
    // A run that was stopped had read its sources so far, each in its turn.
    const plan = upTo === undefined || stopAt !== undefined ? prepared.plan : planUpTo(prepared.plan, upTo);
    const engine = createEngine(plan, { tables: prepared.tables, listener });
    await replayWith({ ...prepared, plan }, engine, AbortSignal.any([signal, stop.signal]), { now, pause }, (done) => {
      readings += 1;
      read = done;
      progress(total === 0 ? 1 : read / total);
      if (readings === stopAt) stop.abort();
    }, released);
    signal.throwIfAborted();
  };
  let listened = now();
  async function* inTurn(source: string, input: Input, read: (rows: number) => void): Input {
    const most = stoppedAfter()?.bySource.get(source);
    const rest = input[Symbol.asyncIterator]();
    let readings = 0;
    try {
      for (;;) {
        if (now() - listened >= patience) {
          await pause();
          listened = now();
        }
        signal.throwIfAborted();
        if (readings === most) return [];
        const { done, value } = await rest.next();
        if (done === true) return value;
        readings += 1;
        read(rowsIn(value));
        yield value;
      }
    } finally {
      await rest.return?.([]);
    }
  }
  return {
    now,
    pause,
    run: running,
    signal,
    progress,
    replay,
    inputs: (sources, hear = progress) => {
      let rows = 0;
      const read = (more: number): void => {
        rows += more;
        hear(total === 0 ? 1 : Math.min(1, rows / total));
      };
      return new Map(sources.flatMap((source) => {
        const input = prepared.inputs.get(source);
        return input === undefined ? [] : [[source, inTurn(source, input.open(), read)] as const];
      }));
    },
  };
}

const rowsIn = ({ batch, rejected }: Reading): number => batch.length + rejected.length;
