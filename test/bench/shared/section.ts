import type { Race } from './measure.ts';

/** What a section of the benchmark is told when it is started, and what it tells when it is done. */
export interface Settings {
  /** Part of the rows, for a look at whether it works at all. */
  readonly scale: number;
  readonly rounds: number;
}

export function settings(): Settings {
  return { scale: Number(process.env['BENCH_SCALE'] ?? 1), rounds: Number(process.env['BENCH_ROUNDS'] ?? 5) };
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
