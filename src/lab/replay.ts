import type { Batch } from '../data/columns.ts';
import type { ReadNote, Reading } from '../data/read/reading.ts';
import type { Engine } from '../engine/contract.ts';
import type { Plan, SourceStep } from '../plan/plan.ts';

/** The rows of a source as a reader gives them; in the end, what is worth knowing of the table as a whole. */
export type Input = AsyncIterable<Reading, readonly ReadNote[]>;

export interface ReplayOptions {
  /** Told after each reading, and waited for: here a host writes what the run gave, or lets others have their turn. */
  readonly progress?: ((progress: ReplayProgress) => void | Promise<void>) | undefined;
  /** Told which moment every source has passed, as soon as the engine knows it; -Infinity while rows without a time come. */
  readonly released?: ((moment: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
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

/**
 * Runs inputs through an engine to their end. Sources without a time come first; then it is always the source that is
 * furthest behind which is read on, so that little waits in the engine, however long the inputs are. A source without
 * an input holds nobody back.
 */
export async function replay(plan: Plan, engine: Engine, inputs: ReadonlyMap<string, Input>, options: ReplayOptions = {}): Promise<Replayed> {
  const { progress, released, signal } = options;
  const sources = inReadingOrder(plan);
  const notes = new Map<string, readonly ReadNote[]>();
  const open: Open[] = [];
  let rows = 0;
  for (const step of sources) {
    const rowsOf = inputs.get(step.id)?.[Symbol.asyncIterator]();
    if (rowsOf !== undefined) open.push({ step, rows: rowsOf, passed: -Infinity });
    else if (step.time !== undefined) engine.advance(step.id, Infinity);
  }
  try {
    while (signal?.aborted !== true) {
      const next = furthestBehind(open);
      if (next === undefined) {
        engine.finish();
        released?.(Infinity);
        return { stopped: false, notes };
      }
      const { id } = next.step;
      const { done, value } = await next.rows.next();
      if (done === true) {
        open.splice(open.indexOf(next), 1);
        notes.set(id, value);
        if (next.step.time !== undefined) engine.advance(id, Infinity);
      } else {
        engine.push(id, value);
        next.passed = Math.max(next.passed, latestOf(next.step, value.batch));
        rows += value.batch.length + value.rejected.length;
      }
      released?.(passedByAll(open));
      await progress?.({ source: id, rows });
    }
    return { stopped: true, notes };
  } finally {
    for (const { rows: left } of open) await left.return?.([]);
  }
}

/** Without a time first: of rows that have none, those of the source whose id comes first stand first. */
export function inReadingOrder({ steps }: Plan): readonly SourceStep[] {
  const sources = steps.filter((step) => step.op === 'source');
  const untimed = sources.filter(({ time }) => time === undefined).sort((a, b) => (a.node < b.node ? -1 : 1));
  return [...untimed, ...sources.filter(({ time }) => time !== undefined)];
}

interface Open {
  readonly step: SourceStep;
  readonly rows: AsyncIterator<Reading, readonly ReadNote[]>;
  /** What is not late must come after this moment, or at it. */
  passed: number;
}

/** Rows at this moment or before it are all behind the engine. */
const passedByAll = (open: readonly Open[]): number => Math.min(...open.map(({ passed }) => passed - 1));

function furthestBehind(open: readonly Open[]): Open | undefined {
  const untimed = open.find(({ step }) => step.time === undefined);
  if (untimed !== undefined || open.length === 0) return untimed;
  return open.reduce((behind, each) => (each.passed < behind.passed ? each : behind));
}

/** Late rows need not be told apart: they are never the latest. */
function latestOf({ fields, time, lateness }: SourceStep, { columns, length }: Batch): number {
  const column = columns[fields.findIndex((field) => field.name === time)];
  if (column?.type !== 'time') return -Infinity;
  let latest = -Infinity;
  for (let row = 0; row < length; row += 1) {
    const at = column.values[row] ?? -Infinity;
    if (at > latest) latest = at;
  }
  return latest - lateness;
}
