import type { Marks, Operator } from '../operator.ts';
import type { KeySpace } from './keys.ts';
import type { TextStore } from './texts.ts';

/** Forgets kept texts and keys that nobody holds any more, now and then: going through all of them takes its time. */
export interface Sweeper {
  readonly sweep: () => void;
  /** Once there are twice as many as were left the last time. */
  readonly sweepIfGrown: () => void;
  /** Takes what there is now for what was left. */
  readonly settle: () => void;
}

/** Fewer are not worth the while. */
const fewest = 65_536;
const ignored: Marks = { add: () => {} };

export function createSweeper(
  texts: TextStore,
  keySpaces: readonly KeySpace[],
  holders: readonly { readonly operator: Operator; readonly keys: KeySpace }[],
): Sweeper {
  const stores = [
    {
      size: texts.size,
      sweep: () => texts.sweep((live) => holders.forEach(({ operator }) => operator.mark?.(live, ignored))),
      left: 0,
    },
    ...keySpaces.map((space) => ({
      size: space.size,
      sweep: () =>
        space.sweep((live) =>
          holders.forEach(({ operator, keys }) => keys === space && operator.mark?.(ignored, live)),
        ),
      left: 0,
    })),
  ];
  const sweepAll = (due: (size: number, left: number) => boolean): void => {
    for (const store of stores) {
      if (!due(store.size(), store.left)) continue;
      store.sweep();
      store.left = store.size();
    }
  };
  return {
    sweep: () => sweepAll(() => true),
    sweepIfGrown: () => sweepAll((size, left) => size > Math.max(fewest, 2 * left)),
    settle: () => {
      for (const store of stores) store.left = store.size();
    },
  };
}
