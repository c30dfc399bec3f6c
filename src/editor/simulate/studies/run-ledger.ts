import type { Listener } from '../../../engine/contract.ts';
import { ledgerRun } from '../../../lab/ledger/collect.ts';
import type { Ledger } from '../../../lab/ledger/ledger.ts';
import { replay } from '../../../lab/replay.ts';
import { listenForSilence, rulesIn } from '../../../lab/suggest/silence.ts';
import type { SilentField } from '../../../lab/suggest/silence.ts';
import type { Running } from '../run.ts';
import { keyOfLabels, readLabels } from './label-file.ts';
import type { Joined, JoinedLabels } from './label-file.ts';
import type { StudyHost } from './study.ts';

/** What a run tells of labels, rules and alerts, and how its labels from a second file fell. */
export interface RunLedger {
  readonly ledger: Ledger;
  readonly joined: Joined | undefined;
  /** Fields that rules look at in vain. */
  readonly silent: readonly SilentField[];
}

/** Of a run, that of the labels that were asked for last: other settings need no other pass over the data. */
const kept = new WeakMap<Running, { readonly key: string; readonly ledger: RunLedger }>();

export async function ledgerOf(host: StudyHost, labels: JoinedLabels | undefined): Promise<RunLedger> {
  const key = keyOfLabels(labels);
  const known = kept.get(host.run);
  if (known?.key === key) return known.ledger;
  const { compilation, plan, tables } = host.run.prepared;
  const read = labels === undefined ? undefined : await readLabels(labels, plan, host);
  const listening = listenForSilence(plan, rulesIn(compilation));
  const { engine, ledger } = ledgerRun(compilation, { tables, labels: read?.labels, listener: together(listening, read?.listener) });
  const sources = plan.steps.flatMap(({ op, id }) => (op === 'source' ? [id] : []));
  await replay(plan, engine, host.inputs(sources), { signal: host.signal });
  host.signal.throwIfAborted();
  const found = { ledger: ledger(), joined: read?.joined(), silent: listening.silent() };
  kept.set(host.run, { key, ledger: found });
  return found;
}

const together = (...all: readonly (Pick<Listener, 'watch'> | undefined)[]): Listener => ({
  watch: (stream) => {
    const own = all.flatMap((each) => each?.watch?.(stream) ?? []);
    return own.length === 0 ? undefined : (flow) => own.forEach((watch) => watch(flow));
  },
});
