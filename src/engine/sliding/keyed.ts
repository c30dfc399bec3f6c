import { countOf } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import { keyColumns } from '../flow/key-columns.ts';
import type { KeySpace } from '../state/keys.ts';

/** The rows of a flow that have a key. */
export interface Keyed {
  /** Their places in the frame; undefined where that is every place. */
  readonly rows: Int32Array | undefined;
  /** Their keys, in the same order. */
  readonly keys: Int32Array;
  /** The places of those that have none. */
  readonly keyless: Int32Array | undefined;
}

export function keyedRows(flow: Flow, names: readonly string[], space: KeySpace): Keyed {
  const { rows, frame } = flow;
  const count = countOf(flow);
  const ids = space.idsOf(keyColumns(flow, names), rows, frame.length);
  let without = 0;
  for (let index = 0; index < count; index += 1) {
    without += (ids[rows === undefined ? index : (rows[index] ?? 0)] ?? -1) < 0 ? 1 : 0;
  }
  if (without === 0 && rows === undefined) return { rows, keys: ids, keyless: undefined };
  const chosen = new Int32Array(count - without);
  const keys = new Int32Array(count - without);
  const keyless = new Int32Array(without);
  let [kept, left] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    const row = rows === undefined ? index : (rows[index] ?? 0);
    const key = ids[row] ?? -1;
    if (key < 0) keyless[left++] = row;
    else {
      chosen[kept] = row;
      keys[kept++] = key;
    }
  }
  return { rows: chosen, keys, keyless: without === 0 ? undefined : keyless };
}

/** The keys that its rows have, each once. */
export function keysOf(flow: Flow, names: readonly string[], space: KeySpace): ReadonlySet<number> {
  return new Set(keyedRows(flow, names, space).keys);
}
