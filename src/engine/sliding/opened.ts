import type { State } from '../state/state.ts';
import type { Closings } from './closings.ts';
import type { Slots } from './slots.ts';

/** Windows of which a key has one at a time: which are open, which window a row is in, and which close. */
export interface Opened {
  readonly slots: Slots;
  readonly open: () => Int32Array;
  /** The slot of the window of each row; tells which close as time comes to these rows. */
  readonly take: (
    times: Float64Array,
    rows: Int32Array | undefined,
    keys: Int32Array,
    closings: Closings,
  ) => Int32Array;
  /** Tells which close by the end of this moment. */
  readonly pass: (until: number, closings: Closings) => void;
  readonly snapshot: () => State;
  /** After the slots of these open windows were opened again. */
  readonly restore: (state: State, open: Int32Array) => void;
  readonly memory: () => number;
}
