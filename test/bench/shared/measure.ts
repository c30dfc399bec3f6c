/** Contenders that do the same work, one after the other, round by round. */
export interface Contender {
  readonly name: string;
  /** How much of the work it is given; the time for all of it is worked out from that. */
  readonly rows: number;
  readonly run: () => unknown;
  /** What the last run came to, so that all can be held to the same. Not measured. */
  readonly outcome: () => Outcome | Promise<Outcome>;
}

/** A number for each row, or, where it is not a matter of rows, anything that must be equal. */
export type Outcome = ArrayLike<number> | string;

export interface Measured {
  readonly name: string;
  readonly rows: number;
  /** The median of the rounds, for the rows it was given. */
  readonly ms: number;
  readonly best: number;
  /** The median of the time that processors worked, for the rows it was given: all threads, garbage collection too. */
  readonly cpu: number;
  /** As `ms`, for as many rows as there are. */
  readonly scaled: number;
}

export interface Race {
  readonly title: string;
  readonly rows: number;
  readonly checksum: string;
  readonly contenders: readonly Measured[];
}

/**
 * Each round begins with another contender, so that none always has the same before it, and what one leaves behind is
 * cleared away before the next begins. The first round only warms up.
 */
export async function race(title: string, contenders: readonly Contender[], rounds: number): Promise<Race> {
  const times = contenders.map((): number[] => []);
  const work = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (turn + round) % contenders.length;
      const contender = contenders[index];
      if (contender === undefined) continue;
      await clearedAway();
      const before = process.cpuUsage();
      const start = performance.now();
      await contender.run();
      const time = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      if (round === 0) continue;
      times[index]?.push(time);
      work[index]?.push((user + system) / 1000);
    }
  }
  const rows = Math.max(...contenders.map((each) => each.rows));
  const checksum = await agreed(title, contenders);
  return {
    title,
    rows,
    checksum,
    contenders: contenders.map((contender, index) => {
      const own = times[index] ?? [];
      const ms = median(own);
      return { name: contender.name, rows: contender.rows, ms, best: Math.min(...own), cpu: median(work[index] ?? []), scaled: (ms / contender.rows) * rows };
    }),
  };
}

/** Sweeping goes on in other threads for a while after the call, and would be charged to whoever comes next. */
async function clearedAway(): Promise<void> {
  globalThis.gc?.();
  await new Promise((done) => setTimeout(done, 100));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** A time for a wrong answer is worth nothing. */
async function agreed(title: string, contenders: readonly Contender[]): Promise<string> {
  const outcomes = await Promise.all(contenders.map(async (each) => ({ each, outcome: await each.outcome() })));
  const [first] = outcomes.toSorted((a, b) => b.each.rows - a.each.rows);
  if (first === undefined) return '';
  for (const { each, outcome } of outcomes) {
    const expected = checksumOf(first.outcome, each.rows);
    const found = checksumOf(outcome, each.rows);
    if (found !== expected) throw new Error(`${title}: ${each.name} comes to ${found}, ${first.each.name} to ${expected}`);
  }
  return checksumOf(first.outcome, first.each.rows);
}

/** Of the first rows; their order counts. */
export function checksumOf(outcome: Outcome, rows: number): string {
  if (typeof outcome === 'string') return outcome;
  let sum = 0;
  let hash = 0;
  for (let row = 0; row < rows; row += 1) {
    const value = outcome[row] ?? NaN;
    sum += value;
    hash = (Math.imul(hash, 31) + Math.round(value * 100)) | 0;
  }
  return `${sum} ${(hash >>> 0).toString(16)}`;
}
