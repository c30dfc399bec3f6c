import type { Frame, LazyColumn } from '../flow/flow.ts';
import type { GivenReason, Reasons } from '../flow/reasons.ts';

/** A flow, or several of one frame, whose columns stand in the order of the union's fields. */
export interface Aligned {
  readonly frame: Frame;
  readonly rows: Int32Array | undefined;
  /** Undefined for fields that it lacks. */
  readonly columns: readonly (LazyColumn | undefined)[];
  readonly reasons: Reasons | undefined;
  /** For each of its rows, the first of the united streams that has it. Undefined where nobody asks. */
  readonly from: Int32Array | undefined;
}

export const countIn = ({ frame, rows }: Aligned): number => rows?.length ?? frame.length;

/** The given reasons of all, each once, in order, and which of these have it. */
export function gatheredReasons(
  all: readonly (Reasons | undefined)[],
): readonly { readonly step: number; readonly index: number; readonly by: readonly (GivenReason | undefined)[] }[] {
  const known = new Map<
    string,
    { readonly step: number; readonly index: number; readonly by: (GivenReason | undefined)[] }
  >();
  all.forEach((reasons, place) => {
    for (const given of reasons?.given ?? []) {
      const name = `${given.step} ${given.index}`;
      const same = known.get(name) ?? { step: given.step, index: given.index, by: all.map(() => undefined) };
      same.by[place] = given;
      known.set(name, same);
    }
  });
  return [...known.values()].sort((a, b) => a.step - b.step || a.index - b.index);
}
