import type { Codes } from '../state/grown.ts';
import type { Kept } from './by-key.ts';
import type { GroupOptions } from './group.ts';
import type { Part } from './log.ts';

/**
 * Rows of a key in line, by their slots: beside each key stand the front of its line and the back, one more than the
 * slots are, and beside each row the next in line.
 */
export interface Line {
  /** The slot of the first row that still counts. */
  head: number;
  readonly nexts: Part<Int32Array>;
  /** Where the fronts stand; the backs stand behind them. */
  readonly kept: () => Kept;
  readonly clear: () => void;
}

export function createLine({ log, byKey }: GroupOptions): Line {
  const place = byKey.room();
  byKey.room();
  const line: Line = {
    head: log.head,
    nexts: log.links(),
    kept: () => byKey.kept(place),
    clear: () => {
      line.head = (log.head + log.size) & log.mask;
    },
  };
  log.onMove((moved) => {
    line.head = moved(line.head);
    const { records, stride } = byKey.kept(place);
    for (let front = place; front < records.length; front += stride) {
      for (const at of [front, front + 1]) {
        const slot = records[at] ?? 0;
        if (slot !== 0) records[at] = moved(slot - 1) + 1;
      }
    }
  });
  return line;
}

/** For the questions from one up to another, the values at the fronts. */
export function readFronts(
  out: Float64Array,
  from: number,
  to: number,
  keys: Int32Array,
  values: Float64Array,
  records: Codes,
  stride: number,
  place: number,
): void {
  for (let at = from; at < to; at += 1) {
    const front = records[(keys[at] ?? 0) * stride + place] ?? 0;
    out[at] = front === 0 ? NaN : (values[front - 1] ?? NaN);
  }
}
