import { countOf } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import { keyColumns } from '../flow/key-columns.ts';
import type { KeySpace } from '../state/keys.ts';

/** Rows of a flow and the numbers of their keys. */
export interface KeyedAndTimed {
  readonly flow: Flow;
  readonly rows: Int32Array;
  /** By row of the frame; -1 where the key is missing. */
  readonly keys: Int32Array;
  /** How many rows have no key, whether they are among these or not. */
  readonly keyless: number;
}

/** The rows that have a key, and, where wanted, the others too. Rows without a time take no part in what goes by it. */
export function keyedAndTimed(
  flow: Flow,
  names: readonly string[],
  space: KeySpace,
  withKeyless = false,
): KeyedAndTimed {
  const { frame, rows: here } = flow;
  const keys = space.idsOf(keyColumns(flow, names), here, frame.length);
  const count = countOf(flow);
  const rows = new Int32Array(count);
  let taken = 0;
  let keyless = 0;
  for (let index = 0; index < count; index += 1) {
    const row = here === undefined ? index : (here[index] ?? 0);
    if ((keys[row] ?? -1) < 0) {
      keyless += 1;
      if (!withKeyless) continue;
    }
    if (Number.isNaN(frame.times[row] ?? NaN)) continue;
    rows[taken] = row;
    taken += 1;
  }
  return { flow, rows: rows.subarray(0, taken), keys, keyless };
}
