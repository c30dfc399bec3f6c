import { createEngine } from '../../../engine/engine.ts';
import { keepAsTest } from '../../../lab/keep/keep.ts';
import type { KeepAsked, Keeping, Kept } from '../../../lab/keep/keep.ts';
import { replay } from '../../../lab/replay.ts';
import type { Plan } from '../../../plan/plan.ts';
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
export const keepStudy = study(({ of, masked }: KeepQuestion, { run, inputs, now, pause, signal }): Promise<Kept> => {
  const { compilation, plan, tables, end } = run.prepared;
  let listened = now();
  const between = async (): Promise<void> => {
    if (now() - listened < patience) return;
    await pause();
    signal.throwIfAborted();
    listened = now();
  };
  const again: Keeping['replay'] = async (listener, { sourcesOnly = false, enough } = {}) => {
    const own = sourcesOnly ? { ...plan, steps: plan.steps.filter(({ op }) => op === 'source') } : plan;
    const stop = new AbortController();
    await replay(own, createEngine(own, { tables, listener }), inputs(sourcesIn(own)), {
      signal: AbortSignal.any([signal, stop.signal]),
      end,
      progress: () => {
        if (enough?.() === true) stop.abort();
      },
    });
    signal.throwIfAborted();
  };
  return keepAsTest(of, masked, { compilation, tables, replay: again, patience: { mostTries, between } });
});

const sourcesIn = ({ steps }: Plan): readonly string[] => steps.flatMap(({ op, id }) => (op === 'source' ? [id] : []));
