import { countOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { growingCodes, growingNumbers } from './grown.ts';
import type { LedgerAlert } from './ledger.ts';

/** Tells of the rows behind one, each with the place of its source. */
export type Behind = (flow: Flow, row: number, take: (source: number, row: number) => void) => void;

/** When alerts were sent, and the rows behind each. */
export type AlertRows = Pick<LedgerAlert, 'times' | 'starts' | 'sources' | 'rows'>;

export function alertRows(behind: Behind): { readonly take: (flow: Flow) => void; readonly all: () => AlertRows } {
  const [times, starts, sources, rows] = [growingNumbers(), growingCodes(), growingCodes(), growingCodes()];
  return {
    take: (flow) => {
      const count = countOf(flow);
      for (let index = 0; index < count; index += 1) {
        const row = flow.rows?.[index] ?? index;
        times.put(flow.frame.times[row] ?? NaN);
        starts.put(rows.size());
        behind(flow, row, (source, place) => {
          sources.put(source);
          rows.put(place);
        });
      }
    },
    all: () => ({
      times: times.all().slice(),
      starts: closed(starts.all(), rows.size()),
      sources: sources.all().slice(),
      rows: rows.all().slice(),
    }),
  };
}

/** With where the last one ends. */
function closed(starts: Int32Array, end: number): Int32Array {
  const out = new Int32Array(starts.length + 1).fill(end);
  out.set(starts);
  return out;
}
