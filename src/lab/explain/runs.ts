import type { Compilation } from '../../compile/compile.ts';
import { componentsOf } from '../../engine/components.ts';
import type { Engine, EngineOptions, Listener } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import type { Plan, StreamRef } from '../../plan/plan.ts';
import { outputsOf } from '../../plan/steps.ts';
import { feed, feedOf, rowsIn } from '../feed.ts';
import type { Fed, Input } from '../feed.ts';
import { after } from './landmarks.ts';
import type { Landmark, Landmarks } from './landmarks.ts';
import { isSource } from './map.ts';
import { tapeOf } from './tape.ts';
import type { Next } from './tape.ts';
import { isContent, listenerOf } from './watch.ts';
import type { Probe } from './watch.ts';

/**
 * Running an input to find something in it, and then the stretches around what was found. On its first run it keeps
 * snapshots of the engine, and the rows read since: looking again begins at the last of them that is early enough.
 */

export interface Inquiry {
  readonly compilation: Compilation;
  readonly tables?: EngineOptions['tables'];
  /** The input of these sources, each from its beginning. Asked for again where too much would have had to be kept. */
  readonly inputs: (sources: readonly string[]) => Promise<ReadonlyMap<string, Input>>;
  readonly keeping?: Keeping | undefined;
  /** How to run instead, where what came is known by something else than inputs; then of the graph as a whole. */
  readonly runs?: (() => Runs) | undefined;
  /** What explanations of the same run leave to those that follow. */
  readonly landmarks?: Landmarks | undefined;
  /** The zone that times are told in; that of the graph where left out. */
  readonly zone?: string | undefined;
}

/** How much of a run is kept to look back. What is found does not depend on it, only how fast. */
export interface Keeping {
  /** A snapshot for so many rows at least; more where it is large. */
  readonly rowsApart: number;
  /** Of what was read no more values than these, roughly. */
  readonly values: number;
}

export interface Runs {
  /** From the beginning, or from where the last landmark is that is early enough. */
  readonly search: (listener: Listener, isEarly?: (landmark: Landmark) => boolean) => Search;
  /** `since` is a place before all that is looked for, where time does not tell. */
  readonly look: (probes: readonly Probe[], since?: Kept) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Search {
  /** Goes on until that is enough; false where the input ended before. */
  readonly goOn: (isEnough: () => boolean) => Promise<boolean>;
  /** The last place it kept before what it came to last. */
  readonly kept: () => Kept | undefined;
  /** Where it began; undefined for the beginning. */
  readonly begun: Landmark | undefined;
}

export interface Kept {
  /** Undefined at the beginning. */
  readonly snapshot: Uint8Array | undefined;
  /** By part of the plan, a moment that no row had passed before. */
  readonly reached: readonly number[];
  readonly rows: number;
  readonly next: Next;
}

const usual: Keeping = { rowsApart: 50_000, values: 32_000_000 };
const bytesPerRow = 100;

export function createRuns({ tables, inputs, keeping = usual, landmarks }: Omit<Inquiry, 'compilation' | 'runs'>, plan: Plan): Runs {
  const sources = plan.steps.filter(isSource);
  const parts = partsOf(plan);
  const opened: AsyncGenerator<Fed, void>[] = [];
  let kept: Kept[] = [];

  const engineFor = (listener: Listener, snapshot?: Uint8Array): Engine =>
    createEngine(plan, { tables, listener, ...(snapshot === undefined ? {} : { snapshot }) });

  async function open(readings: Landmark['readings'] = new Map()): Promise<Next> {
    const all = feedOf(plan, new Map([...(await inputs(sources.map(({ id }) => id)))].map(([id, input]) => [id, after(input, readings.get(id) ?? 0)])));
    opened.push(all);
    return tapeOf(all);
  }

  /** The place of an engine that has just been fed. */
  function placeOf(engine: Engine, rows: number, readings: ReadonlyMap<string, number>): Landmark {
    const { sources: now, rows: counts } = engine.statistics();
    const reached = parts.sources.map((ids) => Math.min(...ids.map((id) => now[id]?.watermark ?? Infinity)));
    return { snapshot: engine.snapshot(), reached, rows, counts, readings: new Map(readings) };
  }

  function search(listener: Listener, isEarly?: (landmark: Landmark) => boolean): Search {
    const begun = isEarly === undefined ? undefined : landmarks?.last(plan, isEarly);
    const engine = engineFor(listener, begun?.snapshot);
    const values = { kept: 0, of: new Map<Kept, number>() };
    let next: Next | undefined;
    let rows = begun?.rows ?? 0;
    let due = rows + keeping.rowsApart;
    const readings = new Map(begun?.readings);

    function keep(place: Kept): void {
      kept.push(place);
      values.of.set(place, 0);
      due = rows + Math.max(keeping.rowsApart, (place.snapshot?.length ?? 0) / bytesPerRow);
    }
    function count({ reading }: Fed): void {
      const last = kept.at(-1);
      const size = (reading?.batch.length ?? 0) * (reading?.batch.columns.length ?? 0);
      if (last !== undefined) values.of.set(last, (values.of.get(last) ?? 0) + size);
      values.kept += size;
      const [first] = kept;
      const own = first === undefined ? 0 : (values.of.get(first) ?? 0);
      if (first === undefined || first === last || values.kept - own <= keeping.values) return;
      values.kept -= own;
      values.of.delete(first);
      kept = kept.slice(1);
    }

    const goOn = async (isEnough: () => boolean): Promise<boolean> => {
      if (next === undefined) {
        next = await open(begun?.readings);
        kept = [];
        keep({ ...(begun ?? { snapshot: undefined, reached: [], rows: 0 }), next });
      }
      for (;;) {
        if (rows >= due) {
          const place = placeOf(engine, rows, readings);
          landmarks?.put(plan, place);
          keep({ ...place, next });
        }
        const spot = await next();
        if (spot === undefined) break;
        next = spot.next;
        feed(engine, spot.fed);
        rows += rowsIn(spot.fed);
        if (spot.fed.reading !== undefined) readings.set(spot.fed.source.id, (readings.get(spot.fed.source.id) ?? 0) + 1);
        count(spot.fed);
        if (isEnough()) return true;
      }
      engine.finish();
      return isEnough();
    };
    return { goOn, kept: () => kept.at(-1), begun };
  }

  async function look(probes: readonly Probe[], since?: Kept): Promise<void> {
    const looking = probes.filter(({ streams }) => streams.length > 0);
    if (looking.length === 0) return;
    const isEarly = ({ snapshot, reached }: Pick<Kept, 'snapshot' | 'reached'>): boolean =>
      snapshot === undefined ||
      looking.every(({ streams, from }) => streams.every((ref) => (reached[parts.of(ref)] ?? -Infinity) < from));
    const start = since ?? kept.findLast(isEarly);
    const landmark = start === undefined ? landmarks?.last(plan, isEarly) : undefined;
    const engine = engineFor(listenerOf(looking), (start ?? landmark)?.snapshot);
    await runThrough(engine, start?.next ?? (await open(landmark?.readings)), (passed) => looking.every((each) => isContent(each, passed)));
    for (const probe of probes) probe.done?.();
  }

  return {
    search,
    look,
    close: async () => {
      for (const each of opened) await each.return();
    },
  };
}

async function runThrough(engine: Engine, start: Next, isEnough: (passed: number) => boolean): Promise<void> {
  for (let next = start; ;) {
    const spot = await next();
    if (spot === undefined) break;
    next = spot.next;
    feed(engine, spot.fed);
    if (isEnough(spot.fed.passed)) return;
  }
  engine.finish();
}

/** The parts of a plan that rows connect: which one a stream is in, and the sources of each that have a time. */
function partsOf({ steps }: Plan): {
  readonly of: (ref: StreamRef) => number;
  readonly sources: readonly (readonly string[])[];
} {
  const makers = new Map(steps.flatMap((step, at) => outputsOf(step).map((ref) => [ref, at] as const)));
  const aside = new Set(steps.flatMap((step) => (isSource(step) ? [`${step.id}.late`, `${step.id}.rejected`] : [])));
  const parts = componentsOf(
    steps,
    (ref) => makers.get(ref),
    (ref) => aside.has(ref),
  );
  return {
    of: (ref) => parts.findIndex((places) => places.includes(makers.get(ref) ?? -1)),
    sources: parts.map((places) =>
      places.flatMap((at) => {
        const step = steps[at];
        return step !== undefined && isSource(step) && step.time !== undefined ? [step.id] : [];
      }),
    ),
  };
}
