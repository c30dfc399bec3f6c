import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { RunStore } from '../state/contract/run.ts';

/**
 * The run that all parts of the editor show: the one over the sample, or, while there is another, that one. Nobody who
 * looks at counts and rows needs to know which.
 */
export interface ShownRun {
  readonly store: StoreApi<RunStore>;
  /** Undefined: the run over the sample once more. */
  readonly show: (other: RunStore | undefined) => void;
}

export function showRun(sample: StoreApi<RunStore>): ShownRun {
  const store = createStore<RunStore>(() => sample.getState());
  let instead = false;
  sample.subscribe((state) => {
    if (!instead) store.setState(state, true);
  });
  return {
    store,
    show: (other) => {
      instead = other !== undefined;
      store.setState(other ?? sample.getState(), true);
    },
  };
}
