import type { Batch } from '../data/columns.ts';
import type { ReadNote, Reading } from '../data/read/reading.ts';
import type { Engine } from '../engine/contract.ts';
import type { Plan, SourceStep } from '../plan/plan.ts';

/** The rows of a source as a reader gives them; in the end, what is worth knowing of the table as a whole. */
export type Input = AsyncIterable<Reading, readonly ReadNote[]>;

/** What an engine is told next: rows of a source, or that it has ended. */
export interface Fed {
  readonly source: SourceStep;
  /** Undefined where it has ended. */
  readonly reading: Reading | undefined;
  /** Of a source that has ended; undefined where it never had an input. */
  readonly notes?: readonly ReadNote[] | undefined;
  /** Every source has passed this moment then; -Infinity while rows without a time come. */
  readonly passed: number;
}

/**
 * The inputs of a plan as one. Sources without a time come first; then it is always the source that is furthest behind
 * which is read on, so that little waits in the engine, however long the inputs are. A source without an input holds
 * nobody back. Who returns early has the inputs closed; who stops it by the signal need not wait for rows to come.
 */
export async function* feedOf(plan: Plan, inputs: ReadonlyMap<string, Input>, signal?: AbortSignal): AsyncGenerator<Fed, void> {
  const open: Open[] = [];
  const without: SourceStep[] = [];
  for (const step of inReadingOrder(plan)) {
    const rows = inputs.get(step.id)?.[Symbol.asyncIterator]();
    if (rows === undefined) without.push(step);
    else open.push({ step, rows, passed: -Infinity });
  }
  try {
    for (const source of without) yield { source, reading: undefined, passed: passedByAll(open) };
    for (let next = furthestBehind(open); next !== undefined; next = furthestBehind(open)) {
      const { step: source, rows } = next;
      const read = await orStopped(rows.next(), signal);
      if (read === undefined) {
        open.splice(open.indexOf(next), 1);
        void Promise.resolve(rows.return?.([])).catch(() => undefined);
        return;
      }
      const { done, value } = read;
      if (done === true) {
        open.splice(open.indexOf(next), 1);
        yield { source, reading: undefined, notes: value, passed: passedByAll(open) };
      } else {
        next.passed = Math.max(next.passed, latestOf(source, value.batch));
        yield { source, reading: value, passed: passedByAll(open) };
      }
    }
  } finally {
    for (const { rows } of open) await rows.return?.([]);
  }
}

/** Undefined where it is stopped before that. */
function orStopped<T>(coming: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (signal === undefined) return coming;
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void coming.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Rows without a time are waited for by nobody, so their end need not be told. */
export function feed(engine: Engine, { source, reading }: Fed): void {
  if (reading !== undefined) engine.push(source.id, reading);
  else if (source.time !== undefined) engine.advance(source.id, Infinity);
}

/** Rows of it, taken or rejected. */
export const rowsIn = ({ reading }: Fed): number => (reading === undefined ? 0 : reading.batch.length + reading.rejected.length);

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
