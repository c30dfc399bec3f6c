import type { Zone } from '../../data/zones.ts';
import { countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { keyColumns } from '../../engine/flow/key-columns.ts';
import type { AlertStep } from '../../plan/plan.ts';
import type { Bits } from '../ledger/bits.ts';
import { growingCodes, growingNumbers } from '../ledger/grown.ts';
import { listOf } from '../ledger/key-lists.ts';
import type { LedgerSource } from '../ledger/ledger.ts';
import type { KeyList } from '../ledger/source-columns.ts';
import { byKey } from '../measure/catches.ts';

/** The keys of an alert as it is sent. */
export interface KeySharers {
  readonly take: (flow: Flow) => void;
  /** Rows that have one of the keys on its day, beside those that were caught. */
  readonly beside: (caught: readonly Bits[], sources: readonly LedgerSource[], zone: Zone) => readonly Bits[];
}

export function keySharers(step: AlertStep, lists: readonly KeyList[]): KeySharers {
  const list = listOf(lists, step.key);
  const [keys, times] = [growingCodes(), growingNumbers()];
  return {
    take: (flow) => {
      const codes = list?.space.idsOf(keyColumns(flow, step.key), flow.rows, flow.frame.length);
      const count = countOf(flow);
      for (let index = 0; index < count; index += 1) {
        const row = flow.rows?.[index] ?? index;
        keys.put(codes?.[row] ?? -1);
        times.put(flow.frame.times[row] ?? NaN);
      }
    },
    beside: (caught, sources, zone) => byKey(sources, { caught, key: list === undefined ? -1 : lists.indexOf(list), keys: keys.all(), times: times.all() }, zone),
  };
}
