import type { Plan } from '../plan/plan.ts';
import { nameOfPart } from './components.ts';
import type { Alert, Engine, EngineOptions, Output, Statistics } from './contract.ts';
import type { Flow } from './flow/flow.ts';
import { raise, release } from './ingest/lateness.ts';
import { peekAhead } from './peek.ts';
import { runAside, runRounds } from './rounds.ts';
import type { Rounds } from './rounds.ts';
import { encode } from './state/encode.ts';
import { readSnapshot, stampOf } from './snapshot.ts';
import type { State } from './state/state.ts';
import { createSweeper } from './state/sweep.ts';
import { createTextStore } from './state/texts.ts';
import { statisticsOf } from './statistics.ts';
import { createOperator } from './steps/registry.ts';
import { createTelling } from './telling.ts';
import { wire } from './wiring.ts';
import type { Component, Inlet, Parts } from './wiring.ts';

export function createEngine(plan: Plan, options: EngineOptions = {}): Engine {
  return createEngineOf(plan, options, createOperator);
}

/** With operators of one's own: for tests, and for who follows rows through them. */
export function createEngineOf(plan: Plan, options: EngineOptions, operatorFor: Parts['operatorFor']): Engine {
  const { listener, clock, snapshot } = options;
  const texts = createTextStore();
  const alerts = createTelling<Alert>(listener?.alert);
  const outputs = createTelling<Output>(listener?.output);
  const wiring = wire(plan, options, {
    texts,
    alert: alerts.take,
    output: outputs.take,
    operatorFor,
  });
  const { components, sources, streams, steps, keySpaces, kept: keptTables } = wiring;
  const sweeper = createSweeper(texts, [...keySpaces.values()], steps);
  const time = new Map<string, number>();
  const rounds: Rounds = {
    streams,
    alerts,
    outputs,
    clock,
    time,
    flows: streams.map((): Flow | undefined => undefined),
    between: sweeper.sweepIfGrown,
  };
  const stamp = stampOf(plan);
  /** What it is at: nothing, a call, or never anything again, since the input ended or an error left it halfway. */
  let state: 'ready' | 'busy' | 'ended' | 'broken' = 'ready';

  function during<T>(act: () => T): T {
    if (state === 'busy') throw new Error('an engine cannot be called while it tells of something');
    if (state === 'broken') throw new Error('the engine stopped at an error');
    const before = state;
    state = 'busy';
    try {
      const result = act();
      state = before;
      return result;
    } finally {
      if (state === 'busy') state = 'broken';
    }
  }

  function feeding(act: () => void): void {
    if (state === 'ended') throw new Error('the input of the engine has ended');
    during(act);
  }

  function inletOf(source: string): Inlet {
    const inlet = sources.get(source);
    if (inlet === undefined) throw new Error(`the plan has no source ${source}`);
    return inlet;
  }

  const forgetVersions = (): void => {
    for (const { table, components: parts } of keptTables.values()) table.forget(Math.min(...parts.map(passedIn)));
  };

  const stateNow = (ended: boolean): State => {
    sweeper.sweep();
    forgetVersions();
    return {
      plan: stamp,
      graph: plan.graph,
      ended,
      texts: texts.snapshot(),
      keys: Object.fromEntries([...keySpaces].map(([name, space]) => [name, space.snapshot()])),
      parts: Object.fromEntries(
        components.map((part) => [nameOf(part), { released: part.together.released, until: part.until }]),
      ),
      sources: Object.fromEntries([...sources].map(([id, { source }]) => [id, source.snapshot()])),
      streams: Object.fromEntries(streams.map(({ ref, count }) => [ref, count])),
      steps: Object.fromEntries(
        steps.flatMap(({ step, operator }) =>
          operator.snapshot === undefined ? [] : [[step.id, operator.snapshot()]],
        ),
      ),
      tables: Object.fromEntries([...keptTables].map(([name, { table }]) => [name, table.snapshot()])),
    };
  };

  function restore(bytes: Uint8Array): void {
    const kept = readSnapshot(bytes);
    if (kept.plan !== stamp) throw new Error(`the snapshot is of another plan, of the graph ${kept.graph}`);
    texts.restore(kept.texts);
    for (const [name, space] of keySpaces) given(kept.keys[name], space.restore);
    for (const part of components) {
      const { released = -Infinity, until = -Infinity } = kept.parts[nameOf(part)] ?? {};
      part.together.released = released;
      part.until = until;
    }
    for (const [id, { source }] of sources) given(kept.sources[id], source.restore);
    for (const stream of streams) stream.count = kept.streams[stream.ref] ?? 0;
    for (const { step, operator } of steps) given(kept.steps[step.id], operator.restore);
    for (const [name, { table }] of keptTables) given(kept.tables?.[name], table.restore);
    sweeper.settle();
    if (kept.ended) state = 'ended';
  }

  if (snapshot !== undefined) restore(snapshot);

  return {
    push: (id, reading) => {
      const inlet = inletOf(id);
      feeding(() => {
        const { late, rejected } = inlet.source.read(reading);
        runAside(inlet, late, rejected, rounds);
        runRounds(inlet.component, rounds);
      });
    },
    advance: (id, to) => {
      const inlet = inletOf(id);
      if (Number.isNaN(to)) throw new Error(`${id} cannot advance to no time`);
      feeding(() => {
        raise(inlet.source.pace, inlet.component.together, to);
        runRounds(inlet.component, rounds);
      });
    },
    idle: (id) => {
      const inlet = inletOf(id);
      feeding(() => {
        inlet.source.pace.idle = true;
        release(inlet.component.together);
        runRounds(inlet.component, rounds);
      });
    },
    amend: (name, changes, whole = false) => {
      const table = keptTables.get(name)?.table;
      if (table === undefined) return;
      feeding(() => {
        if (whole) table.clear();
        table.change(changes);
        forgetVersions();
      });
    },
    finish: () => {
      if (state === 'ended') return;
      during(() => {
        for (const component of components) {
          for (const { source } of component.sources) source.pace.watermark = Infinity;
          component.together.released = Infinity;
          runRounds(component, rounds);
        }
      });
      state = 'ended';
    },
    peek: (id, until, see = () => {}) => {
      const { component } = inletOf(id);
      return during(() => peekAhead(component, until, rounds, see));
    },
    snapshot: () => {
      const ended = state === 'ended';
      return during(() => encode(stateNow(ended)));
    },
    statistics: (): Statistics => statisticsOf(wiring, time),
  };
}

const nameOf = ({ sources }: Component): string => nameOfPart(sources.map(({ source }) => source.step.id));

/** No row of this time or before is still to come. Rows without a time do not ask for what was. */
const passedIn = ({ sources, until }: Component): number => (sources.some(({ source }) => source.step.time !== undefined) ? until : Infinity);

/** What a snapshot has nothing of begins empty. */
function given(state: State | undefined, restore: ((state: State) => void) | undefined): void {
  if (state !== undefined) restore?.(state);
}
