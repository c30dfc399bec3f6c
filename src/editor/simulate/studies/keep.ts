import { keepAsTest } from '../../../lab/keep/keep.ts';
import type { KeepAsked, Kept } from '../../../lab/keep/keep.ts';
import { patience } from '../run.ts';
import { study } from './study.ts';

export interface KeepQuestion {
  readonly of: KeepAsked;
  /** Without the values of sensitive fields. */
  readonly masked: boolean;
}

/** So often the rows of a test may be tried while the fewest are looked for. */
const mostTries = 400;

/** An alert or a row of a run as a saved test. */
export const keepStudy = study(({ of, masked }: KeepQuestion, { run, replay, now, pause, signal }): Promise<Kept> => {
  const { compilation, tables } = run.prepared;
  let listened = now();
  const between = async (): Promise<void> => {
    if (now() - listened < patience) return;
    await pause();
    signal.throwIfAborted();
    listened = now();
  };
  return keepAsTest(of, masked, { compilation, tables, replay, patience: { mostTries, between } });
});
