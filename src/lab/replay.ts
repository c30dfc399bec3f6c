import type { ReadNote } from '../data/read/reading.ts';
import type { Engine } from '../engine/contract.ts';
import type { Plan } from '../plan/plan.ts';
import { feed, feedOf, rowsIn } from './feed.ts';
import type { Input } from './feed.ts';

export interface ReplayOptions {
  /** Told after each reading, and waited for: here a host writes what the run gave, or lets others have their turn. */
  readonly progress?: ((progress: ReplayProgress) => void | Promise<void>) | undefined;
  /** Told which moment every source has passed, as soon as the engine knows it; -Infinity while rows without a time come. */
  readonly released?: ((moment: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What the engine is told at the end of the inputs, in place of that no more will come. */
  readonly end?: ((engine: Engine) => void) | undefined;
}

export interface ReplayProgress {
  /** The source that was just read from. */
  readonly source: string;
  /** Rows of all sources so far, taken or rejected. */
  readonly rows: number;
}

export interface Replayed {
  /** True where it was stopped before the inputs ended. */
  readonly stopped: boolean;
  readonly notes: ReadonlyMap<string, readonly ReadNote[]>;
}

/** Runs inputs through an engine to their end. */
export async function replay(plan: Plan, engine: Engine, inputs: ReadonlyMap<string, Input>, options: ReplayOptions = {}): Promise<Replayed> {
  const { progress, released, signal, end } = options;
  const notes = new Map<string, readonly ReadNote[]>();
  const isStopped = (): boolean => signal?.aborted === true;
  let rows = 0;
  for await (const fed of feedOf(plan, inputs, signal)) {
    if (isStopped()) return { stopped: true, notes };
    if (end === undefined || fed.reading !== undefined) feed(engine, fed);
    rows += rowsIn(fed);
    if (fed.notes !== undefined) notes.set(fed.source.id, fed.notes);
    if (fed.reading === undefined && fed.notes === undefined) continue;
    released?.(fed.passed);
    await progress?.({ source: fed.source.id, rows });
    if (isStopped()) return { stopped: true, notes };
  }
  if (isStopped()) return { stopped: true, notes };
  if (end === undefined) engine.finish();
  else end(engine);
  released?.(Infinity);
  return { stopped: false, notes };
}
