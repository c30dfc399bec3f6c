import type { Kept, KeptRejection, Results } from './contract.ts';
import type { AtWork } from './at-work.ts';
import { isBusy, patiently } from './patience.ts';

/** Stores what a run tells. While another process holds the results they wait here, and nothing more is taken. */
export interface Keeping {
  /** Something was made durable whose results are not stored yet. */
  readonly begin: () => void;
  /** Stores what was told since; undefined while that is held up. */
  readonly keep: () => Kept | undefined;
  /** The same, for as long as it takes. */
  readonly keepInTime: () => Promise<void>;
  /** Undefined while nothing is held up. */
  readonly held: () => Promise<void> | undefined;
}

export interface KeepingOptions {
  readonly engine: Pick<AtWork, 'told' | 'plan'>;
  readonly takeRejected: () => readonly KeptRejection[];
  readonly results: Pick<Results, 'keep'>;
  /** How long results may be held up before that is an error, in milliseconds. */
  readonly patience: number;
  readonly stuck: (error: unknown) => void;
  readonly kept?: ((results: Kept, after: number) => void) | undefined;
}

export function keeping({ engine, takeRejected, results, patience, stuck, kept }: KeepingOptions): Keeping {
  let unkept: Kept | undefined;
  let since = 0;
  let held: Promise<void> | undefined;

  const keepNow = (): Kept => {
    const { alerts, outputs } = engine.told();
    const told = { plan: engine.plan(), alerts, outputs, rejected: takeRejected() };
    const all = unkept === undefined ? told : joined(unkept, told);
    unkept = all;
    if (all.alerts.length + all.outputs.length + all.rejected.length > 0) results.keep(all);
    unkept = undefined;
    kept?.(all, performance.now() - since);
    return all;
  };

  return {
    begin: () => {
      if (unkept === undefined) since = performance.now();
    },
    keep: () => {
      if (held !== undefined) return undefined;
      try {
        return keepNow();
      } catch (error) {
        if (!isBusy(error)) throw error;
        held = patiently(keepNow, patience).catch(stuck).finally(() => (held = undefined));
        return undefined;
      }
    },
    keepInTime: () => patiently(keepNow, patience),
    held: () => held,
  };
}

const joined = (before: Kept, { plan, alerts, outputs, rejected }: Kept): Kept => ({
  plan,
  alerts: [...before.alerts, ...alerts],
  outputs: [...before.outputs, ...outputs],
  rejected: [...before.rejected, ...rejected],
});
