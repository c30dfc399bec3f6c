import { createEngine } from '../../../engine/engine.ts';
import type { Coverage } from '../../../lab/coverage/coverage.ts';
import { coverRuns } from '../../../lab/coverage/runs.ts';
import { replay } from '../../../lab/replay.ts';
import type { Running } from '../run.ts';
import { study } from './study.ts';

const kept = new WeakMap<Running, Coverage>();

/** Which parts of the graph no row of the run came to. A run counts nothing of it: it is replayed, with more counted. */
export const coverageStudy = study(async (_: Readonly<Record<string, never>>, { run, inputs, signal }): Promise<Coverage> => {
  const known = kept.get(run);
  if (known !== undefined) return known;
  const { compilation, tables, end } = run.prepared;
  const covering = coverRuns(compilation);
  const engine = createEngine(covering.plan, { tables, listener: covering.listener });
  const sources = covering.plan.steps.flatMap(({ op, id }) => (op === 'source' ? [id] : []));
  await replay(covering.plan, engine, inputs(sources), { signal, end });
  signal.throwIfAborted();
  covering.add(engine.statistics());
  const found = covering.coverage();
  kept.set(run, found);
  return found;
});
