import type { Race } from './measure.ts';

/** What a section of the benchmark is told when it is started, and what it tells when it is done. */
export interface Settings {
  /** Part of the rows, for a look at whether it works at all. */
  readonly scale: number;
  readonly rounds: number;
  /** Only contenders that take less than a second. */
  readonly quick: boolean;
}

export function settings(): Settings {
  const { BENCH_SCALE: scale = '1', BENCH_ROUNDS: rounds = '5', BENCH_QUICK: quick = '' } = process.env;
  return { scale: Number(scale), rounds: Number(rounds), quick: quick !== '' };
}

export interface Growth {
  readonly title: string;
  readonly points: readonly Readonly<Record<string, number>>[];
}

export interface Told {
  readonly races?: readonly Race[];
  readonly growth?: readonly Growth[];
}

export function tell(told: Told): void {
  process.send?.(told);
  if (process.send === undefined) process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
}
